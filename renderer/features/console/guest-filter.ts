/**
 * Lets through what a guest may do to the console (print, colour, move the cursor, erase) and drops everything else.
 *
 * It is a list of what is allowed. Dropped are: OSC, DCS, APC, PM and SOS strings (clipboard, titles, links, images), every
 * query that a terminal would answer by typing (DA, DSR, DECRQM, DECRQSS, colours, window reports), window operations,
 * mouse and focus reports, modes that hide or cut text (alternate screen, no wrap, synchronised output, erasing the
 * scrollback), shifts to other character sets by SO, and 8-bit controls (U+0080 to U+009F). Counts that a terminal would loop over are
 * clamped. A string that is not closed ends at the next line feed, so that stray bytes cannot swallow the rest of a run.
 *
 * Reference: ECMA-48; xterm's ctlseqs. The result does not depend on how the input is cut into chunks.
 */

export interface Filtered {
  readonly bytes: Uint8Array;
  /** For each line feed in `bytes`: how many bytes of all the input were read up to and with it. */
  readonly lineEnds: readonly number[];
}

/** Private modes (`CSI ? n h`) that are passed on: cursor keys, origin, cursor blink and visibility, bracketed paste. */
const PRIVATE_MODES = new Set(['1', '6', '12', '25', '2004']);
const CURSOR_AND_ERASE = new Set([...'@ABCDEFGHJKPXadefgmrsu`']);
/** xterm carries these out one by one. */
const LOOPS = new Set([...'ILMSTZb']);
const MAX_LOOP = 500;
const MAX_PARAMETER = 9_999;
const MAX_SEQUENCE = 128;
const MAX_STRING = 64 * 1024;

const ESC = 0x1b;
const LF = 0x0a;
/** In the place of a full reset, which would erase the scrollback: soft reset, default colours, an empty screen. */
const SOFT_RESET = '\x1b[!p\x1b[0m\x1b[2J\x1b[H';
const REPLACEMENT = [0xef, 0xbf, 0xbd];

type State = 'ground' | 'c2' | 'escape' | 'designate' | 'escape-ignore' | 'csi' | 'csi-ignore' | 'string';

export class GuestFilter {
  private state: State = 'ground';
  private sequence = '';
  private stringLength = 0;
  private consumed: number;
  private out = new Uint8Array(0);
  private length = 0;
  private lineEnds: number[] = [];

  /** @param offset number of the first byte that will be pushed. */
  constructor(offset = 0) {
    this.consumed = offset;
  }

  push(input: Uint8Array): Filtered {
    this.out = new Uint8Array(input.length + 64);
    this.length = 0;
    this.lineEnds = [];
    for (let i = 0; i < input.length; i++) {
      const byte = input[i]!;
      this.consumed++;
      if (this.state === 'ground' && byte >= 0x20 && byte < 0x7f) this.put(byte);
      else this.take(byte);
    }
    return { bytes: this.out.subarray(0, this.length), lineEnds: this.lineEnds };
  }

  private take(byte: number): void {
    const again = this.state === 'ground' || this.inSequence(byte);
    if (!again) return;
    this.state = 'ground';
    this.ground(byte);
  }

  private ground(byte: number): void {
    if (byte >= 0x20 && byte !== 0x7f) {
      // A C2 could become an 8-bit control with what follows, also after something between them was dropped.
      if (byte === 0xc2) this.state = 'c2';
      else this.put(byte);
    } else if (byte === ESC) this.state = 'escape';
    else if (byte === LF || byte === 0x0b || byte === 0x0c) {
      this.put(LF);
      this.lineEnds.push(this.consumed);
    } else if (byte === 0x08 || byte === 0x09 || byte === 0x0d) this.put(byte);
  }

