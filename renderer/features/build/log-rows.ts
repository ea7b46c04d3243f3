/** The rows that the log shows: its lines, with runs of harmless notes folded and lines that a filter rejects left out. */
import { isHarmlessNote } from './harmless-notes.ts';
import type { LogLines } from './log-lines.ts';
import { plainText } from './sgr.ts';

export type LogRow =
  | { readonly kind: 'line'; readonly number: number }
  | { readonly kind: 'notes'; readonly first: number; readonly count: number; readonly open: boolean };

export interface RowChoice {
  readonly only: 'all' | 'messages';
  /** First lines of the runs of notes that the person opened. */
  readonly opened: ReadonlySet<number>;
}

export const EVERY_LINE: RowChoice = { only: 'all', opened: new Set() };
const MESSAGE = /\b(?:error|warning|undefined reference|multiple definition)\b|: \*\*\* /i;

/** Grows with the log: a call looks only at the lines that ended since the last one with the same choice. */
export class LogRows {
  private rows: LogRow[] = [];
  /** Line and row of the run of notes that the last line looked at belongs to. */
  private run: { readonly first: number; readonly row: number } | null = null;
  private next = 1;
  private first = 1;
  private choice = EVERY_LINE;

  constructor(private readonly lines: LogLines) {}

  /** Rows in order. The array is new whenever it differs from the last one. */
  read(choice: RowChoice): readonly LogRow[] {
    if (choice !== this.choice || this.first !== this.lines.firstNumber) {
      this.choice = choice;
      this.first = this.lines.firstNumber;
      this.next = this.first;
      this.rows = [];
      this.run = null;
    }
    for (; this.next <= this.lines.lastEnded; this.next++) this.take(this.next);
    const growing = this.lines.lastNumber > this.lines.lastEnded;
    return growing ? [...this.rows, { kind: 'line', number: this.lines.lastNumber }] : this.rows.slice();
  }

  private take(number: number): void {
    const text = plainText(this.lines.at(number) ?? '');
    if (isHarmlessNote(text)) {
      if (this.run === null) {
        this.run = { first: number, row: this.rows.length };
        this.rows.push({ kind: 'notes', first: number, count: 0, open: this.choice.opened.has(number) });
      }
      const header = this.rows[this.run.row] as LogRow & { kind: 'notes' };
      this.rows[this.run.row] = { ...header, count: header.count + 1 };
      if (header.open) this.rows.push({ kind: 'line', number });
      return;
    }
    this.run = null;
    if (this.choice.only === 'all' || MESSAGE.test(text)) this.rows.push({ kind: 'line', number });
  }
}

/** Index of the row that shows line `number`, or else of the nearest one before it; -1 without rows. */
export function rowOfLine(rows: readonly LogRow[], number: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle]!;
    if ((row.kind === 'line' ? row.number : row.first) <= number) low = middle + 1;
    else high = middle;
  }
  return rows.length === 0 ? -1 : Math.max(0, low - 1);
}
