/** The newest bytes of a stream that has no file, addressed by their offset in the whole stream. */
export class HistoryRing {
  private chunks: Uint8Array[] = [];
  private first = 0;
  private end = 0;

  constructor(private readonly capacity: number) {}

  get firstOffset(): number {
    return this.first;
  }

  get endOffset(): number {
    return this.end;
  }

  append(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.chunks.push(bytes);
    this.end += bytes.length;
    let oldest = this.chunks[0];
    while (oldest && this.end - this.first - oldest.length >= this.capacity) {
      this.chunks.shift();
      this.first += oldest.length;
      oldest = this.chunks[0];
    }
  }

  /** Up to `limit` bytes from `offset`, or from the oldest byte kept where that is later. */
  read(offset: number, limit: number): Uint8Array {
    let start = this.first;
    const from = Math.max(offset, start);
    const parts: Uint8Array[] = [];
    let room = limit;
    for (const chunk of this.chunks) {
      if (room <= 0) break;
      const part = chunk.subarray(Math.max(0, from - start), Math.max(0, from - start) + room);
      if (part.length > 0) parts.push(part);
      room -= part.length;
      start += chunk.length;
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  }
}
