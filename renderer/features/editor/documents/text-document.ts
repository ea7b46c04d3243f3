/**
 * One open file: its text, the version on disk that the text was made from, and the rules that lose nothing. Text that
 * the disk does not have is put aside after half a second; a version on disk that nobody has seen is never overwritten.
 */
import { DisposableBag } from '#core/base/disposable.ts';
import type { Failure, Result } from '#core/base/result.ts';
import type { Backup, FileContent } from '#core/contract/files.ts';
import type { TextEdit } from '#core/contract/problem.ts';
import { BackupKeeper } from './backup-keeper.ts';
import type { DocumentPorts } from './document-ports.ts';
import { type Divergence, type DocumentState, freshState, type ReadyState } from './document-state.ts';
import type { MakeBuffer, TextBuffer } from './text-buffer.ts';

export interface DocumentOptions {
  readonly ports: DocumentPorts;
  readonly makeBuffer: MakeBuffer;
  /** Reason why nothing of this project can be written; null where it can. */
  readonly readOnly: string | null;
  onState(state: DocumentState): void;
}

type TextContent = Extract<FileContent, { kind: 'text' }>;

export class TextDocument {
  private current: DocumentState = { kind: 'loading' };
  private buffer: TextBuffer | null = null;
  private baseEtag: string | null = null;
  private savedVersion = 0;
  private saveInFlight: Promise<Result<null>> | null = null;
  private diskNewsWhileSaving = false;
  /** Counts saves: what was read from disk before or during one says nothing about the disk after it. */
  private saves = 0;
  private lookingAtDisk: Promise<void> | null = null;
  private lookAgain = false;
  private readonly bag = new DisposableBag();
  private readonly backups: BackupKeeper;
  private ended = false;

  constructor(
    public path: string,
    private readonly options: DocumentOptions,
  ) {
    const document = this;
    this.backups = new BackupKeeper(options.ports, {
      get path() {
        return document.path;
      },
      length: () => this.buffer?.length() ?? 0,
      unsaved: () => (this.dirty && this.buffer ? { text: this.buffer.text(), baseEtag: this.baseEtag } : null),
      onOutcome: (backupFailure) => this.patch({ backupFailure }),
    });
  }

  get state(): DocumentState {
    return this.current;
  }

  /** The live text; null until it is ready, and for what is no text. */
  get text(): TextBuffer | null {
    return this.buffer;
  }

  get dirty(): boolean {
    return this.current.kind === 'ready' && this.current.dirty;
  }

  /** Reads the file; `backup` is the copy that an earlier window left of it. Also called to try again. */
  async load(backup: Backup | null = null): Promise<void> {
    this.setState({ kind: 'loading' });
    const read = await this.options.ports.read(this.path);
    if (this.ended) return;
    if (read.ok && read.value.kind === 'text') this.start(read.value, backup);
    else if (backup) this.startFromBackup(backup, read);
    else if (!read.ok) this.setState({ kind: 'failed', failure: read.error });
    else if (read.value.kind === 'binary') this.setState({ kind: 'binary', size: read.value.size });
    else if (read.value.kind === 'too-large') {
      this.setState({ kind: 'too-large', size: read.value.size, limit: read.value.limit });
    }
  }

  /** Writes the text where it differs from the disk; does not overwrite a version that nobody has seen. */
  async save(): Promise<Result<null>> {
    // What was typed since the running save began needs one of its own.
    while (this.saveInFlight) await this.saveInFlight;
    const state = this.ready();
    if (!state || (!state.dirty && state.divergence?.kind !== 'deleted')) return { ok: true, value: null };
    if (state.readOnly !== null) return this.saveFailed({ code: 'read-only', message: state.readOnly });
    if (state.divergence && state.divergence.kind !== 'deleted') return this.saveFailed(changedOnDisk(this.path));
    this.saves++;
    this.saveInFlight = this.write().finally(() => {
      this.saveInFlight = null;
    });
    const result = await this.saveInFlight;
    if (this.diskNewsWhileSaving) {
      this.diskNewsWhileSaving = false;
      await this.lookAtDisk();
    }
    return result;
  }

  /** Something happened to the file on disk; says nothing of what. */
  async lookAtDisk(): Promise<void> {
    if (this.current.kind !== 'ready') {
      if (this.current.kind !== 'loading') await this.load();
      return;
    }
    if (this.saveInFlight) {
      this.diskNewsWhileSaving = true;
      return;
    }
    this.lookAgain = true;
    this.lookingAtDisk ??= this.readNews().finally(() => {
      this.lookingAtDisk = null;
    });
    await this.lookingAtDisk;
  }

