/** Symbols that wait to be recomputed, lowest rank first: a bit set over the ranks with a cursor that may move back. */
export class RankQueue {
  private readonly bits: Uint32Array;
  private cursor: number;
  private count = 0;

  constructor(
    private readonly rank: Int32Array,
    private readonly order: Int32Array,
  ) {
    this.bits = new Uint32Array((order.length >> 5) + 1);
    this.cursor = this.bits.length;
  }

  add(id: number): void {
    const position = this.rank[id]!;
    const word = position >> 5;
    const bit = 1 << (position & 31);
    if (this.bits[word]! & bit) return;
    this.bits[word]! |= bit;
    this.count++;
    if (word < this.cursor) this.cursor = word;
  }

  /** The waiting symbol of the lowest rank; -1 when none waits. */
  take(): number {
    if (this.count === 0) {
      this.cursor = this.bits.length;
      return -1;
    }
    while (this.bits[this.cursor] === 0) this.cursor++;
    const word = this.bits[this.cursor]!;
    const low = word & -word;
    this.bits[this.cursor] = word & ~low;
    this.count--;
    return this.order[(this.cursor << 5) + (31 - Math.clz32(low))]!;
  }

  clear(): void {
    this.bits.fill(0);
    this.count = 0;
    this.cursor = this.bits.length;
  }
}
