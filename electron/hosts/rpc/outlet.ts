/**
 * Shares one link among everything that has something to send: each turn lets one pump send one batch, in rotation, and
 * calls get their answers in between. Nobody sends while the link still holds more than `HIGH_MARK`.
 */
import { HIGH_MARK, type HostMessage, type Link, MAX_MESSAGE } from '#core/contract/protocol.ts';

export interface Pump {
  /** Sends at most one batch; wakes itself again through the outlet when it has more. */
  step(): void;
}

/** A link does not tell when it drained; asking this often costs nothing and keeps a local socket busy. */
const DRAIN_POLL_MS = 4;

const MAX_BUFFERED = 4 * MAX_MESSAGE;

export class Outlet {
  private readonly ready = new Set<Pump>();
  private turn: NodeJS.Immediate | null = null;
  private drain: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(
    private readonly link: Link,
    /** Answers pile up in a link whose window asks and does not read. */
    private readonly onStuck: () => void,
  ) {}

  send(message: HostMessage): void {
    this.sendText(JSON.stringify(message));
  }

  sendText(text: string): void {
    if (this.closed) return;
    if (this.link.bufferedBytes() > MAX_BUFFERED) this.onStuck();
    else this.link.sendText(text);
  }

  sendBytes(frame: Uint8Array): void {
    if (!this.closed) this.link.sendBytes(frame);
  }

  /** Puts `pump` at the end of the rotation, once. */
  wake(pump: Pump): void {
    if (this.closed) return;
    this.ready.add(pump);
    if (!this.turn && !this.drain) this.turn = setImmediate(() => this.takeTurn());
  }

  forget(pump: Pump): void {
    this.ready.delete(pump);
  }

  close(): void {
    this.closed = true;
    this.ready.clear();
    if (this.turn) clearImmediate(this.turn);
    if (this.drain) clearTimeout(this.drain);
  }

  private takeTurn(): void {
    this.turn = null;
    this.drain = null;
    const [pump] = this.ready;
    if (this.closed || !pump) return;
    if (this.link.bufferedBytes() > HIGH_MARK) {
      this.drain = setTimeout(() => this.takeTurn(), DRAIN_POLL_MS);
      return;
    }
    this.ready.delete(pump);
    pump.step();
    if (this.ready.size > 0 && !this.turn) this.turn = setImmediate(() => this.takeTurn());
  }
}
