/** The newest lines of a step, for diagnosers that look at all of it: bounded in number and in length. */
const MAX_LINES = 20_000;
const MAX_CHARACTERS = 8 << 20;

export class LineWindow {
  private lines: string[] = [];
  private characters = 0;
  private dropped = 0;

  /** @param start number of the first line of the step in the job's log. */
  constructor(private readonly start: number) {}

  add(line: string): void {
    this.lines.push(line);
    this.characters += line.length;
    if (this.lines.length <= MAX_LINES * 1.25 && this.characters <= MAX_CHARACTERS) return;
    let excess = Math.max(0, this.lines.length - MAX_LINES);
    for (const old of this.lines.slice(0, excess)) this.characters -= old.length;
    while (this.characters > MAX_CHARACTERS && excess < this.lines.length - 1)
      this.characters -= this.lines[excess++]!.length;
    this.lines = this.lines.slice(excess);
    this.dropped += excess;
  }

  get all(): readonly string[] {
    return this.lines;
  }

  /** Number of the oldest line kept. */
  get firstNumber(): number {
    return this.start + this.dropped;
  }
}
