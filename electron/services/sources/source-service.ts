/**
 * The sources of all families: which are on this computer, and how the others get here. One download for each version,
 * whoever asks for it; another studio that downloads the same is waited for.
 */
import { stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { EventLog } from '#core/base/event-log.ts';
import type { FamilyId } from '#core/base/id.ts';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { SourceEvent, SourceRow, SourceState } from '#core/contract/sources.ts';
import type { ProjectFiles, UnikernelFamily } from '#core/families/family.ts';
import { type RecordedSource, readProjectFile } from '#core/families/project-file.ts';
import type { FoundSource, SourceRequirement } from '#core/families/source.ts';
import { lockFile } from '../build/project-lock.ts';
import type { ProcessService } from '../process/process-types.ts';
import { downloadArchive } from './archive-download.ts';
import { examineFolder, readIn } from './examine-folder.ts';
import { downloadGit } from './git-download.ts';
import { gitHead } from './git-head.ts';
import { type SourcePlace, sourcePlace } from './source-place.ts';

/** A project, opened or not made yet, as far as its sources go. */
export interface SourceUser {
  readonly family: UnikernelFamily;
  readonly files: ProjectFiles;
  /** Nobody has said yet that the folder is trusted: folders that it names are not looked at. */
  readonly trusted: boolean;
}

export interface SourceService {
  rows(user: SourceUser): Promise<SourceRow[]>;
  /** Those that are on the disk, by id. */
  found(user: SourceUser): Promise<Record<string, FoundSource>>;
  requirement(user: SourceUser, id: string): Result<SourceRequirement, Failure<'no-such-source'>>;
  /** Begins a download or joins it. Resolves when it has ended, with what came of it. */
  fetch(family: FamilyId, requirement: SourceRequirement): Promise<Result<null>>;
  cancel(key: string): void;
  readonly events: EventLog<SourceEvent>;
  /** Ends all downloads. */
  dispose(): Promise<void>;
}

export interface SourceNeeds {
  readonly process: ProcessService;
  /** The studio's cache folder. */
  readonly cache: string;
}

interface Download {
  state: SourceState;
  readonly abort: AbortController;
  readonly ended: Promise<Result<null>>;
}

const EVENTS_KEPT = 500;
/** Another studio's download is looked at this often. */
const LOCK_POLL_MS = 300;
/** Progress is told this often at most. */
const PROGRESS_MS = 100;

export function createSourceService({ process, cache }: SourceNeeds): SourceService {
  const events = new EventLog<SourceEvent>(EVENTS_KEPT);
  const downloads = new Map<string, Download>();
  const failures = new Map<string, SourceState>();

  async function stateOf(
    { family, trusted }: SourceUser,
    requirement: SourceRequirement,
    recorded: RecordedSource | undefined,
  ): Promise<SourceState> {
    const place = sourcePlace(cache, family.id, requirement);
    const folder = trusted ? recorded?.folder : undefined;
    if (folder !== undefined) {
      const verdict = await examineFolder(requirement, folder);
      if (verdict.usable) {
        const { version, commit } = verdict;
        const same = commit === null ? null : requirement.from.kind === 'git' && commit === requirement.from.commit;
        return { kind: 'adopted', folder, version, commit, same };
      }
    }
    const running = downloads.get(place.key);
    if (running) return running.state;
    if (await isWhole(place, requirement)) return { kind: 'here', folder: place.target };
    if (folder !== undefined) {
      const { message } = await examineFolder(requirement, folder);
      return { kind: 'failed', code: 'folder-gone', message, hint: 'Choose its folder anew, or download the release.' };
    }
    return failures.get(place.key) ?? { kind: 'absent', partial: await exists(place.part) };
  }

  function requirementsOf({ family, files }: SourceUser): readonly SourceRequirement[] {
    return family.sources?.(files) ?? [];
  }

  async function download(requirement: SourceRequirement, own: Download, place: SourcePlace) {
    const { signal } = own.abort;
    const tell = (state: SourceState) => {
      own.state = state;
      if (!events.isClosed) events.append({ key: place.key, state });
    };
    let lock = lockFile(place.lock.folder, place.lock.name);
    while (lock.kind === 'held' && !signal.aborted) {
      tell({
        kind: 'fetching',
        phase: `Another studio (process ${lock.pid}) downloads it`,
        fraction: null,
        bytes: null,
      });
      await wait(LOCK_POLL_MS, undefined, { signal }).catch(() => undefined);
      lock = lockFile(place.lock.folder, place.lock.name);
    }
    try {
      if (await isWhole(place, requirement)) return ok(null);
      if (signal.aborted || lock.kind === 'held') return fail('cancelled', 'The download was cancelled.');
      tell({ kind: 'fetching', phase: 'Connecting', fraction: null, bytes: null });
      let told = 0;
      let phase = '';
      const onProgress = (progress: { phase: string; fraction: number; bytes: number | null }) => {
        const now = performance.now();
        if (progress.phase === phase && now - told < PROGRESS_MS) return;
        told = now;
        phase = progress.phase;
        tell({ kind: 'fetching', ...progress });
      };
      const { from } = requirement;
      const needs = { process, signal, onProgress };
      return from.kind === 'git' ? await downloadGit(from, place, needs) : await downloadArchive(from, place, needs);
    } finally {
      if (lock.kind === 'locked') lock.lock.dispose();
    }
  }

  async function run(requirement: SourceRequirement, own: Download, place: SourcePlace) {
    const result = await download(requirement, own, place);
    downloads.delete(place.key);
    const partial = await exists(place.part);
    const state: SourceState = result.ok
      ? { kind: 'here', folder: place.target }
      : result.error.code === 'cancelled'
        ? { kind: 'absent', partial }
        : { kind: 'failed', ...result.error };
    if (state.kind === 'failed') failures.set(place.key, state);
    if (!events.isClosed) events.append({ key: place.key, state });
    return result;
  }

  return {
    events,

    async rows(user) {
      const { sources } = readProjectFile(user.files);
      return Promise.all(
        requirementsOf(user).map(async (requirement) => {
          const { id, name, version, licence, why, needed, downloadBytes, from } = requirement;
          const { key } = sourcePlace(cache, user.family.id, requirement);
          const commit = from.kind === 'git' ? from.commit : null;
          const state = await stateOf(user, requirement, sources[id]);
          return { id, key, name, version, commit, url: from.url, licence, why, needed, downloadBytes, state };
        }),
      );
    },

    async found(user) {
      const { sources } = readProjectFile(user.files);
      const found: Record<string, FoundSource> = {};
      for (const requirement of requirementsOf(user)) {
        const state = await stateOf(user, requirement, sources[requirement.id]);
        if (state.kind !== 'here' && state.kind !== 'adopted') continue;
        const { folder } = state;
        const release = requirement.from.kind === 'git' ? requirement.from.commit : null;
        found[requirement.id] = {
          folder,
          version: (state.kind === 'adopted' ? state.version : null) ?? requirement.version,
          commit: state.kind === 'adopted' ? state.commit : release,
          adopted: state.kind === 'adopted',
          read: readIn(folder),
        };
      }
      return found;
    },

    requirement(user, id) {
      const all = requirementsOf(user);
      const one = all.find((requirement) => requirement.id === id);
      if (one) return ok(one);
      const known = all.length === 0 ? 'It has none.' : `It has: ${all.map((other) => other.id).join(', ')}.`;
      return fail('no-such-source', `${user.family.name} has no source "${id}".`, known);
    },

    async fetch(family, requirement) {
      const place = sourcePlace(cache, family, requirement);
      const running = downloads.get(place.key);
      if (running) return running.ended;
      failures.delete(place.key);
      const { from, name } = requirement;
      if (from.kind === 'git' && from.commit === '') {
        return fail('no-release', `No release of ${name} is known here.`, 'Use a folder of your own that holds it.');
      }
      const own: { -readonly [K in keyof Download]?: Download[K] } = {
        abort: new AbortController(),
        state: { kind: 'fetching', phase: 'Connecting', fraction: null, bytes: null },
      };
      const started = own as Download;
      own.ended = Promise.resolve().then(() => run(requirement, started, place));
      downloads.set(place.key, started);
      return started.ended;
    },

    cancel: (key) => downloads.get(key)?.abort.abort(),

    async dispose() {
      const live = [...downloads.values()];
      for (const { abort } of live) abort.abort();
      await Promise.all(live.map(({ ended }) => ended.catch(() => undefined)));
      events.close();
    },
  };
}

/** A download gets its real name only when it is whole; a folder that somebody changed since is not believed. */
async function isWhole(place: SourcePlace, { from }: SourceRequirement): Promise<boolean> {
  if (from.kind === 'archive') return exists(place.target);
  return (await gitHead(place.folder)) === from.commit;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
