/** Every different word of the files once, as a number: names and keywords are compared and looked up without strings. */
import { binaryText, bytesOf } from './bytes.ts';
import { grown, grownBytes } from './columns.ts';

/** The words that the parser knows, in the order of `KEYWORDS`; their numbers come before those of all others. */
export enum Keyword {
  N,
  M,
  Y,
  If,
  On,
  Config,
  MenuConfig,
  Choice,
  EndChoice,
  Menu,
  EndMenu,
  Comment,
  EndIf,
  Source,
  RSource,
  OSource,
  ORSource,
  GSource,
  GRSource,
  MainMenu,
  Bool,
  Boolean,
  Tristate,
  Int,
  Hex,
  String,
  DefBool,
  DefTristate,
  DefInt,
  DefHex,
  DefString,
  Depends,
  Visible,
  Help,
  DashedHelp,
  ShortDashedHelp,
  MiddleDashedHelp,
  UnevenDashedHelp,
  Prompt,
  Default,
  Select,
  Imply,
  Range,
  Optional,
  Modules,
  Option,
  AllNoConfigY,
  DefConfigList,
  Env,
}

const KEYWORDS =
  'n m y if on config menuconfig choice endchoice menu endmenu comment endif source rsource osource orsource gsource grsource mainmenu bool boolean tristate int hex string def_bool def_tristate def_int def_hex def_string depends visible help ---help--- -help- --help-- -help--- prompt default select imply range optional modules option allnoconfig_y defconfig_list env'.split(
    ' ',
  );

/** One step of the hash: over the bytes of a word from its first to its last, starting with 0. */
export const hashStep = (hash: number, byte: number): number => (Math.imul(hash, 31) + byte) | 0;

/** A row of `rows`: hash, start and end among the bytes, and nothing, so that rows don't cross lines of the cache. */
const ROW = 4;

export class Words {
  size = 0;
  /** The bytes of all words, one after the other. */
  private bytes: Uint8Array;
  private rows: Int32Array;
  /** Open addressing: 1 + the number of a word; 0: free. */
  private slots: Int32Array;

  /** A copy of `like`; without it, empty. */
  constructor(like?: Words) {
    this.size = like?.size ?? 0;
    this.bytes = like?.bytes.slice() ?? new Uint8Array(512);
    this.rows = like?.rows.slice() ?? new Int32Array(64 * ROW);
    this.slots = like?.slots.slice() ?? new Int32Array(256);
  }

  /** The number of the word at `start … end`, whose hash is given. */
  intern(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const { slots, rows } = this;
    const mask = slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const found = slots[slot]! - 1;
      if (found < 0) return this.add(bytes, start, end, hash, slot);
      if (rows[found * ROW] === hash && this.is(found, bytes, start, end)) return found;
      slot = (slot + 1) & mask;
    }
  }

  internText(text: string): number {
    const bytes = bytesOf(text);
    let hash = 0;
    for (let i = 0; i < bytes.length; i++) hash = hashStep(hash, bytes[i]!);
    return this.intern(bytes, 0, bytes.length, hash);
  }

  /** The number of a word; -1 when there is no such word. */
  find(text: string): number {
    let hash = 0;
    for (let i = 0; i < text.length; i++) hash = hashStep(hash, text.charCodeAt(i));
    const mask = this.slots.length - 1;
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const found = this.slots[slot]! - 1;
      if (found < 0) return -1;
      if (this.rows[found * ROW] === hash && this.text(found) === text) return found;
    }
  }

  text(word: number): string {
    return binaryText(this.bytes, this.rows[word * ROW + 1]!, this.rows[word * ROW + 2]!);
  }

  private is(word: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { bytes: all, rows } = this;
    let own = rows[word * ROW + 1]!;
    if (rows[word * ROW + 2]! - own !== end - start) return false;
    for (let at = start; at < end; at++) if (all[own++] !== bytes[at]) return false;
    return true;
  }

  private add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const word = this.size++;
    const row = word * ROW;
    if (row === this.rows.length) this.rows = grown(this.rows);
    let at = word === 0 ? 0 : this.rows[row - ROW + 2]!;
    while (at + end - start > this.bytes.length) this.bytes = grownBytes(this.bytes);
    this.rows[row] = hash;
    this.rows[row + 1] = at;
    for (let from = start; from < end; from++) this.bytes[at++] = bytes[from]!;
    this.rows[row + 2] = at;
    this.slots[slot] = word + 1;
    if (this.size * 2 > this.slots.length) this.rehash();
    return word;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 4);
    const mask = slots.length - 1;
    for (let word = 0; word < this.size; word++) {
      const hash = this.rows[word * ROW]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = word + 1;
    }
    this.slots = slots;
  }
}

const keywords = new Words();
for (const keyword of KEYWORDS) keywords.internText(keyword);

export const wordsWithKeywords = (): Words => new Words(keywords);
