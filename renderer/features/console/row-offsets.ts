/**
 * Knows which row of the terminal each line of the serial text begins in. Rows are counted from the first one ever, so
 * numbers stay true while the scrollback drops old rows.
 */

/** A line that the studio added has no bytes: it is named by its note. */
export type LineOrigin = { readonly offset: number } | { readonly note: number };

export interface LineStart {
  readonly row: number;
  readonly origin: LineOrigin;
}

export class RowOffsets {
  private starts: LineStart[] = [];

  /** A line begins in `row`. Rows at or after it are forgotten: the cursor has moved up and writes over them. */
  begin(row: number, origin: LineOrigin): void {
    while (this.starts.length > 0 && this.starts.at(-1)!.row >= row) this.starts.pop();
    this.starts.push({ row, origin });
  }

  /** Rows before `row` are gone. */
  dropBefore(row: number): void {
    const keep = this.indexAt(row);
    // In slices, so that a flood does not copy the list for each line.
    if (keep > 1_000 && keep > this.starts.length / 2) this.starts = this.starts.slice(keep);
  }

  clear(): void {
    this.starts = [];
  }

  at(row: number): LineOrigin | null {
    const start = this.starts[this.indexAt(row)];
    return start?.row === row ? start.origin : null;
  }

  /** Row of the line that holds byte `offset`: the last line that begins at or before it; null where there is none. */
  rowOf(offset: number): number | null {
    for (let i = this.starts.length - 1; i >= 0; i--) {
      const { row, origin } = this.starts[i]!;
      if ('offset' in origin && origin.offset <= offset) return row;
    }
    return null;
  }

  /** The lines kept, in order. */
  all(): readonly LineStart[] {
    return this.starts;
  }

  /**
   * After the terminal was made wider or narrower: `rows` are the rows that begin a line now. The newest line of both lists
   * is the same one.
   */
  reflow(rows: readonly number[]): void {
    const count = Math.min(rows.length, this.starts.length);
    const skipped = this.starts.length - count;
    this.starts = this.starts
      .slice(skipped)
      .map((start, i) => ({ row: rows[rows.length - count + i]!, origin: start.origin }));
  }

  /** Index of the first start at or after `row`. */
  private indexAt(row: number): number {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]!.row < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
