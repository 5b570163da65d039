"""A peer for the test of scripts/bench --peer: the smallest server that answers its requests.

usage: peer_test.py PORT [wrong]    wrong: answers with something else
"""
import asyncio
import json
import sys

LINE = "The quick brown fox jumps over the lazy dog. "
TEXT = (LINE * (1_000_000 // len(LINE) + 1))[:1_000_000]


def answer(request_line, body):
    if len(sys.argv) > 2:
        return {"message": "Good bye."}
    if request_line.startswith("GET /hello "):
        return {"message": "Hello, world!"}
    if request_line.startswith("GET /text "):
        return {"text": TEXT}
    given = json.loads(body)
    if request_line.startswith("POST /text "):
        return {"length": len(given["text"])}
    address = given["address"]
    return {
        "id": given["id"],
        "customer": given["customer"],
        "sku": given["sku"],
        "total": given["quantity"] * given["price"],
        "express": given["express"],
        "street": address["street"],
        "city": address["city"],
        "days": 2 if given["express"] else 5,
    }


async def serve(reader, writer):
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            size = 0
            for line in head.split("\r\n"):
                if line.lower().startswith("content-length:"):
                    size = int(line[15:])
            body = await reader.readexactly(size)
            text = json.dumps(answer(head, body), separators=(",", ":")).encode()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(text), text))
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", int(sys.argv[1]), limit=1 << 21)
    await server.serve_forever()


asyncio.run(main())
