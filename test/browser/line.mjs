// A line between a browser and a server that a test can cut.
import { connect, createServer } from "node:net";

/**
 * Listens at a port of its own, and passes everything on to the server at `hostname` and `port`.
 * The server may end and begin again meanwhile.
 */
export async function openLine({ hostname, port }) {
  const sockets = new Set();
  let isUp = true;
  let isMute = false;
  const listener = createServer((near) => {
    if (!isUp) return near.destroy();
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ]) {
      sockets.add(socket);
      socket.on("error", () => {}); // the end comes with close
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    near.pipe(far);
    far.on("data", (bytes) => isMute || near.write(bytes));
  });
  await new Promise((done) => listener.listen(0, "127.0.0.1", done));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: `http://127.0.0.1:${listener.address().port}`,
    /** Ends all connections, and takes no others until it is mended. */
    cut() {
      isUp = false;
      cut();
    },
    mend() {
      isUp = true;
    },
    /** What the server says from now on is lost. It hears everything. */
    mute() {
      isMute = true;
    },
    unmute() {
      isMute = false;
    },
    end: () => {
      cut();
      return new Promise((done) => listener.close(done));
    },
  };
}
