/** The lines of a build log as they arrive: bounded, numbered as the host numbers them, carriage returns resolved. */

/** Lines kept at most; older ones are dropped and counted. */
export const MAX_LOG_LINES = 200_000;
/** A longer line is cut for display; the host's log keeps it whole. */
export const MAX_LINE_CHARS = 4_000;

export class LogLines {
  private lines: string[] = [];
  /** The last line has not ended yet. */
  private open = false;
  private dropped = 0;
  version = 0;

  constructor(private readonly capacity = MAX_LOG_LINES) {}

  /** `line` is the number, from 1, of the chunk's first line. A chunk may go on with the line that the last one left open. */
  append(chunk: string, line: number): void {
    if (chunk === '') return;
    if (this.open && line > this.lastNumber) this.open = false;
    if (line > this.lastNumber + 1) this.skipTo(line);
    const parts = chunk.split('\n');
    const endsLine = parts.at(-1) === '';
    if (endsLine) parts.pop();
    parts.forEach((part, index) => {
      if (index === 0 && this.open) this.lines[this.lines.length - 1] = shown(this.lines.at(-1)! + part);
      else this.lines.push(shown(part));
    });
    this.open = !endsLine;
    this.version++;
    // Dropping in slices keeps append O(1) amortised.
    if (this.lines.length > this.capacity * 1.1) {
      const excess = this.lines.length - this.capacity;
      this.lines = this.lines.slice(excess);
      this.dropped += excess;
    }
  }

  /** The host left out the middle of a long log: the numbers stay true, and the line that says so stays in sight. */
  private skipTo(line: number): void {
    this.lines = this.lines.slice(-1);
    this.dropped = line - 1 - this.lines.length;
  }

  /** Number of the oldest line kept. */
  get firstNumber(): number {
    return this.dropped + 1;
  }

  get lastNumber(): number {
    return this.dropped + this.lines.length;
  }

  /** Number of the last line that has ended; the one after it, if any, may still grow. */
  get lastEnded(): number {
    return this.open ? this.lastNumber - 1 : this.lastNumber;
  }

  get count(): number {
    return this.lines.length;
  }

  /** Text of line `number`, colours included; undefined where it is not kept. */
  at(number: number): string | undefined {
    return this.lines[number - this.dropped - 1];
  }
}

/** What a terminal would show of a line with carriage returns: the text after the last one that anything follows. */
function shown(line: string): string {
  let text = line;
  if (text.includes('\r')) {
    const trimmed = text.replace(/\r+$/, '');
    text = trimmed.slice(trimmed.lastIndexOf('\r') + 1);
  }
  return text.length > MAX_LINE_CHARS ? `${text.slice(0, MAX_LINE_CHARS)}…` : text;
}
