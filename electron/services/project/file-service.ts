/** The files of one open project as windows see them: confined, listed, read, saved, searched, watched, backed up. */
import { EventLog } from '#core/base/event-log.ts';
import type { Failure, Result } from '#core/base/result.ts';
import type { Backup, FileChanges, FileContent, FileEntry, SearchQuery, SearchResult } from '#core/contract/files.ts';
import type { AbortSignalLike } from '#core/contract/handlers.ts';
import type { Notices } from '../settings/notices.ts';
import { createBackups } from './backups.ts';
import { createFolder, deleteEntry, renameEntry } from './change-files.ts';
import type { Confinement } from './confinement.ts';
import { createFileIndex } from './file-index.ts';
import { searchFiles } from './file-search.ts';
import { type Subscribe, watchFolder } from './folder-watcher.ts';
import type { IgnoreRules } from './ignore-rules.ts';
import { listFolder } from './list-folder.ts';
import { readProjectFile } from './read-file.ts';
import type { WalkResult } from './walk-project.ts';
import { type FileReplacement, writeProjectFile } from './write-file.ts';

export interface FileServiceOptions {
  readonly name: string;
  readonly confinement: Confinement;
  readonly ignore: IgnoreRules;
  readonly backupsFolder: string;
  /** Script of the search's worker thread. */
  readonly searchWorker: URL;
  readonly notices: Notices;
  /** Why nothing of the project may be changed now; null where it may. */
  readonly refusal: () => Failure | null;
  readonly subscribe?: Subscribe;
}

export interface FileService {
  /** Feed `files.changes`. */
  readonly changes: EventLog<FileChanges>;
  list(path: string): Promise<Result<FileEntry[]>>;
  read(path: string): Promise<Result<FileContent>>;
  write(write: FileReplacement): Promise<Result<{ etag: string }>>;
  createFolder(path: string): Promise<Result<null>>;
  rename(from: string, to: string): Promise<Result<null>>;
  delete(path: string): Promise<Result<null>>;
  index(): Promise<WalkResult>;
  search(query: SearchQuery, signal?: AbortSignalLike): Promise<Result<SearchResult>>;
  saveBackup(backup: Backup): Promise<Result<null>>;
  listBackups(): Promise<Result<Backup[]>>;
  dropBackup(path: string): Promise<Result<null>>;
  dispose(): Promise<void>;
}

/** Events kept for a window that comes back; one that missed more sees the numbers jump and looks again. */
const KEPT_CHANGES = 200;
/** How long the list of files counts while nobody tells of changes. */
const UNWATCHED_MS = 2_000;

export function createFileService(options: FileServiceOptions): FileService {
  const { name, confinement, ignore, notices, refusal } = options;
  const changes = new EventLog<FileChanges>(KEPT_CHANGES);
  const backups = createBackups(options.backupsFolder);
  const index = createFileIndex({ confinement, ignore }, () =>
    watcher.mode() === 'live' ? Number.POSITIVE_INFINITY : UNWATCHED_MS,
  );
  const watcher = watchFolder({
    root: confinement.root,
    ignore,
    ...(options.subscribe ? { subscribe: options.subscribe } : {}),
    onChanges(event) {
      index.invalidate();
      if (!changes.isClosed) changes.append(event);
    },
    onFallback: (reason) => {
      const exhausted = reason.includes('No space left');
      const why = exhausted ? 'the system has no more file watches to give' : `the system can't watch it (${reason})`;
      notices.add(
        'warning',
        `Changes that other programs make in ${name} are seen a little later: ${why}.`,
        exhausted ? 'Close other projects, or raise fs.inotify.max_user_watches.' : undefined,
      );
    },
  });
  const look = (path: string) => watcher.look(path);
  const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

  // One after the other: between the check of an etag and the rename, no other change of ours may come.
  let queue: Promise<unknown> = Promise.resolve();
  async function changing<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    const refused = refusal();
    if (refused) return { ok: false, error: refused };
    const turn = queue.then(work).finally(() => index.invalidate());
    queue = turn.catch(() => undefined);
    return turn;
  }

  return {
    changes,
    list(path) {
      look(path);
      return listFolder(confinement, ignore, path);
    },
    read(path) {
      look(parentOf(path));
      return readProjectFile(confinement, path);
    },
    write: (write) => changing(() => writeProjectFile(confinement, write)),
    createFolder: (path) => changing(() => createFolder(confinement, path)),
    rename: (from, to) => changing(() => renameEntry(confinement, from, to)),
    delete: (path) => changing(() => deleteEntry(confinement, path)),
    index: () => index.get(),
    search: async (query, signal) =>
      searchFiles(confinement.root, await index.get(), query, {
        worker: options.searchWorker,
        ...(signal ? { signal } : {}),
      }),
    saveBackup: (backup) => backups.save(backup),
    listBackups: () =>
      backups.list(async (path) => {
        const content = await readProjectFile(confinement, path);
        return content.ok && content.value.kind === 'text' ? content.value.etag : null;
      }),
    dropBackup: (path) => backups.drop(path),
    async dispose() {
      changes.close();
      await watcher.dispose();
    },
  };
}
