/** Two ends of a link inside this process: frames arrive later and in order, at a chosen pace, until it is cut. */
import type { Link } from '#core/contract/protocol.ts';

type Frame = string | Uint8Array;

class MemoryEnd implements Link {
  other!: MemoryEnd;
  /** Bytes that travel in one turn of the event loop. */
  pace = Number.POSITIVE_INFINITY;
  reason: string | null = null;
  readonly sent: Frame[] = [];
  private readonly queue: Frame[] = [];
  private queued = 0;
  private moving = false;
  private text: (text: string) => void = () => {};
  private bytes: (bytes: Uint8Array) => void = () => {};
  private readonly closers: ((reason: string) => void)[] = [];

  constructor(private readonly keep: boolean) {}

  sendText(text: string): void {
    this.push(text);
  }

  sendBytes(bytes: Uint8Array): void {
    this.push(bytes.slice());
  }

  bufferedBytes(): number {
    return this.queued;
  }

  onText(listener: (text: string) => void): void {
    this.text = listener;
  }

  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.bytes = listener;
  }

  onClose(listener: (reason: string) => void): void {
    const { reason } = this;
    if (reason === null) this.closers.push(listener);
    else queueMicrotask(() => listener(reason));
  }

  close(reason = ''): void {
    if (this.reason !== null) return;
    this.reason = reason;
    this.queue.length = 0;
    for (const closer of this.closers) closer(reason);
    this.other.close(reason);
  }

  private push(frame: Frame): void {
    if (this.reason !== null) return;
    if (this.keep) this.sent.push(frame);
    this.queue.push(frame);
    this.queued += frame.length;
    this.move();
  }

  private move(): void {
    if (this.moving) return;
    this.moving = true;
    setImmediate(() => {
      this.moving = false;
      let budget = this.pace;
      while (budget > 0 && this.reason === null) {
        const frame = this.queue.shift();
        if (frame === undefined) return;
        budget -= frame.length;
        this.queued -= frame.length;
        if (typeof frame === 'string') this.other.text(frame);
        else this.other.bytes(frame);
      }
      if (this.queue.length > 0) this.move();
    });
  }
}

/** @param keep remembers every frame in `sent`. */
export function linkPair(keep = false): { readonly host: MemoryEnd; readonly window: MemoryEnd } {
  const host = new MemoryEnd(keep);
  const window = new MemoryEnd(keep);
  host.other = window;
  window.other = host;
  return { host, window };
}

export type { MemoryEnd };