  /** The person has seen that the disk differs and wants this text there. */
  async keepMine(): Promise<Result<null>> {
    const state = this.ready();
    if (!state?.divergence) return { ok: true, value: null };
    this.baseEtag = state.divergence.kind === 'deleted' ? null : state.divergence.etag;
    this.patch({ divergence: null, dirty: true });
    this.savedVersion = Number.NaN;
    this.backups.schedule();
    return this.save();
  }

  /** The person wants what the disk has; undo brings this text back. */
  takeTheirs(): void {
    const divergence = this.ready()?.divergence;
    if (divergence?.kind !== 'changed' || !this.buffer) return;
    this.adopt(divergence.theirs, divergence.etag);
  }

  /** Gives the text of this window up for the one on disk; undo brings it back. */
  async revert(): Promise<Result<null>> {
    while (this.saveInFlight) await this.saveInFlight;
    const { saves } = this;
    const read = await this.options.ports.read(this.path);
    if (this.ended || !this.ready() || !this.buffer) return { ok: true, value: null };
    if (!read.ok) return read;
    if (this.saves !== saves) return this.revert();
    if (read.value.kind !== 'text') {
      return { ok: false, error: { code: 'not-text', message: `${this.path} on disk is no text any more.` } };
    }
    if (this.dirty || this.ready()?.divergence) this.adopt(read.value.text, read.value.etag);
    return { ok: true, value: null };
  }

  /** Applies the edits of a fix as one step that undo takes back. */
  apply(edits: readonly TextEdit[]): void {
    this.buffer?.apply(edits);
  }

  /** Puts unsaved text aside now, without waiting; for a window that is about to go. */
  async flushBackup(): Promise<void> {
    await this.backups.flush();
  }

  dismissRestored(): void {
    if (this.ready()) this.patch({ restoredAt: null });
  }

  /** The file has another name now; unsaved text goes with it. */
  moveTo(path: string): void {
    const from = this.path;
    if (from === path) return;
    this.path = path;
    this.backups.moved(from);
  }

  /** Ends it. `discard`: the person does not want the unsaved text. */
  close(discard: boolean): void {
    if (this.ended) return;
    this.backups.end(discard);
    this.ended = true;
    this.bag.dispose();
    this.buffer?.dispose();
  }

  private start(content: TextContent, backup: Backup | null): void {
    const buffer = this.attach(content.text, content.eol);
    this.baseEtag = content.etag;
    this.savedVersion = buffer.version();
    const readOnly = this.options.readOnly ?? (content.writable ? null : `You are not allowed to write ${this.path}.`);
    this.setState({ ...freshState(content.eol), bom: content.bom, readOnly });
    if (!backup) return;
    this.backups.kept = true;
    if (sameText(backup.text, content.text)) {
      this.backups.drop();
      return;
    }
    const theirs = buffer.text();
    buffer.replace(backup.text);
    const moved = backup.baseEtag !== content.etag;
    this.baseEtag = backup.baseEtag;
    this.patch({
      dirty: true,
      restoredAt: backup.savedAt,
      divergence: moved ? { kind: 'changed', theirs, etag: content.etag } : null,
    });
  }

  /** The unsaved text is there and its file is not, or is no text any more. */
  private startFromBackup(backup: Backup, read: Result<FileContent>): void {
    const eol = backup.text.includes('\r\n') ? '\r\n' : '\n';
    this.attach(backup.text, eol);
    this.baseEtag = backup.baseEtag;
    this.savedVersion = Number.NaN;
    this.backups.kept = true;
    const divergence: Divergence | null = read.ok
      ? { kind: 'not-text', etag: read.value.etag }
      : read.error.code === 'not-found' && backup.baseEtag !== null
        ? { kind: 'deleted' }
        : null;
    const saveFailure = !read.ok && read.error.code !== 'not-found' ? read.error : null;
    this.setState({
      ...freshState(eol),
      dirty: true,
      restoredAt: backup.savedAt,
      divergence,
      saveFailure,
      readOnly: this.options.readOnly,
    });
  }

  private attach(text: string, eol: '\n' | '\r\n'): TextBuffer {
    const buffer = this.options.makeBuffer(this.path, text, eol);
    this.buffer = buffer;
    this.bag.add(buffer.onChange(() => this.changed()));
    return buffer;
  }

  private changed(): void {
    const state = this.ready();
    if (!state || !this.buffer) return;
    const dirty = this.buffer.version() !== this.savedVersion;
    if (dirty !== state.dirty) this.patch({ dirty });
    if (dirty) this.backups.schedule();
    else this.backups.drop();
  }

