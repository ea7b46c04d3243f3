/** Sends one open stream's bytes: pulls them from their source one batch ahead, as far as the client keeps up. */
import type { Disposable } from '#core/base/disposable.ts';
import type { Failure } from '#core/base/result.ts';
import type { ByteSource } from '#core/contract/handlers.ts';
import { BATCH_BYTES, BATCH_MS } from '#core/contract/protocol.ts';
import { BatchTimer } from './batch-timer.ts';
import { Credit, type CreditPool } from './credit.ts';
import type { Outlet, Pump } from './outlet.ts';

export interface StreamPumpOptions {
  readonly id: number;
  /** Offset of the first byte that the client wants. */
  readonly from: number;
  readonly source: ByteSource;
  readonly outlet: Outlet;
  readonly credits: CreditPool;
  /** The pump is done and nothing was said to the client yet. */
  onEnd(failure: Failure | null, cause?: unknown): void;
}

export class StreamPump implements Pump, Disposable {
  /** Offset after the last byte read from the source. */
  private reached: number;
  /** Offset up to which the client has used everything. */
  private used: number;
  /** Read and not yet sent. */
  private batch: Uint8Array | null = null;
  private reading = false;
  private live = true;
  private readonly credit: Credit;
  private readonly timer: BatchTimer;
  private readonly growth: Disposable;

  constructor(private readonly options: StreamPumpOptions) {
    const { source, from, credits } = options;
    // An offset that was never reached belongs to another source under the same key: its reader has seen nothing of it.
    this.reached = from > source.endOffset ? source.firstOffset : Math.max(from, source.firstOffset);
    this.used = this.reached;
    this.credit = new Credit(credits);
    this.timer = new BatchTimer(BATCH_MS, () => void this.fetch());
    this.growth = source.onGrowth(() => this.consider());
  }

  start(): void {
    const { source, id, outlet } = this.options;
    outlet.send({ t: 'opened', id, from: this.reached });
    source.onReader?.(this, this.used);
    this.consider();
  }

  step(): void {
    const { batch } = this;
    if (!this.live || !batch || !this.credit.open) return;
    this.batch = null;
    const frame = new Uint8Array(4 + batch.byteLength);
    new DataView(frame.buffer).setUint32(0, this.options.id, true);
    frame.set(batch, 4);
    this.options.outlet.sendBytes(frame);
    this.credit.take(batch.byteLength);
    this.timer.sent();
    this.consider();
  }

  /** @returns false when the client acknowledged more than it was sent. */
  acknowledge(amount: number): boolean {
    const fair = this.credit.giveBack(amount);
    if (!this.live || !fair) return fair;
    this.used += amount;
    this.options.source.onReader?.(this, this.used);
    if (this.credit.open && this.batch) this.options.outlet.wake(this);
    return true;
  }

  write(bytes: Uint8Array): void {
    if (this.live) this.options.source.write(bytes);
  }

  dispose(): void {
    if (!this.live) return;
    this.live = false;
    this.growth.dispose();
    this.timer.close();
    this.credit.close();
    this.options.outlet.forget(this);
    this.options.source.onReader?.(this, null);
  }

  /** Starts the next read where there is something to read and nothing of the last one left. */
  private consider(): void {
    if (!this.live || this.reading || this.batch) return;
    const { source } = this.options;
    const waiting = source.endOffset - this.reached;
    if (waiting > 0) this.timer.request(source.ended || waiting >= BATCH_BYTES);
    else if (source.ended) {
      this.dispose();
      this.options.onEnd(null);
    }
  }

  private async fetch(): Promise<void> {
    if (!this.live || this.reading || this.batch) return;
    const { source, outlet, id } = this.options;
    this.reading = true;
    try {
      if (this.reached < source.firstOffset) {
        // The client was slower than the source's memory: what is gone is said to be gone.
        this.used += source.firstOffset - this.reached;
        this.reached = source.firstOffset;
        outlet.send({ t: 'opened', id, from: this.reached });
      }
      const bytes = await source.read(this.reached, BATCH_BYTES);
      this.reading = false;
      if (!this.live) return;
      if (bytes.byteLength > 0) {
        this.batch = bytes;
        this.reached += bytes.byteLength;
        outlet.wake(this);
      } else {
        // Nothing to read although there should be: ask again a batch later.
        this.timer.sent();
        this.consider();
      }
    } catch (cause) {
      this.reading = false;
      if (!this.live) return;
      this.dispose();
      this.options.onEnd({ code: 'internal', message: 'The bytes could not be read.' }, cause);
    }
  }
}
