/** The text of one open file as the document model sees it: Monaco's model in the window, plain strings in tests. */
import type { Disposable } from '#core/base/disposable.ts';
import type { TextEdit } from '#core/contract/problem.ts';

export interface TextBuffer {
  /** Whole text with the file's own line ends, without a byte order mark. */
  text(): string;
  /** Characters, without the cost of the text itself. */
  length(): number;
  /** The same number means the same text; undo comes back to the number that the text had. */
  version(): number;
  /** Makes `text` the content as one step that undo takes back; the cursor stays where it can. */
  replace(text: string): void;
  /** Applies edits (ranges of the present text, not overlapping) as one step that undo takes back. */
  apply(edits: readonly TextEdit[]): void;
  onChange(listener: () => void): Disposable;
  dispose(): void;
}

export type MakeBuffer = (path: string, text: string, eol: '\n' | '\r\n') => TextBuffer;
