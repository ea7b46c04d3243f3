/** A link over a WebSocket to the host that served this page. */
import type { Link } from '#core/contract/protocol.ts';
import { type Dial, DialRefused } from './connection.ts';

const OPEN_WITHIN_MS = 10_000;

/** @param origin of the page, e.g. `http://127.0.0.1:4711`. */
export function dialWeb(origin: string): Dial {
  return async () => {
    const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/link`);
    socket.binaryType = 'arraybuffer';
    const link = new WebLink(socket);
    if (await opened(socket)) return link;
    // A browser does not tell why an upgrade failed; a plain request does.
    const status = await fetch(`${origin}/session`, { cache: 'no-store', signal: AbortSignal.timeout(OPEN_WITHIN_MS) })
      .then((answer) => answer.status)
      .catch(() => 0);
    if (status === 403) {
      throw new DialRefused('The studio does not know this window: open the address that it printed when it started.');
    }
    throw new Error('The studio cannot be reached. It may have been stopped.');
  };
}

function opened(socket: WebSocket): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.close(), OPEN_WITHIN_MS);
    const settle = (open: boolean) => {
      clearTimeout(timer);
      resolve(open);
    };
    socket.addEventListener('open', () => settle(true), { once: true });
    socket.addEventListener('close', () => settle(false), { once: true });
  });
}

/** Listeners are set after the socket opened: what came in between is kept for them. */
class WebLink implements Link {
  private readonly early: (string | Uint8Array)[] = [];
  private text: ((text: string) => void) | undefined;
  private bytes: ((bytes: Uint8Array) => void) | undefined;

  constructor(private readonly socket: WebSocket) {
    socket.addEventListener('message', ({ data }) => {
      const frame = typeof data === 'string' ? data : new Uint8Array(data as ArrayBuffer);
      if (this.text && this.bytes) this.deliver(frame);
      else this.early.push(frame);
    });
  }

  sendText(text: string): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(text);
  }

  sendBytes(bytes: Uint8Array): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(bytes as Uint8Array<ArrayBuffer>);
  }

  bufferedBytes(): number {
    return this.socket.bufferedAmount;
  }

  onText(listener: (text: string) => void): void {
    this.text = listener;
    this.flush();
  }

  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.bytes = listener;
    this.flush();
  }

  onClose(listener: (reason: string) => void): void {
    if (this.socket.readyState === WebSocket.CLOSED) queueMicrotask(() => listener(''));
    else this.socket.addEventListener('close', ({ reason }) => listener(reason), { once: true });
  }

  close(): void {
    this.socket.close();
  }

  private flush(): void {
    if (this.text && this.bytes) for (const frame of this.early.splice(0)) this.deliver(frame);
  }

  private deliver(frame: string | Uint8Array): void {
    if (typeof frame === 'string') this.text?.(frame);
    else this.bytes?.(frame);
  }
}
