/** Cuts serial bytes into lines of plain text for readers that look for words; the bytes themselves are kept elsewhere. */

export interface SerialLine {
  /** Without escape sequences, line ends and other control characters. */
  readonly text: string;
  /** Byte offsets in the whole serial text: of its first byte, and after its line end. */
  readonly start: number;
  readonly end: number;
  /** Counts from 1. */
  readonly number: number;
}

/** No message that anybody looks for is longer; the rest of a line is skipped up to its end. */
const LONGEST_LINE = 4096;
const NEW_LINE = 10;

export class SerialLines {
  private readonly partial = Buffer.alloc(LONGEST_LINE);
  private length = 0;
  private start = 0;
  private count = 0;

  constructor(private readonly onLine: (line: SerialLine) => void) {}

  /** @param offset of the first of `bytes` in the whole serial text. */
  feed(bytes: Uint8Array, offset: number): void {
    for (let at = 0; at < bytes.length; ) {
      const newLine = bytes.indexOf(NEW_LINE, at);
      const stop = newLine < 0 ? bytes.length : newLine;
      const kept = bytes.subarray(at, Math.min(stop, at + LONGEST_LINE - this.length));
      this.partial.set(kept, this.length);
      this.length += kept.length;
      if (newLine < 0) return;
      at = newLine + 1;
      this.finish(offset + at);
    }
  }

  /** The last words of a guest often lack a line end. */
  flush(end: number): void {
    if (end > this.start) this.finish(end);
  }

  private finish(end: number): void {
    const text = plainText(this.partial.toString('utf8', 0, this.length));
    const line = { text, start: this.start, end, number: ++this.count };
    this.length = 0;
    this.start = end;
    this.onLine(line);
  }
}

/** ECMA-48: CSI, then the strings (OSC, DCS, SOS, PM, APC) up to their end, then the two-character ones. */
const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|$)|[ -/]*[0-~])/g;
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f]/g;

/** What a terminal would show of one line: a carriage return starts it anew. */
export function plainText(line: string): string {
  const text = line.replace(ESCAPES, '').replace(/\r+$/, '');
  return text.slice(text.lastIndexOf('\r') + 1).replace(CONTROLS, '');
}
