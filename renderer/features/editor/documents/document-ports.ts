/** What the document model needs of the world: the project's files, a place for copies of unsaved text, and time. */
import type { Disposable } from '#core/base/disposable.ts';
import type { Result } from '#core/base/result.ts';
import type { Backup, FileContent } from '#core/contract/files.ts';

export interface DocumentPorts {
  read(path: string): Promise<Result<FileContent>>;
  /** Fails with `changed-on-disk` or `already-exists` where the disk does not hold the version named by `baseEtag`. */
  write(path: string, text: string, baseEtag: string | null): Promise<Result<{ etag: string }>>;
  saveBackup(backup: Backup): Promise<Result<null>>;
  dropBackup(path: string): Promise<Result<null>>;
  /** Calls `run` once after `ms`. */
  after(ms: number, run: () => void): Disposable;
  now(): number;
}
