/** Sends one subscription's events from its log, in batches, as far as the client keeps up. */
import type { Disposable } from '#core/base/disposable.ts';
import type { EventLog } from '#core/base/event-log.ts';
import type { Failure } from '#core/base/result.ts';
import { BATCH_BYTES, EVENTS_MS } from '#core/contract/protocol.ts';
import { BatchTimer } from './batch-timer.ts';
import { Credit, type CreditPool } from './credit.ts';
import type { Outlet, Pump } from './outlet.ts';

/** Events looked at in one turn at most: bounds the time that parsing them takes. */
const BATCH_EVENTS = 256;

export interface FeedPumpOptions {
  readonly id: number;
  /** Number of the last event that the client has seen. */
  readonly after: number;
  readonly log: EventLog<unknown>;
  readonly outlet: Outlet;
  readonly credits: CreditPool;
  /** Checks an event against the contract; throws for one that does not fit. */
  check(event: unknown): unknown;
  /** The pump is done and has said so to the client. */
  onEnd(failure: Failure | null, cause?: unknown): void;
}

export class FeedPump implements Pump, Disposable {
  private seen: number;
  private readonly credit: Credit;
  private readonly timer: BatchTimer;
  private readonly growth: Disposable;
  private live = true;

  constructor(private readonly options: FeedPumpOptions) {
    const { log, after, outlet, credits } = options;
    // A log that never came so far is another log under the same key: its reader has seen nothing of it.
    this.seen = after > log.lastSeq ? 0 : after;
    this.credit = new Credit(credits);
    this.timer = new BatchTimer(EVENTS_MS, () => outlet.wake(this));
    this.growth = log.onGrowth(() => this.timer.request(log.isClosed || log.lastSeq - this.seen >= BATCH_EVENTS));
  }

  start(): void {
    this.options.outlet.wake(this);
  }

  step(): void {
    if (!this.live || !this.credit.open) return;
    const { log, id, outlet } = this.options;
    try {
      const { text, last } = this.gather();
      if (text) {
        outlet.sendText(text);
        this.seen = last;
        this.credit.take(text.length);
        this.timer.sent();
      }
    } catch (cause) {
      this.dispose();
      this.options.onEnd(
        { code: 'internal', message: 'An event could not be sent because of a mistake in the studio.' },
        new Error(`feed ${id}: event after ${this.seen} does not fit the contract`, { cause }),
      );
      return;
    }
    if (this.seen < log.lastSeq) outlet.wake(this);
    else if (log.isClosed) {
      this.dispose();
      this.options.onEnd(null);
    }
  }

  /** @returns false when the client acknowledged more than it was sent. */
  acknowledge(amount: number): boolean {
    const fair = this.credit.giveBack(amount);
    if (this.live && this.credit.open) this.options.outlet.wake(this);
    return fair;
  }

  dispose(): void {
    if (!this.live) return;
    this.live = false;
    this.growth.dispose();
    this.timer.close();
    this.credit.close();
    this.options.outlet.forget(this);
  }

  /** One message with the next events, as text; each event is turned into text once. */
  private gather(): { text: string; last: number } {
    const events = this.options.log.after(this.seen, BATCH_EVENTS);
    const parts: string[] = [];
    let size = 0;
    for (const { event } of events) {
      if (size >= BATCH_BYTES) break;
      const part = JSON.stringify(this.options.check(event));
      parts.push(part);
      size += part.length;
    }
    const seq = events[0]?.seq;
    if (seq === undefined) return { text: '', last: this.seen };
    const text = `{"t":"events","id":${this.options.id},"seq":${seq},"events":[${parts.join(',')}]}`;
    return { text, last: seq + parts.length - 1 };
  }
}
