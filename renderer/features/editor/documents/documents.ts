/** The open files of one project: each is opened once, however many tabs show it, and follows renames and the disk. */
import { createStore } from 'zustand/vanilla';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { Backup, FileChanges } from '#core/contract/files.ts';
import type { TextEdit } from '#core/contract/problem.ts';
import type { DocumentPorts } from './document-ports.ts';
import type { DocumentState } from './document-state.ts';
import type { MakeBuffer } from './text-buffer.ts';
import { TextDocument } from './text-document.ts';

export interface DocumentsOptions {
  readonly ports: DocumentPorts;
  readonly makeBuffer: MakeBuffer;
  readonly readOnly: string | null;
  /** What an earlier window left behind, by path; each is given to the first document of its path. */
  readonly backups: Promise<ReadonlyMap<string, Backup>>;
  onDirty(path: string, dirty: boolean): void;
}

export class Documents {
  /** States of the open files by path. */
  readonly store = createStore<{ states: ReadonlyMap<string, DocumentState> }>(() => ({ states: new Map() }));
  private readonly documents = new Map<string, TextDocument>();
  private readonly usedBackups = new Set<string>();

  constructor(private readonly options: DocumentsOptions) {}

  get(path: string): TextDocument | undefined {
    return this.documents.get(path);
  }

  /** Opens a file, or answers with the document that is open already. */
  open(path: string): TextDocument {
    const known = this.documents.get(path);
    if (known) return known;
    const document: TextDocument = new TextDocument(path, {
      ports: this.options.ports,
      makeBuffer: this.options.makeBuffer,
      readOnly: this.options.readOnly,
      onState: (state) => this.noteState(document, state),
    });
    this.documents.set(path, document);
    this.noteState(document, document.state);
    void this.options.backups.then((backups) => {
      const backup = this.usedBackups.has(path) ? undefined : backups.get(path);
      this.usedBackups.add(path);
      if (this.documents.get(document.path) === document) return document.load(backup ?? null);
      return undefined;
    });
    return document;
  }

  /** The document once it is known what it is. */
  opened(path: string): Promise<TextDocument> {
    const document = this.open(path);
    if (document.state.kind !== 'loading') return Promise.resolve(document);
    return new Promise((resolve) => {
      const stop = this.store.subscribe(() => {
        if (document.state.kind === 'loading' && this.documents.get(document.path) === document) return;
        stop();
        resolve(document);
      });
    });
  }

  close(path: string, discard: boolean): void {
    const document = this.documents.get(path);
    if (!document) return;
    document.close(discard);
    this.documents.delete(path);
    this.store.setState(({ states }) => ({ states: new Map([...states].filter(([other]) => other !== path)) }));
  }

  /** Closes what is open, saved and not among `wanted`. */
  keepOnly(wanted: ReadonlySet<string>): void {
    for (const [path, document] of [...this.documents]) {
      if (!wanted.has(path) && !document.dirty && document.state.kind !== 'loading') this.close(path, false);
    }
  }

  /** A file or a folder was renamed. */
  moved(from: string, to: string): void {
    for (const [path, document] of [...this.documents]) {
      if (path !== from && !path.startsWith(`${from}/`)) continue;
      const next = to + path.slice(from.length);
      this.documents.delete(path);
      this.documents.set(next, document);
      document.moveTo(next);
      this.store.setState(({ states }) => {
        const copy = new Map(states);
        copy.delete(path);
        return { states: copy.set(next, document.state) };
      });
    }
  }

  noteChanges(changes: FileChanges): void {
    const touched = new Set(changes.paths);
    for (const [path, document] of this.documents) {
      const above = () => path.split('/').some((_, index, parts) => touched.has(parts.slice(0, index).join('/')));
      if (changes.overflow || touched.has(path) || above()) void document.lookAtDisk();
    }
  }

  unsavedTexts(): readonly { readonly path: string; readonly text: string }[] {
    return [...this.documents.values()].flatMap((document) =>
      document.dirty && document.text ? [{ path: document.path, text: document.text.text() }] : [],
    );
  }

  /** Saves everything that has unsaved text. @returns what could not be saved, and why */
  async saveAll(): Promise<readonly { readonly path: string; readonly failure: Failure }[]> {
    const dirty = [...this.documents.values()].filter((document) => document.dirty);
    const results = await Promise.all(dirty.map(async (document) => [document.path, await document.save()] as const));
    return results.flatMap(([path, result]) => (result.ok ? [] : [{ path, failure: result.error }]));
  }

  /**
   * Carries out the edits of a fix, in files that are open and in files that are not; undo takes them back. What had no
   * unsaved text before is saved afterwards. Text at the very beginning of a file that is not there makes the file.
   * @param place where an edit stands now, when the text has moved since the edit was made
   */
  async applyEdits(
    edits: readonly TextEdit[],
    place: (document: TextDocument, edit: TextEdit) => TextEdit = (_, edit) => edit,
  ): Promise<Result<readonly string[]>> {
    const byPath = new Map<string, TextEdit[]>();
    for (const edit of edits) byPath.set(edit.at.file, [...(byPath.get(edit.at.file) ?? []), edit]);
    const opened: { document: TextDocument; edits: readonly TextEdit[] }[] = [];
    const made: { document: TextDocument; text: string }[] = [];
    for (const [path, own] of byPath) {
      const document = await this.opened(path);
      if (document.state.kind === 'failed') {
        if (!makesFile(document.state.failure, own)) return { ok: false, error: document.state.failure };
        made.push({ document, text: own.map(({ newText }) => newText).join('') });
        continue;
      }
      if (document.state.kind !== 'ready') return fail('not-text', `${path} is no text that can be edited.`);
      if (document.state.readOnly !== null) return fail('read-only', document.state.readOnly);
      opened.push({ document, edits: own });
    }
    const clean = opened.filter(({ document }) => !document.dirty);
    for (const { document, edits: own } of opened) document.apply(own.map((edit) => place(document, edit)));
    for (const { document } of clean) {
      const saved = await document.save();
      if (!saved.ok) return saved;
    }
    for (const { document, text } of made) {
      const written = await this.options.ports.write(document.path, text, null);
      if (!written.ok) return written;
      await document.lookAtDisk();
    }
    return ok([...byPath.keys()]);
  }

  /** Puts aside what is not yet, and ends everything; unsaved text stays in its copies. */
  async dispose(): Promise<void> {
    const all = [...this.documents.values()];
    this.documents.clear();
    await Promise.all(all.map((document) => document.flushBackup()));
    for (const document of all) document.close(false);
    this.store.setState({ states: new Map() });
  }

  async flushBackups(): Promise<void> {
    await Promise.all([...this.documents.values()].map((document) => document.flushBackup()));
  }

  private noteState(document: TextDocument, state: DocumentState): void {
    const { path } = document;
    if (this.documents.get(path) !== document) return;
    this.store.setState(({ states }) => ({ states: new Map(states).set(path, state) }));
    this.options.onDirty(path, state.kind === 'ready' && state.dirty);
  }
}

/** Edits that are the whole text of a file which is not there yet. */
function makesFile(failure: Failure, edits: readonly TextEdit[]): boolean {
  const atStart = ({ at }: TextEdit) =>
    at.line === 1 && at.column === 1 && (at.endLine ?? 1) === 1 && (at.endColumn ?? 1) === 1;
  return failure.code === 'not-found' && edits.every(atStart);
}
