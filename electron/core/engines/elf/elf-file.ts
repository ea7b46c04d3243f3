/** What is read of an ELF file. Names and numbers follow the System V ABI, chapter 4 and 5. */

export interface ElfSection {
  readonly name: string;
  /** SHT_…: 1 PROGBITS, 2 SYMTAB, 8 NOBITS. */
  readonly type: number;
  readonly flags: number;
  readonly address: bigint;
  readonly offset: number;
  /** Bytes in memory; in the file too, unless the type is NOBITS. */
  readonly size: number;
  readonly link: number;
  readonly entrySize: number;
}

export interface ElfSymbol {
  readonly name: string;
  readonly value: bigint;
  readonly size: number;
  /** 0 NOTYPE, 1 OBJECT, 2 FUNC, 3 SECTION, 4 FILE. */
  readonly type: number;
  /** 0 LOCAL, 1 GLOBAL, 2 WEAK. */
  readonly bind: number;
  /** Index of its section; 0 undefined, 0xfff1 absolute. */
  readonly section: number;
}

export interface ElfSegment {
  /** PT_…: 1 LOAD. */
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly address: bigint;
  readonly physicalAddress: bigint;
  readonly fileSize: number;
  readonly memorySize: number;
}

export interface Elf {
  readonly bits: 32 | 64;
  readonly endian: 'little' | 'big';
  /** EM_…: 3 i386, 62 x86-64, 183 AArch64, 243 RISC-V. */
  readonly machine: number;
  readonly type: number;
  readonly entry: bigint;
  readonly sections: readonly ElfSection[];
  readonly segments: readonly ElfSegment[];
  readonly symbols: readonly ElfSymbol[];
}

export const SHT_SYMTAB = 2;
export const SHT_NOBITS = 8;
export const SHT_DYNSYM = 11;
export const SHF_ALLOC = 2;

/** Lies in memory while the program runs. */
export function isAllocated(section: ElfSection): boolean {
  return (section.flags & SHF_ALLOC) !== 0;
}

/** Takes memory and no bytes of the file: zeroed at start. */
export function isZeroed(section: ElfSection): boolean {
  return section.type === SHT_NOBITS;
}
