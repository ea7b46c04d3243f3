/** Keeps the output in a job's event log within bounds: the first lines and the newest stay, those between are cut. */
import type { EventLog } from '#core/base/event-log.ts';
import type { JobEvent } from '#core/contract/build.ts';

export interface BudgetLimits {
  /** Characters of output that stay at most. */
  readonly total: number;
  /** Characters at the beginning that are never cut. */
  readonly head: number;
}

export const BUDGET: BudgetLimits = { total: 4 << 20, head: 2 << 20 };

interface Kept {
  readonly seq: number;
  readonly length: number;
  readonly line: number;
  readonly lastLine: number;
}

/** A window that follows the job has seen every line; one that comes later finds a line that says what is left out. */
export class OutputBudget {
  private head = 0;
  private tail = 0;
  private readonly kept: Kept[] = [];
  private first = 0;
  private cut: { readonly seq: number; readonly line: number } | null = null;

  /** @param place where the whole log can be read, for the line that stands for what was cut. */
  constructor(
    private readonly log: EventLog<JobEvent>,
    private readonly place: string | null,
    private readonly limits: BudgetLimits = BUDGET,
  ) {}

  append(chunk: string, line: number, lastLine: number): void {
    const seq = this.log.append({ kind: 'output', chunk, line });
    if (this.head + chunk.length <= this.limits.head && this.kept.length === this.first) {
      this.head += chunk.length;
      return;
    }
    this.kept.push({ seq, length: chunk.length, line, lastLine });
    this.tail += chunk.length;
    while (this.head + this.tail > this.limits.total && this.kept.length - this.first > 1)
      this.drop(this.kept[this.first++]!);
    if (this.first > 1024) {
      this.kept.splice(0, this.first);
      this.first = 0;
    }
  }

  private drop({ seq, length, line, lastLine }: Kept): void {
    this.tail -= length;
    this.cut ??= { seq, line };
    const where = this.place === null ? '' : `; the whole log is in ${this.place}`;
    const chunk = `[… lines ${this.cut.line} to ${lastLine} are left out here${where} …]\n`;
    if (seq !== this.cut.seq) this.log.replace(seq, { kind: 'output', chunk: '', line });
    this.log.replace(this.cut.seq, { kind: 'output', chunk, line: this.cut.line });
  }
}
