/** Writes the lines of a guest's crash report in the colour of errors. */
import type { IDecoration, IMarker, Terminal } from '@xterm/xterm';
import { cssToken } from '../../ui/xterm/xterm-theme.ts';

/** A report is a page or two; a guest that prints for ever is not tinted for ever. */
const MOST_ROWS = 400;

export class ReportTint {
  private drawn: (IDecoration | IMarker)[] = [];
  private rows: readonly [number, number] | null = null;

  constructor(private readonly terminal: Terminal) {}

  /** @param first and `last` row of the buffer. `again`: also where they are the same as before. */
  show(first: number, last: number, again: boolean): void {
    const end = Math.min(last, first + MOST_ROWS);
    if (!again && this.rows?.[0] === first && this.rows[1] === end) return;
    this.clear();
    this.rows = [first, end];
    const { baseY, cursorY } = this.terminal.buffer.active;
    for (let row = Math.max(0, first); row <= end; row++) {
      const marker = this.terminal.registerMarker(row - baseY - cursorY);
      const decoration = this.terminal.registerDecoration({
        marker,
        width: this.terminal.cols,
        foregroundColor: cssToken('err'),
        layer: 'bottom',
      });
      this.drawn.push(marker);
      if (decoration) this.drawn.push(decoration);
    }
  }

  clear(): void {
    for (const item of this.drawn) item.dispose();
    this.drawn = [];
    this.rows = null;
  }
}
