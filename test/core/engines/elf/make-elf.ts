/** Builds small ELF files byte by byte, of either class and byte order, to test their reader. */

interface MadeSection {
  readonly name: string;
  readonly type: number;
  readonly flags?: number;
  readonly address?: number;
  readonly bytes?: Uint8Array;
  /** For sections without bytes in the file. */
  readonly size?: number;
  readonly link?: number;
  readonly entrySize?: number;
}

interface MadeSymbol {
  readonly name: string;
  readonly value: number;
  readonly size: number;
  readonly section: number;
}

export interface Shape {
  readonly bits: 32 | 64;
  readonly little: boolean;
}

class Writer {
  private readonly parts: number[] = [];
  constructor(private readonly shape: Shape) {}

  get length(): number {
    return this.parts.length;
  }

  put(value: number, size: number): this {
    const bytes = Array.from({ length: size }, (_, n) => Number((BigInt(value) >> BigInt(8 * n)) & 0xffn));
    this.parts.push(...(this.shape.little ? bytes : bytes.reverse()));
    return this;
  }

  /** An address, an offset or a size. */
  word(value: number): this {
    return this.put(value, this.shape.bits / 8);
  }

  raw(bytes: Iterable<number>): this {
    this.parts.push(...bytes);
    return this;
  }

  result(): Uint8Array {
    return new Uint8Array(this.parts);
  }
}

function strings(names: readonly string[]): { readonly bytes: Uint8Array; readonly offsets: readonly number[] } {
  const offsets: number[] = [];
  let text = '\0';
  for (const name of names) {
    offsets.push(text.length);
    text += `${name}\0`;
  }
  return { bytes: new TextEncoder().encode(text), offsets };
}

/** Section 1 is `.text` with 16 bytes at 0x1000, section 2 `.bss` with 64 bytes; one symbol per entry. */
export function makeElf(shape: Shape, symbols: readonly MadeSymbol[] = []): Uint8Array {
  const wide = shape.bits === 64;
  const names = strings(symbols.map(({ name }) => name));
  const table = new Writer(shape);
  for (const [index, symbol] of symbols.entries()) {
    table.put(names.offsets[index]!, 4);
    if (wide) table.raw([0x12, 0]).put(symbol.section, 2).word(symbol.value).word(symbol.size);
    else table.word(symbol.value).word(symbol.size).raw([0x12, 0]).put(symbol.section, 2);
  }
  const sections: MadeSection[] = [
    { name: '', type: 0 },
    { name: '.text', type: 1, flags: 6, address: 0x1000, bytes: new Uint8Array(16).fill(0x90) },
    { name: '.bss', type: 8, flags: 3, address: 0x2000, size: 64 },
    { name: '.symtab', type: 2, bytes: table.result(), link: 4, entrySize: wide ? 24 : 16 },
    { name: '.strtab', type: 3, bytes: names.bytes },
  ];
  const sectionNames = strings([...sections.map(({ name }) => name), '.shstrtab']);
  sections.push({ name: '.shstrtab', type: 3, bytes: sectionNames.bytes });

  const headerSize = wide ? 64 : 52;
  const segmentSize = wide ? 56 : 32;
  let offset = headerSize + segmentSize;
  const offsets = sections.map(({ bytes }) => {
    const at = offset;
    offset += bytes?.length ?? 0;
    return at;
  });
  const file = new Writer(shape);
  file.raw([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, shape.little ? 1 : 2, 1, ...new Array<number>(9).fill(0)]);
  file.put(2, 2).put(62, 2).put(1, 4).word(0x1004).word(headerSize).word(offset).put(0, 4);
  file.put(headerSize, 2).put(segmentSize, 2).put(1, 2);
  file
    .put(wide ? 64 : 40, 2)
    .put(sections.length, 2)
    .put(sections.length - 1, 2);
  file.put(1, 4);
  if (wide) file.put(5, 4);
  file.word(offsets[1]!).word(0x1000).word(0x1000).word(16).word(16);
  if (!wide) file.put(5, 4);
  file.word(4096);
  for (const { bytes } of sections) file.raw(bytes ?? []);
  for (const [index, section] of sections.entries()) {
    file
      .put(sectionNames.offsets[index]!, 4)
      .put(section.type, 4)
      .word(section.flags ?? 0)
      .word(section.address ?? 0);
    file
      .word(offsets[index]!)
      .word(section.bytes?.length ?? section.size ?? 0)
      .put(section.link ?? 0, 4)
      .put(0, 4);
    file.word(1).word(section.entrySize ?? 0);
  }
  return file.result();
}
