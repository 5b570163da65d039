import type { SocketEvent, SocketLike } from "../../../../runtime/typescript/src/channel.js";

/** The server's end of a connection. */
export class Peer implements SocketLike {
  readonly sent: unknown[] = [];
  readonly url: string;
  readonly protocols: string[];
  closed: [code?: number, reason?: string] | undefined;
  readonly #listeners: Record<string, ((event: SocketEvent) => void)[]> = {};

  constructor(url: string, protocols: string[]) {
    this.url = url;
    this.protocols = protocols;
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    this.sent.push(typeof data === "string" && data.startsWith("{") ? JSON.parse(data) : data);
  }
  close(...end: [code?: number, reason?: string]): void {
    this.closed = end;
  }
  addEventListener(type: string, listener: (event: SocketEvent) => void): void {
    (this.#listeners[type] ??= []).push(listener);
  }
  emit(type: string, event: Omit<SocketEvent, "type"> = {}): void {
    for (const listener of this.#listeners[type] ?? []) listener({ type, ...event });
  }
  tell(...messages: unknown[]): void {
    for (const message of messages) this.emit("message", { data: JSON.stringify(message) });
  }
}

/** A `WebSocket` whose connections are peers. */
export function makeSockets() {
  const peers: Peer[] = [];
  let taken = 0;
  let wake = () => {};
  class WebSocket extends Peer {
    constructor(url: string, protocols: string[]) {
      super(url, protocols);
      peers.push(this);
      wake();
    }
  }
  /** The next connection, when the client has asked for it. */
  const next = async () => {
    while (peers.length <= taken) await new Promise<void>((resolve) => (wake = resolve));
    return peers[taken++]!;
  };
  /** The same, open. */
  const open = async () => {
    const peer = await next();
    peer.emit("open");
    return peer;
  };
  return { WebSocket, peers, next, open };
}
