/** Looks for a pattern in serial text as it comes, lines that are not finished included. */

/** A pattern is looked for in this many of the newest characters. */
const WINDOW = 256 * 1024;

export class PatternWatch {
  private text = '';

  constructor(private readonly pattern: RegExp) {}

  /** @returns the line that holds the match, or null while there is none */
  feed(text: string): string | null {
    this.text = (this.text + text).slice(-WINDOW);
    const match = this.pattern.exec(this.text);
    if (!match) return null;
    const start = this.text.lastIndexOf('\n', match.index - 1) + 1;
    const end = this.text.indexOf('\n', match.index);
    return this.text.slice(start, end < 0 ? undefined : end);
  }
}
