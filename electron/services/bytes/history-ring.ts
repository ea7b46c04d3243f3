/** The newest bytes of a stream in one circular buffer, addressed by their offset in the whole stream. */
const FIRST_SIZE = 4096;

export class HistoryRing {
  /** Byte `offset` is at `offset % buffer.length`. Grows by doubling, so that a quiet stream costs little. */
  private buffer: Buffer = Buffer.alloc(0);
  private first = 0;
  private end = 0;

  /** @param capacity in bytes. Chunks of a few bytes each cost no more than large ones. */
  constructor(private readonly capacity: number) {}

  get firstOffset(): number {
    return this.first;
  }

  get endOffset(): number {
    return this.end;
  }

  append(bytes: Uint8Array): void {
    const kept = bytes.length > this.capacity ? bytes.subarray(bytes.length - this.capacity) : bytes;
    if (kept.length < bytes.length) this.first = this.end = this.end + bytes.length - kept.length;
    this.reserve(this.end - this.first + kept.length);
    const at = this.end % this.buffer.length;
    const room = this.buffer.length - at;
    this.buffer.set(kept.subarray(0, room), at);
    this.buffer.set(kept.subarray(room), 0);
    this.end += kept.length;
    this.first = Math.max(this.first, this.end - this.buffer.length);
  }

  /** A copy of up to `limit` bytes from `offset`, or from the oldest byte kept where that is later. */
  read(offset: number, limit: number): Buffer {
    const from = Math.max(offset, this.first);
    const length = Math.max(0, Math.min(limit, this.end - from));
    const bytes = Buffer.allocUnsafe(length);
    const at = this.buffer.length === 0 ? 0 : from % this.buffer.length;
    const copied = this.buffer.copy(bytes, 0, at, Math.min(this.buffer.length, at + length));
    this.buffer.copy(bytes, copied, 0, length - copied);
    return bytes;
  }

  /** Forgets all bytes and frees the memory; offsets go on. */
  clear(): void {
    this.buffer = Buffer.alloc(0);
    this.first = this.end;
  }

  private reserve(wanted: number): void {
    if (wanted <= this.buffer.length || this.buffer.length === this.capacity) return;
    let size = this.buffer.length || FIRST_SIZE;
    while (size < wanted) size *= 2;
    const kept = this.read(this.first, this.capacity);
    this.buffer = Buffer.alloc(Math.min(size, this.capacity));
    const at = this.first % this.buffer.length;
    const copied = kept.copy(this.buffer, at);
    kept.copy(this.buffer, 0, copied);
  }
}
