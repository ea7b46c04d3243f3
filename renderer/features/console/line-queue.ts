/** Where the lines begin whose line feeds the terminal has still to parse: first in, first out. */
import type { LineOrigin } from './row-offsets.ts';

export class LineQueue {
  private items: LineOrigin[] = [];
  private head = 0;

  add(items: readonly LineOrigin[]): void {
    for (const item of items) this.items.push(item);
  }

  next(): LineOrigin | undefined {
    const item = this.items[this.head];
    if (item === undefined) return undefined;
    this.head++;
    // Read items are dropped in slices, so that a flood costs no copy for each line.
    if (this.head > 4_096 && this.head * 2 > this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    return item;
  }
}