  private async write(): Promise<Result<null>> {
    const { ports } = this.options;
    const buffer = this.buffer!;
    const version = buffer.version();
    const text = buffer.text();
    this.patch({ saving: true, saveFailure: null });
    const deleted = this.ready()?.divergence?.kind === 'deleted';
    let written = await ports.write(this.path, text, deleted ? null : this.baseEtag);
    if (this.ended) return { ok: true, value: null };
    if (!written.ok) written = await this.outcomeOf(written, text);
    if (this.ended) return { ok: true, value: null };
    if (!written.ok) {
      this.patch({ saving: false });
      return this.saveFailed(written.error);
    }
    this.baseEtag = written.value.etag;
    this.savedVersion = version;
    const dirty = buffer.version() !== version;
    this.patch({ saving: false, dirty, divergence: null, saveFailure: null, restoredAt: null });
    if (dirty) this.backups.schedule();
    else this.backups.drop();
    return { ok: true, value: null };
  }

  /**
   * A write that failed may have been carried out (the connection broke), or met another version: the disk tells.
   * What is found there is kept beside the text for the person to compare.
   */
  private async outcomeOf(
    failed: { readonly ok: false; readonly error: Failure },
    text: string,
  ): Promise<Result<{ etag: string }>> {
    const { code } = failed.error;
    if (code !== 'changed-on-disk' && code !== 'already-exists' && code !== 'disconnected') return failed;
    const read = await this.options.ports.read(this.path);
    if (this.ended) return failed;
    if (read.ok && read.value.kind === 'text' && sameText(read.value.text, text)) {
      return { ok: true, value: { etag: read.value.etag } };
    }
    this.noteDisk(read);
    return failed;
  }

  private async readNews(): Promise<void> {
    while (this.lookAgain && !this.ended) {
      this.lookAgain = false;
      const { saves, path } = this;
      const read = await this.options.ports.read(path);
      if (this.ended) return;
      if (this.saveInFlight) {
        this.diskNewsWhileSaving = true;
        return;
      }
      if (this.saves !== saves || this.path !== path) this.lookAgain = true;
      else this.noteDisk(read);
    }
  }

  /** Brings what was read from disk together with the text. */
  private noteDisk(read: Result<FileContent>): void {
    const state = this.ready();
    if (!state || !this.buffer) return;
    if (!read.ok) {
      if (read.error.code === 'not-found') this.patch({ divergence: { kind: 'deleted' } });
      return;
    }
    const content = read.value;
    if (content.kind !== 'text') {
      if (state.dirty) this.patch({ divergence: { kind: 'not-text', etag: content.etag } });
      else void this.becomeUnreadable();
      return;
    }
    const readOnly = this.options.readOnly ?? (content.writable ? null : `You are not allowed to write ${this.path}.`);
    if (readOnly !== state.readOnly) this.patch({ readOnly });
    if (content.etag === this.baseEtag) {
      if (this.ready()?.divergence)
        this.patch({ divergence: null, dirty: this.buffer.version() !== this.savedVersion });
      return;
    }
    if (sameText(content.text, this.buffer.text())) {
      this.baseEtag = content.etag;
      this.savedVersion = this.buffer.version();
      this.patch({ dirty: false, divergence: null, bom: content.bom });
      this.backups.drop();
    } else if (state.dirty) {
      this.patch({ divergence: { kind: 'changed', theirs: content.text, etag: content.etag } });
    } else {
      this.adopt(content.text, content.etag);
      this.patch({ bom: content.bom });
    }
  }

  /** Text that nobody changed has become something else on disk: show that instead. */
  private async becomeUnreadable(): Promise<void> {
    this.buffer?.dispose();
    this.buffer = null;
    await this.load();
  }

  private adopt(text: string, etag: string): void {
    const buffer = this.buffer!;
    this.baseEtag = etag;
    this.savedVersion = Number.NaN;
    buffer.replace(text);
    this.savedVersion = buffer.version();
    this.patch({ dirty: false, divergence: null, saveFailure: null, restoredAt: null });
    this.backups.drop();
  }

  private saveFailed(failure: Failure): Result<null> {
    if (this.ready()) this.patch({ saveFailure: this.ready()?.divergence ? null : failure });
    return { ok: false, error: failure };
  }

  private ready(): ReadyState | null {
    return this.current.kind === 'ready' ? this.current : null;
  }

  private patch(change: Partial<ReadyState>): void {
    const state = this.ready();
    if (!state) return;
    const next = { ...state, ...change };
    if ((Object.keys(change) as (keyof ReadyState)[]).every((key) => state[key] === next[key])) return;
    this.setState(next);
  }

  private setState(state: DocumentState): void {
    if (this.ended) return;
    this.current = state;
    this.options.onState(state);
  }
}

/** An editor keeps one kind of line end: files that mix them are the same text when only that differs. */
function sameText(a: string, b: string): boolean {
  if (a === b) return true;
  if (!a.includes('\r') && !b.includes('\r')) return false;
  return a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n');
}

function changedOnDisk(path: string): Failure {
  return {
    code: 'changed-on-disk',
    message: `${path} changed on disk while you were editing. Nothing was overwritten.`,
    hint: 'Compare the two versions, then keep one.',
  };
}
