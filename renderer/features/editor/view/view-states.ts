/** Where the caret and the scroll bar were in each file: kept per tab while the window lives, and per file for the next. */
import type { editor } from 'monaco-editor/editor.js';
import { keyOfPath, readState, writeState } from '../../../app/window-state.ts';

const REMEMBERED = 100;

export class ViewStates {
  private readonly byTab = new Map<string, editor.ICodeEditorViewState>();
  /** Of files, last used last. */
  private byPath = new Map<string, editor.ICodeEditorViewState>();
  private readonly key: string;
  private readonly read: Promise<void>;

  /** @param root of the project */
  constructor(root: string) {
    this.key = `project:${keyOfPath(root)}:views`;
    this.read = readState(this.key).then((saved) => {
      if (!Array.isArray(saved)) return;
      const entries = saved.filter(
        (entry): entry is [string, editor.ICodeEditorViewState] =>
          Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'object' && entry[1] !== null,
      );
      this.byPath = new Map([...entries, ...this.byPath]);
    });
  }

  /** Waits for what the last window left, once. */
  async get(groupId: string, path: string): Promise<editor.ICodeEditorViewState | null> {
    await this.read;
    return this.byTab.get(`${groupId} ${path}`) ?? this.byPath.get(path) ?? null;
  }

  set(groupId: string, path: string, state: editor.ICodeEditorViewState): void {
    this.byTab.set(`${groupId} ${path}`, state);
    this.byPath.delete(path);
    this.byPath.set(path, state);
    writeState(this.key, [...this.byPath].slice(-REMEMBERED));
  }
}
