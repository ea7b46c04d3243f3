/** How much one reader may have in flight: it pauses at the high mark and goes on below the low one. */
import { HIGH_MARK, LOW_MARK } from '#core/contract/protocol.ts';

/** Shared by the readers of one link: with many busy ones each gets less, so that calls are not stuck behind all of them. */
export class CreditPool {
  busy = 0;

  get share(): number {
    return Math.max(LOW_MARK, HIGH_MARK / Math.max(1, this.busy));
  }
}

export class Credit {
  private inFlight = 0;
  private paused = false;

  constructor(private readonly pool: CreditPool) {}

  /** False while too much is in flight. */
  get open(): boolean {
    return !this.paused;
  }

  take(amount: number): void {
    if (this.inFlight === 0 && amount > 0) this.pool.busy++;
    this.inFlight += amount;
    if (this.inFlight >= this.pool.share) this.paused = true;
  }

  /** @returns false when more was given back than was taken: the client lies. */
  giveBack(amount: number): boolean {
    if (amount > this.inFlight) return false;
    if (amount > 0 && amount === this.inFlight) this.pool.busy--;
    this.inFlight -= amount;
    if (this.inFlight < LOW_MARK) this.paused = false;
    return true;
  }

  close(): void {
    if (this.inFlight > 0) this.pool.busy--;
    this.inFlight = 0;
  }
}
