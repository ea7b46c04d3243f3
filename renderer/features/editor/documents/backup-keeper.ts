/** Keeps a copy of one file's unsaved text outside this window: soon after a change, never later than a few seconds. */
import type { Disposable } from '#core/base/disposable.ts';
import type { Failure } from '#core/base/result.ts';
import type { Backup } from '#core/contract/files.ts';
import type { DocumentPorts } from './document-ports.ts';

/** Wait after the last keystroke, and the longest time that typing on may put a copy off. */
const BACKUP_AFTER_MS = 500;
const BACKUP_AT_LATEST_MS = 3_000;
/** A copy of a large text costs the window a moment: it waits one more millisecond for each of so many characters. */
const CHARACTERS_PER_MS = 20_000;

export interface BackupSubject {
  readonly path: string;
  /** Characters of the text. */
  length(): number;
  /** null: there is nothing that the disk does not have. */
  unsaved(): Pick<Backup, 'text' | 'baseEtag'> | null;
  /** null: the last copy was made. */
  onOutcome(failure: Failure | null): void;
}

export class BackupKeeper {
  /** A copy of this text may be out there. */
  kept = false;
  private timer: Disposable | null = null;
  private dueSince: number | null = null;
  /** Copies and drops go out one after the other, so that a drop is never overtaken by an older copy. */
  private queue: Promise<unknown> = Promise.resolve();
  private ended = false;

  constructor(
    private readonly ports: DocumentPorts,
    private readonly subject: BackupSubject,
  ) {}

  schedule(): void {
    if (this.ended) return;
    const now = this.ports.now();
    this.dueSince ??= now;
    this.timer?.dispose();
    const extra = Math.floor(this.subject.length() / CHARACTERS_PER_MS);
    const wait = Math.min(BACKUP_AFTER_MS, Math.max(0, this.dueSince + BACKUP_AT_LATEST_MS - now)) + extra;
    this.timer = this.ports.after(wait, () => this.send());
  }

  /** The text is on the disk, or nobody wants it: its copy goes. */
  drop(): void {
    this.rest();
    if (!this.kept) return;
    this.kept = false;
    const { path } = this.subject;
    this.enqueue(() => this.ports.dropBackup(path));
  }

  /** Makes the copy that waits now. */
  async flush(): Promise<void> {
    if (this.timer) this.send();
    await this.queue;
  }

  /** The file had the name `from`; the subject has its new one already. */
  moved(from: string): void {
    if (!this.kept && !this.timer) return;
    this.send();
    this.enqueue(() => this.ports.dropBackup(from));
  }

  /** No more copies. `discard`: the last one goes as well; else one that waits is made. */
  end(discard: boolean): void {
    if (discard) {
      this.kept ||= this.subject.unsaved() !== null;
      this.drop();
    } else if (this.timer) this.send();
    this.rest();
    this.ended = true;
  }

  private send(): void {
    this.rest();
    const unsaved = this.ended ? null : this.subject.unsaved();
    if (!unsaved) return;
    const backup = { path: this.subject.path, ...unsaved, savedAt: this.ports.now() };
    this.kept = true;
    this.enqueue(async () => {
      const saved = await this.ports.saveBackup(backup);
      if (this.ended) return;
      this.subject.onOutcome(saved.ok ? null : saved.error);
      if (!saved.ok && !this.timer && this.subject.unsaved()) {
        this.timer = this.ports.after(BACKUP_AT_LATEST_MS, () => this.send());
      }
    });
  }

  private rest(): void {
    this.timer?.dispose();
    this.timer = null;
    this.dueSince = null;
  }

  private enqueue(work: () => Promise<unknown>): void {
    this.queue = this.queue.then(work);
  }
}
