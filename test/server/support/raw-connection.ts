import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A response as it stood on the wire; names in lower case. */
export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A TCP connection to a server, for what HTTP clients would refuse to send. */
export class RawConnection {
  readonly socket: Socket;
  /** When the connection is closed, by whom and how ever. */
  readonly closed: Promise<void>;
  #received = '';
  #open = true;
  #wake: () => void = () => {};

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      this.#received += text;
      this.#wake();
    });
    // A reset is one of the ways a server may close; the tests look at what came before.
    socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      socket.on('close', () => {
        this.#open = false;
        this.#wake();
        resolve();
      });
    });
  }

  static async open(port: number): Promise<RawConnection> {
    const socket = connect({ port, host: '127.0.0.1' });
    const connection = new RawConnection(socket);
    await once(socket, 'connect');
    return connection;
  }

  /** Sends text, one byte for each character. */
  send(text: string): this {
    this.socket.write(text, 'latin1');
    return this;
  }

  /** The next response; undefined where the connection closes without one. */
  async response(): Promise<RawResponse | undefined> {
    for (;;) {
      const response = this.#take();
      if (response !== undefined) return response;
      if (!this.#open) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** All responses until the connection closes. */
  async responses(): Promise<readonly RawResponse[]> {
    const all: RawResponse[] = [];
    for (;;) {
      const response = await this.response();
      if (response === undefined) return all;
      all.push(response);
    }
  }

  close(): void {
    this.socket.destroy();
  }

  #take(): RawResponse | undefined {
    const end = this.#received.indexOf('\r\n\r\n');
    if (end === -1) return undefined;
    const [first = '', ...lines] = this.#received.slice(0, end).split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    const length = Number(headers['content-length'] ?? 0);
    if (this.#received.length < end + 4 + length) return undefined;
    const body = this.#received.slice(end + 4, end + 4 + length);
    this.#received = this.#received.slice(end + 4 + length);
    return { status: Number(first.split(' ')[1]), headers, body };
  }
}
