/**
 * Which bytes a configuration's text has at each point of its undo history. As long as the values are those that a text
 * gave, the text is that one, byte for byte: opening a file that conf did not write, editing and undoing gives the file
 * as it was. Anything else is written in conf's own format.
 */
import type { TextProblem } from '#core/contract/config.ts';
import type { BinaryText } from './kconfig-files.ts';

interface Mark {
  /** Number of edits before it. */
  readonly depth: number;
  /** undefined: no file was there. */
  readonly bytes: BinaryText | undefined;
  /** What the model writes for the values that the text gave. */
  readonly written: BinaryText;
  /** What is wrong with `bytes`. */
  readonly problems: readonly TextProblem[];
}

export class TextHistory {
  private marks: Mark[] = [];

  constructor(private readonly model: { readonly depth: number; text(): BinaryText }) {}

  /** The text was taken over, or was written to the disk, at the present point. */
  mark(bytes: BinaryText | undefined, problems: readonly TextProblem[] = []): void {
    const { depth } = this.model;
    const others = this.marks.filter((mark) => mark.depth !== depth);
    this.marks = [...others, { depth, bytes, written: this.model.text(), problems }].sort((a, b) => a.depth - b.depth);
  }

  /** An edit is about to follow the present point: what could be redone until now is gone. */
  beforeEdit(): void {
    this.marks = this.marks.filter(({ depth }) => depth <= this.model.depth);
  }

  /** Text of the present point if nothing was edited since it was taken over. */
  exact(): Pick<Mark, 'bytes' | 'problems'> | null {
    const mark = this.current();
    return mark.depth === this.model.depth ? mark : null;
  }

  /** Whether the last edit took over a text. */
  endsInText(): boolean {
    return this.model.depth > 0 && this.current().depth === this.model.depth;
  }

  text(): BinaryText {
    const mark = this.current();
    if (mark.depth === this.model.depth) return mark.bytes ?? mark.written;
    const written = this.model.text();
    return written === mark.written && mark.bytes !== undefined ? mark.bytes : written;
  }

  private current(): Mark {
    const mark = this.marks.findLast(({ depth }) => depth <= this.model.depth);
    if (!mark) throw new Error('a history starts with a mark');
    return mark;
  }
}
