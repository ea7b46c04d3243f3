/** Decides when gathered data goes out: at once after a pause, else when the batch is full or has waited long enough. */

export class BatchTimer {
  private timer: NodeJS.Timeout | null = null;
  private sentAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly batchMs: number,
    private readonly due: () => void,
  ) {}

  /** Calls `due` now or at the end of the batch. */
  request(full: boolean): void {
    const waitMs = this.sentAt + this.batchMs - performance.now();
    if (full || waitMs <= 0) this.fire();
    else this.timer ??= setTimeout(() => this.fire(), waitMs);
  }

  sent(): void {
    this.sentAt = performance.now();
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private fire(): void {
    this.close();
    this.due();
  }
}
