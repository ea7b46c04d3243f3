/** Tells when a serial byte arrived, from the host's marks: `[offset, atMs]` says that bytes from `offset` on came at `atMs`. */
import type { SerialMarks } from '#core/contract/vm.ts';

const MAX_MARKS = 500_000;

export class SerialClock {
  private offsets: number[] = [];
  private times: number[] = [];

  add(marks: SerialMarks): void {
    for (const [offset, atMs] of marks) {
      // After a break of the connection marks may come again.
      if (offset <= (this.offsets.at(-1) ?? -1)) continue;
      this.offsets.push(offset);
      this.times.push(atMs);
    }
    if (this.offsets.length > MAX_MARKS) {
      this.offsets = this.offsets.slice(-MAX_MARKS / 2);
      this.times = this.times.slice(-MAX_MARKS / 2);
    }
  }

  /** Ms since the start of the run; null for a byte that no mark covers. */
  timeOf(offset: number): number | null {
    let low = 0;
    let high = this.offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.offsets[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? null : this.times[low - 1]!;
  }
}

/** "0.231": seconds with three decimals, as the column beside the console shows them. */
export function formatTimestamp(ms: number): string {
  return (Math.max(0, ms) / 1000).toFixed(3);
}
