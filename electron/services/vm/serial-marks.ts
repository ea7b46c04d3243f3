/** Remembers when serial bytes came, for timestamps beside the lines. */
import { EventLog } from '#core/base/event-log.ts';
import type { SerialMarks as Marks } from '#core/contract/vm.ts';

const SPACING_MS = 5;
const BATCH_MS = 100;
/** Some 80,000 marks: hours of a talkative guest in a few megabytes. */
const BATCHES = 4000;

export class SerialMarks {
  readonly log = new EventLog<Marks>(BATCHES);
  private batch: Marks = [];
  private lastMs = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | null = null;

  mark(offset: number, atMs: number): void {
    if (atMs - this.lastMs < SPACING_MS) return;
    this.lastMs = atMs;
    this.batch.push([offset, Math.round(atMs * 10) / 10]);
    this.timer ??= setTimeout(() => this.flush(), BATCH_MS).unref();
  }

  close(): void {
    this.flush();
    this.log.close();
  }

  private flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.batch.length === 0) return;
    this.log.append(this.batch);
    this.batch = [];
  }
}
