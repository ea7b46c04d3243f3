/** Reads numbers of either byte order out of bytes that may be cut or wrong: outside of them, everything is null. */
export class ByteReader {
  private readonly view: DataView;

  constructor(
    readonly bytes: Uint8Array,
    private readonly little: boolean,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  u8(offset: number): number | null {
    return this.holds(offset, 1) ? this.view.getUint8(offset) : null;
  }

  u16(offset: number): number | null {
    return this.holds(offset, 2) ? this.view.getUint16(offset, this.little) : null;
  }

  u32(offset: number): number | null {
    return this.holds(offset, 4) ? this.view.getUint32(offset, this.little) : null;
  }

  u64(offset: number): bigint | null {
    return this.holds(offset, 8) ? this.view.getBigUint64(offset, this.little) : null;
  }

  /** Text up to the next NUL, or up to the end; empty outside. */
  text(offset: number, end = this.length): string {
    if (offset < 0 || offset >= end || end > this.length) return '';
    const stop = this.bytes.indexOf(0, offset);
    return new TextDecoder().decode(this.bytes.subarray(offset, stop < 0 || stop > end ? end : stop));
  }

  holds(offset: number, size: number): boolean {
    return Number.isSafeInteger(offset) && offset >= 0 && size >= 0 && offset + size <= this.length;
  }
}
