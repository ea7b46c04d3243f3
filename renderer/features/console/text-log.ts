/**
 * The newest lines of a console as plain text, for screen readers and tests: carriage return and backspace act as on a
 * screen, other movements of the cursor are left out.
 */

const MAX_LINE_CHARS = 1_000;
/** The sequences that the guest filter lets through. */
const SEQUENCE = /\x1b\[[0-?]*[ -/]*[@-~]|\x1b\([B0]|\x1b[78=>DEM]/g;

export class TextLog {
  private lines: string[] = [];
  private line = '';
  private column = 0;
  private dropped = 0;

  constructor(private readonly capacity = 1_000) {}

  /** Filtered, decoded text; sequences come whole. */
  push(text: string): void {
    let from = 0;
    for (const match of text.matchAll(SEQUENCE)) {
      this.print(text.slice(from, match.index));
      from = match.index + match[0].length;
      if (/^\x1b\[0?K$/.test(match[0])) this.line = this.line.slice(0, this.column);
      else if (match[0] === '\x1b[2K') this.line = ' '.repeat(this.column);
    }
    this.print(text.slice(from));
  }

  /** A line that the studio adds; it does not mix with one that the guest has begun. */
  note(text: string): void {
    if (this.line !== '') this.endLine();
    this.line = text;
    this.endLine();
  }

  clear(): void {
    this.dropped += this.lines.length;
    this.lines = [];
    this.line = '';
    this.column = 0;
  }

  /** Lines kept, the unfinished one last; `firstNumber` counts all lines from 0 and is a stable key. */
  read(): { readonly firstNumber: number; readonly lines: readonly string[] } {
    return { firstNumber: this.dropped, lines: this.line === '' ? this.lines.slice() : [...this.lines, this.line] };
  }

  private print(text: string): void {
    // Runs of printing characters are by far the most; they are taken in one go.
    for (const part of text.split(/([\r\n\b\t])/)) {
      if (part === '\n') this.endLine();
      else if (part === '\r') this.column = 0;
      else if (part === '\b') this.column = Math.max(0, this.column - 1);
      else if (part === '\t') this.put(' '.repeat(8 - (this.column % 8)));
      else if (part !== '') this.put(part);
    }
  }

  private put(text: string): void {
    const room = MAX_LINE_CHARS - this.column;
    if (room <= 0) return;
    const shown = text.length > room ? text.slice(0, room) : text;
    this.line =
      this.line.slice(0, this.column).padEnd(this.column) + shown + this.line.slice(this.column + shown.length);
    this.column += shown.length;
  }

  private endLine(): void {
    this.lines.push(this.line.trimEnd());
    this.line = '';
    this.column = 0;
    if (this.lines.length > this.capacity * 1.25) {
      const excess = this.lines.length - this.capacity;
      this.lines = this.lines.slice(excess);
      this.dropped += excess;
    }
  }
}
