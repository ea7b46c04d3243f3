/** A text buffer with undo that is only strings: versions behave as Monaco's alternative versions do. */
import { Emitter } from '#core/base/emitter.ts';
import type { TextEdit } from '#core/contract/problem.ts';
import { applyEdits } from '../../../../../renderer/features/editor/documents/apply-edits.ts';
import type { TextBuffer } from '../../../../../renderer/features/editor/documents/text-buffer.ts';

export class PlainBuffer implements TextBuffer {
  private readonly changes = new Emitter<null>();
  private readonly past: { text: string; version: number }[] = [];
  private counter = 1;
  private now: { text: string; version: number };
  disposed = false;

  constructor(text: string) {
    this.now = { text, version: 1 };
  }

  text(): string {
    return this.now.text;
  }

  length(): number {
    return this.now.text.length;
  }

  version(): number {
    return this.now.version;
  }

  replace(text: string): void {
    this.past.push(this.now);
    this.now = { text, version: ++this.counter };
    this.changes.emit(null);
  }

  type(more: string): void {
    this.replace(this.now.text + more);
  }

  undo(): void {
    const before = this.past.pop();
    if (!before) return;
    this.now = before;
    this.changes.emit(null);
  }

  apply(edits: readonly TextEdit[]): void {
    this.replace(applyEdits(this.now.text, edits) ?? this.now.text);
  }

  onChange(listener: () => void) {
    return this.changes.on(listener);
  }

  dispose(): void {
    this.disposed = true;
  }
}