  /** Takes a byte in any state but `ground`; true: it does not belong to the sequence and has to be read on its own. */
  private inSequence(byte: number): boolean {
    const printable = byte >= 0x20 && byte <= 0x7e;
    switch (this.state) {
      case 'c2':
        return this.afterC2(byte);
      case 'escape':
        if (printable) this.escape(String.fromCharCode(byte));
        return !printable;
      case 'designate':
        this.state = 'ground';
        if (byte === 0x42 || byte === 0x30) this.emit(`\x1b(${String.fromCharCode(byte)}`);
        return !printable;
      case 'escape-ignore':
        if (byte >= 0x30) this.state = 'ground';
        return !printable;
      case 'csi':
      case 'csi-ignore':
        if (printable) this.csi(byte);
        return !printable;
      case 'string':
        return this.string(byte);
      case 'ground':
        return true;
    }
  }

  private afterC2(byte: number): boolean {
    this.state = 'ground';
    if (byte >= 0x80 && byte <= 0x9f) {
      this.control(String.fromCharCode(byte - 0x40));
      return false;
    }
    const whole = byte >= 0xa0 && byte <= 0xbf;
    for (const part of whole ? [0xc2, byte] : REPLACEMENT) this.put(part);
    return !whole;
  }

  private escape(char: string): void {
    this.state = 'ground';
    if (char === '(') this.state = 'designate';
    else if (char < '0') this.state = 'escape-ignore';
    else if ('78=>'.includes(char)) this.emit(`\x1b${char}`);
    else if (char === 'c') this.emit(SOFT_RESET);
    else this.control(char);
  }

  /** What follows ESC, or the same as one 8-bit control. */
  private control(char: string): void {
    if (char === '[') {
      this.sequence = '';
      this.state = 'csi';
    } else if (']PX^_'.includes(char)) {
      this.stringLength = 0;
      this.state = 'string';
    } else if ('DEM'.includes(char)) this.emit(`\x1b${char}`);
  }

  private csi(byte: number): void {
    if (byte < 0x40) {
      if (this.state === 'csi-ignore') return;
      this.sequence += String.fromCharCode(byte);
      if (this.sequence.length > MAX_SEQUENCE) this.state = 'csi-ignore';
      return;
    }
    const allowed = this.state === 'csi' ? allowedCsi(this.sequence, String.fromCharCode(byte)) : null;
    this.state = 'ground';
    if (allowed !== null) this.emit(allowed);
  }

  private string(byte: number): boolean {
    this.stringLength++;
    if (byte === ESC) this.state = 'escape';
    else if (byte === 0x07 || byte === 0x18 || byte === 0x1a) this.state = 'ground';
    return byte === LF || this.stringLength > MAX_STRING;
  }

  private emit(text: string): void {
    for (let i = 0; i < text.length; i++) this.put(text.charCodeAt(i));
  }

  private put(byte: number): void {
    if (this.length === this.out.length) {
      const larger = new Uint8Array(this.out.length * 2);
      larger.set(this.out);
      this.out = larger;
    }
    this.out[this.length++] = byte;
  }
}

/** The sequence as it may be passed on, or null. `body` holds parameters and intermediates. */
function allowedCsi(body: string, final: string): string | null {
  const soft = body === '!' && final === 'p';
  if (soft) return '\x1b[!p';
  if (body.startsWith('?') && (final === 'h' || final === 'l')) {
    const modes = body
      .slice(1)
      .split(';')
      .filter((mode) => PRIVATE_MODES.has(mode));
    return modes.length === 0 ? null : `\x1b[?${modes.join(';')}${final}`;
  }
  if (!/^[0-9:;]*$/.test(body)) return null;
  if (final === 'h' || final === 'l') return body === '4' ? `\x1b[4${final}` : null;
  if (LOOPS.has(final)) return `\x1b[${clamped(body, MAX_LOOP)}${final}`;
  if (!CURSOR_AND_ERASE.has(final)) return null;
  // CSI 3 J erases the scrollback.
  if (final === 'J' && !/^[012]?$/.test(body)) return null;
  return `\x1b[${clamped(body, MAX_PARAMETER)}${final}`;
}

function clamped(body: string, limit: number): string {
  return body.replace(/\d+/g, (digits) => String(Math.min(Number(digits), limit)));
}
