"""Puts python3-websockets, a client that is not ours, in front of a server with channels.

usage: websockets_peer.py SERVER    SERVER: the program of channels_server.cpp
"""
import asyncio
import json
import re
import subprocess
import sys

try:
    import websockets
except ImportError:
    print("skipped: python3-websockets is not installed")
    sys.exit(77)


def check(condition, what):
    if not condition:
        raise AssertionError(what)


async def receive(client):
    return json.loads(await asyncio.wait_for(client.recv(), 20))


async def exchange(client, message):
    await client.send(message if isinstance(message, bytes) else
                      json.dumps(message, ensure_ascii=False))
    return await receive(client)


def upper(text):
    return {"action": "upper", "$id": 1, "text": text}


async def enter(port, **options):
    client = await websockets.connect(f"ws://127.0.0.1:{port}/live/a", **options)
    check(await receive(client) == {"text": "welcome to a"}, "the welcome")
    return client


async def messages(port, compression):
    """Messages of all sizes, in both directions, with and without compression."""
    client = await enter(port, compression=compression)
    extensions = [extension.name for extension in client.extensions]
    wanted = ["permessage-deflate"] if compression else []
    check(extensions == wanted, f"the extensions are {extensions}")
    for size in (0, 1, 100, 125, 126, 1000, 1024, 65_000, 65_536, 99_999):
        text = ("größer € \U0001f600 " * size)[:size]
        answer = await exchange(client, upper(text))
        ascii_upper = re.sub("[a-z]", lambda found: found.group().upper(), text)
        check(answer == upper(ascii_upper), f"a text of {size} characters")
    check(await exchange(client, b"\x00\x01\x02") == {"text": "bytes 3"}, "binary bytes")
    await client.close()
    check(client.close_code == 1000, f"the code is {client.close_code}")


async def fragments(port, compression):
    """A message in fragments, with pings between them."""
    client = await enter(port, compression=compression)
    text = "x" * 5000
    message = json.dumps(upper(text))

    async def pieces():
        for at in range(0, len(message), 700):
            await (await client.ping(b"between"))
            yield message[at : at + 700]

    await client.send(pieces())
    check(await receive(client) == upper(text.upper()), "a message in fragments")
    await client.close()


async def refused(port):
    """Handshakes and messages that the server refuses."""
    try:
        await websockets.connect(f"ws://127.0.0.1:{port}/live/closed")
        check(False, "a closed room was opened")
    except websockets.exceptions.InvalidStatusCode as error:
        check(error.status_code == 403, f"the status is {error.status_code}")
    client = await enter(port)
    await client.send("x" * 300_000)  # the route takes 200,000
    try:
        await receive(client)
        check(False, "the message was too large")
    except websockets.exceptions.ConnectionClosedError as error:
        check(error.rcvd.code == 1009, f"the code is {error.rcvd.code}")


async def many(port):
    """A hundred clients at once, each with a hundred messages that wait together."""

    async def talk(number):
        client = await enter(port, compression="deflate" if number % 2 else None)
        for index in range(100):
            await client.send(json.dumps(upper(f"{number} {index} " + "y" * index * 20)))
        for index in range(100):
            check(await receive(client) == upper(f"{number} {index} " + "Y" * index * 20),
                  f"message {index} of client {number}")
        await client.close()

    await asyncio.gather(*(talk(number) for number in range(100)))


async def run(port):
    for compression in (None, "deflate"):
        await messages(port, compression)
        await fragments(port, compression)
    await refused(port)
    await many(port)


def main():
    server = subprocess.Popen([sys.argv[1], "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        port = re.search(r":(\d+)$", server.stdout.readline().strip()).group(1)
        asyncio.run(run(port))
    finally:
        server.terminate()
    check(server.wait(20) == 0, "the server did not stop well")


main()
