/** Reads headers, sections, segments and symbols of an ELF file of either class and byte order. Never throws. */
import type { Parsed, Problem } from '../../contract/problem.ts';
import { ByteReader } from './byte-reader.ts';
import {
  type Elf,
  type ElfSection,
  type ElfSegment,
  type ElfSymbol,
  SHT_DYNSYM,
  SHT_NOBITS,
  SHT_SYMTAB,
} from './elf-file.ts';

const SHN_XINDEX = 0xffff;
const MAX_PROBLEMS = 10;

/** `value` is null when the bytes are no ELF file at all; otherwise it holds whatever could be read. */
export function parseElf(bytes: Uint8Array): Parsed<Elf | null> {
  const problems: Problem[] = [];
  const complain = (title: string) => {
    if (problems.length >= MAX_PROBLEMS) return;
    const evidence = { firstLine: 0, lastLine: 0 };
    problems.push({ code: 'elf.corrupt', severity: 'error', title, evidence, fixes: [] });
  };
  const [magic, kind, order] = [bytes.subarray(0, 4), bytes[4], bytes[5]];
  if (magic.length < 4 || magic[0] !== 0x7f || magic[1] !== 0x45 || magic[2] !== 0x4c || magic[3] !== 0x46) {
    complain('This is not an ELF file');
    return { value: null, problems };
  }
  if ((kind !== 1 && kind !== 2) || (order !== 1 && order !== 2)) {
    complain('The ELF file is of an unknown class or byte order');
    return { value: null, problems };
  }
  const file = new ElfReader(new ByteReader(bytes, order === 1), kind === 2, complain);
  return { value: file.read(order === 1 ? 'little' : 'big'), problems };
}

class ElfReader {
  constructor(
    private readonly reader: ByteReader,
    private readonly wide: boolean,
    private readonly complain: (title: string) => void,
  ) {}

  read(endian: 'little' | 'big'): Elf | null {
    const { reader, wide } = this;
    if (!reader.holds(0, wide ? 64 : 52)) {
      this.complain('The ELF file ends inside its header');
      return null;
    }
    const sections = this.sections();
    return {
      bits: wide ? 64 : 32,
      endian,
      type: reader.u16(16)!,
      machine: reader.u16(18)!,
      entry: this.address(24),
      sections,
      segments: this.segments(),
      symbols: this.symbols(sections),
    };
  }

  /** An address-sized number; 0 outside of the file. */
  private address(offset: number): bigint {
    return this.wide ? (this.reader.u64(offset) ?? 0n) : BigInt(this.reader.u32(offset) ?? 0);
  }

  /** A size or an offset; what does not fit into a number is more than any file has. */
  private size(offset: number): number {
    const value = this.address(offset);
    return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
  }

  private u16(offset: number): number {
    return this.reader.u16(offset) ?? 0;
  }

  private u32(offset: number): number {
    return this.reader.u32(offset) ?? 0;
  }

  /** Offsets of the entries of a table that lie inside the file. */
  private table(what: string, start: number, entrySize: number, least: number, count: number): readonly number[] {
    if (count === 0 || start === 0) return [];
    if (entrySize < least) {
      this.complain(`The ${what} of the ELF file have an impossible size`);
      return [];
    }
    const room = Math.floor(Math.max(0, this.reader.length - start - least) / entrySize) + 1;
    const fitting = this.reader.holds(start, least) ? Math.min(count, room) : 0;
    if (fitting < count) this.complain(`The ${what} of the ELF file reach beyond its end`);
    return Array.from({ length: fitting }, (_, index) => start + index * entrySize);
  }

  private sections(): readonly ElfSection[] {
    const { wide } = this;
    const start = this.size(wide ? 40 : 32);
    const entrySize = this.u16(wide ? 58 : 46);
    const first = { size: this.size(start + (wide ? 32 : 20)), link: this.u32(start + (wide ? 40 : 24)) };
    // More than 0xff00 sections: the numbers stand in the first section's header.
    const count = this.u16(wide ? 60 : 48) || (start > 0 ? first.size : 0);
    const namesIndex = this.u16(wide ? 62 : 50);
    const offsets = this.table('section headers', start, entrySize, wide ? 64 : 40, count);
    const raw = offsets.map((at) => this.section(at));
    const names = raw[namesIndex === SHN_XINDEX ? first.link : namesIndex]?.section;
    return raw.map(({ section, nameOffset }) => {
      const end = names ? Math.min(this.reader.length, names.offset + names.size) : 0;
      const name = names ? this.reader.text(names.offset + nameOffset, end) : '';
      if (section.type !== SHT_NOBITS && section.type !== 0 && !this.reader.holds(section.offset, section.size)) {
        this.complain(`The section ${name || '(unnamed)'} reaches beyond the end of the ELF file`);
      }
      return { ...section, name };
    });
  }

  private section(at: number): { readonly section: ElfSection; readonly nameOffset: number } {
    const { wide } = this;
    const section = {
      name: '',
      type: this.u32(at + 4),
      flags: Number(this.address(at + 8) & 0xffffffffn),
      address: this.address(at + (wide ? 16 : 12)),
      offset: this.size(at + (wide ? 24 : 16)),
      size: this.size(at + (wide ? 32 : 20)),
      link: this.u32(at + (wide ? 40 : 24)),
      entrySize: this.size(at + (wide ? 56 : 36)),
    };
    return { section, nameOffset: this.u32(at) };
  }

  private segments(): readonly ElfSegment[] {
    const { wide } = this;
    const start = this.size(wide ? 32 : 28);
    const offsets = this.table(
      'program headers',
      start,
      this.u16(wide ? 54 : 42),
      wide ? 56 : 32,
      this.u16(wide ? 56 : 44),
    );
    return offsets.map((at) => ({
      type: this.u32(at),
      flags: this.u32(at + (wide ? 4 : 24)),
      offset: this.size(at + (wide ? 8 : 4)),
      address: this.address(at + (wide ? 16 : 8)),
      physicalAddress: this.address(at + (wide ? 24 : 12)),
      fileSize: this.size(at + (wide ? 32 : 16)),
      memorySize: this.size(at + (wide ? 40 : 20)),
    }));
  }

  private symbols(sections: readonly ElfSection[]): readonly ElfSymbol[] {
    const { wide } = this;
    const table = sections.find(({ type }) => type === SHT_SYMTAB) ?? sections.find(({ type }) => type === SHT_DYNSYM);
    if (!table) return [];
    const least = wide ? 24 : 16;
    const count = Math.floor(table.size / (table.entrySize || least));
    const strings = sections[table.link];
    const end = strings ? Math.min(this.reader.length, strings.offset + strings.size) : 0;
    return this.table('symbols', table.offset, table.entrySize || least, least, count).map((at) => {
      const info = this.reader.u8(at + (wide ? 4 : 12)) ?? 0;
      return {
        name: strings ? this.reader.text(strings.offset + this.u32(at), end) : '',
        value: this.address(at + (wide ? 8 : 4)),
        size: this.size(at + (wide ? 16 : 8)),
        type: info & 0xf,
        bind: info >> 4,
        section: this.u16(at + (wide ? 6 : 14)),
      };
    });
  }
}
