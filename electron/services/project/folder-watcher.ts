/**
 * Notices changes below a project's folder. The system's own notification where it can be had; where it can't (no more
 * inotify watches, a disk without them), the folders that somebody has looked at are compared every two seconds.
 */
import { lstat, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { FileChanges } from '#core/contract/files.ts';
import type { IgnoreRules } from './ignore-rules.ts';
import { isTempName } from './temp-name.ts';

export interface FolderWatcher {
  /** `polling`: only what was passed to `look` is watched. */
  mode(): 'starting' | 'live' | 'polling';
  /** Somebody looks at this folder (relative to the project). */
  look(folder: string): void;
  dispose(): Promise<void>;
}

/** The part of @parcel/watcher that is used. */
export type Subscribe = (
  folder: string,
  listener: (error: Error | null, events: readonly { readonly path: string }[]) => void,
  options: { ignore: string[] },
) => Promise<{ unsubscribe(): Promise<void> }>;

export interface FolderWatcherOptions {
  /** Real path. */
  readonly root: string;
  readonly ignore: IgnoreRules;
  readonly onChanges: (changes: FileChanges) => void;
  /** The system's notification can't be had; `reason` in its words. */
  readonly onFallback: (reason: string) => void;
  readonly subscribe?: Subscribe;
  readonly pollMs?: number;
}

/** Changes are gathered for this long; more than `NAMED` of them are not named one by one. */
const GATHER_MS = 60;
const NAMED = 500;
const POLLED_FOLDERS = 200;

export function watchFolder(options: FolderWatcherOptions): FolderWatcher {
  const { root, ignore, onChanges, onFallback } = options;
  const pending = new Set<string>();
  const looked = new Map<string, Map<string, string> | null>();
  let overflow = false;
  let gather: NodeJS.Timeout | null = null;
  let poll: NodeJS.Timeout | null = null;
  let mode: 'starting' | 'live' | 'polling' = 'starting';
  let ended = false;

  const flush = () => {
    gather = null;
    if (ended) return;
    const paths = overflow ? [] : [...pending];
    const changes = { paths, overflow };
    pending.clear();
    overflow = false;
    if (changes.overflow || paths.length > 0) onChanges(changes);
  };
  const add = (path: string) => {
    if (!overflow) pending.add(path);
    if (pending.size > NAMED) {
      overflow = true;
      pending.clear();
    }
    gather ??= setTimeout(flush, GATHER_MS);
  };
  const addAll = () => {
    overflow = true;
    gather ??= setTimeout(flush, GATHER_MS);
  };

  const listener: Parameters<Subscribe>[1] = (error, events) => {
    if (error) return addAll();
    if (events.length > NAMED * 20) return addAll();
    for (const event of events) {
      const path = relative(root, event.path).split(sep).join('/');
      if (path.startsWith('../') || isTempName(path.slice(path.lastIndexOf('/') + 1))) continue;
      add(path);
    }
  };

  const subscribing = (options.subscribe ?? systemSubscribe)(root, listener, { ignore: [...ignore.globs] }).then(
    (subscription) => {
      mode = 'live';
      // What changed while the watches were being set up was told to nobody: somebody may have looked already.
      if (!ended) addAll();
      return subscription;
    },
    (error: unknown) => {
      mode = 'polling';
      if (ended) return null;
      onFallback(plainReason(error));
      const next = () => {
        poll = setTimeout(() => void comparePolled().finally(() => !ended && next()), options.pollMs ?? 2000);
        poll.unref();
      };
      next();
      return null;
    },
  );

  async function comparePolled(): Promise<void> {
    for (const [folder, before] of looked) {
      const now = await fingerprints(join(root, folder));
      looked.set(folder, now);
      if (before === null) continue;
      const child = (name: string) => (folder === '' ? name : `${folder}/${name}`);
      for (const [name, print] of now) if (before.get(name) !== print) add(child(name));
      for (const name of before.keys()) if (!now.has(name)) add(child(name));
    }
  }

  return {
    mode: () => mode,
    look(folder) {
      if (looked.has(folder)) return;
      looked.set(folder, null);
      const oldest = looked.keys().next().value;
      if (looked.size > POLLED_FOLDERS && oldest !== undefined) looked.delete(oldest);
      if (mode === 'polling') void fingerprints(join(root, folder)).then((now) => looked.set(folder, now));
    },
    async dispose() {
      ended = true;
      if (gather) clearTimeout(gather);
      if (poll) clearTimeout(poll);
      // The watches of folders that were deleted are gone already, which it takes for an error.
      await (await subscribing)?.unsubscribe().catch(() => undefined);
    },
  };
}

/** The system's words alone: the message names the folder, whose path may be thousands of characters long. */
function plainReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .slice(message.lastIndexOf(': ') + 1)
    .trim()
    .slice(0, 120);
}

const systemSubscribe: Subscribe = async (folder, listener, options) => {
  const { subscribe } = await import('@parcel/watcher');
  return subscribe(folder, listener, options);
};

/** What each entry looks like, to be compared later; sizes and times only where the folder is not huge. */
async function fingerprints(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder).catch((): string[] => []);
  const prints = new Map<string, string>();
  const detailed = names.length <= 2000;
  for (const name of names) {
    if (isTempName(name)) continue;
    const stats = detailed ? await lstat(join(folder, name), { bigint: true }).catch(() => null) : null;
    prints.set(name, stats ? `${stats.ino} ${stats.size} ${stats.mtimeNs}` : '');
  }
  return prints;
}
