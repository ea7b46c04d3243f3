/**
 * The open projects: found, recognised, trusted or not, and closed. Opening reads and runs nothing but the listing of
 * the folder and the few small files that a family looks at.
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { EventLog } from '#core/base/event-log.ts';
import type { ProjectId } from '#core/base/id.ts';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { Arch } from '#core/contract/problem.ts';
import type { Project, ProjectActivity, RecentProject } from '#core/contract/project.ts';
import type { ProjectFiles, UnikernelFamily } from '#core/families/family.ts';
import type { Notices } from '../settings/notices.ts';
import type { StudioPaths } from '../settings/studio-paths.ts';
import { type Confinement, createConfinement } from './confinement.ts';
import { detectFamily, MARKER_FILE } from './detect-family.ts';
import { fileFailure } from './file-failure.ts';
import { createFileService, type FileService } from './file-service.ts';
import { type IgnoreRules, ignoreRules } from './ignore-rules.ts';
import type { OpenProject, ProjectLookup } from './open-project.ts';
import { projectSnapshot } from './project-snapshot.ts';
import { createRecentProjects } from './recent-projects.ts';
import { createTrustStore } from './trust-store.ts';

export interface ProjectService extends ProjectLookup {
  /** The same folder opened again gives the same project, whatever path led to it. */
  open(path: string): Promise<Result<Project>>;
  trust(id: ProjectId, decision: 'trusted' | 'read-only'): Promise<Result<Project>>;
  /** Opens a folder that the studio itself has just made: it is trusted without asking. */
  openNew(path: string): Promise<Result<Project>>;
  setArch(id: ProjectId, arch: Arch): Promise<Result<Project>>;
  /** Ends when it was closed as often as it was opened: several windows may show one project. */
  close(id: ProjectId): Promise<void>;
  files(id: ProjectId): Result<FileService>;
  activity(id: ProjectId): Result<EventLog<ProjectActivity>>;
  recent(): Promise<RecentProject[]>;
  forget(root: string): Promise<Result<null>>;
  dispose(): Promise<void>;
}

export interface ProjectServiceOptions {
  readonly paths: StudioPaths;
  readonly families: readonly UnikernelFamily[];
  readonly notices: Notices;
  readonly searchWorker: URL;
}

interface Entry {
  info: Project;
  family: UnikernelFamily | null;
  users: number;
  readonly confinement: Confinement;
  readonly ignore: IgnoreRules;
  readonly files: FileService;
  readonly activity: EventLog<ProjectActivity>;
  stopRefreshing(): void;
}

const REFRESH_MS = 250;

export function createProjectService({
  paths,
  families,
  notices,
  searchWorker,
}: ProjectServiceOptions): ProjectService {
  const entries = new Map<ProjectId, Entry>();
  const opening = new Map<string, Promise<Result<Entry>>>();
  const trusted = createTrustStore(paths.data, notices);
  const recents = createRecentProjects(paths.data, notices);

  async function openFolder(root: string): Promise<Result<Entry>> {
    const id = projectIdOf(root);
    const open = entries.get(id);
    if (open) return ok(open);
    let confinement: Confinement;
    try {
      await access(root, constants.R_OK | constants.X_OK);
      confinement = createConfinement(root);
    } catch (error) {
      return { ok: false, error: fileFailure(error, root, 'read') };
    }
    const seen = await projectSnapshot(
      confinement,
      ignoreRules(() => null),
    );
    const { family, evidence } = detectFamily(seen, families);
    const ignore = ignoreRules(() => entries.get(id)?.family ?? family);
    const info: Project = {
      id,
      root: confinement.root,
      name: basename(confinement.root) || confinement.root,
      family: family?.id ?? null,
      evidence: [...evidence],
      ...archsOf(family, seen),
      trust: await trusted.get(confinement.root),
      writable: await isWritable(confinement.root),
    };
    const files = createFileService({
      name: info.name,
      confinement,
      ignore,
      backupsFolder: join(paths.data, 'backups', id),
      searchWorker,
      notices,
      refusal: () => refusalOf(entry.info),
    });
    const entry: Entry = {
      info,
      family,
      users: 0,
      confinement,
      ignore,
      files,
      activity: new EventLog<ProjectActivity>(200),
      stopRefreshing: refreshOnChange(
        files,
        () => entry.family,
        () => snapshot(entry).then(() => undefined),
      ),
    };
    entries.set(id, entry);
    return ok(entry);
  }

  /** Reads the files anew, and tells when the project has become another one: other targets, another family. */
  async function snapshot(entry: Entry): Promise<ProjectFiles> {
    const seen = await projectSnapshot(entry.confinement, entry.ignore);
    const { family, evidence } = detectFamily(seen, families);
    entry.family = family;
    update(entry, { family: family?.id ?? null, evidence: [...evidence], ...archsOf(family, seen) });
    return seen;
  }

  function update(entry: Entry, change: Partial<Project>): void {
    const next = { ...entry.info, ...change };
    if (JSON.stringify(next) === JSON.stringify(entry.info)) return;
    entry.info = next;
    if (!entry.activity.isClosed) entry.activity.append({ kind: 'project', project: next });
  }

  function entryOf(id: ProjectId): Result<Entry, Failure<'project-not-open'>> {
    const entry = entries.get(id);
    if (entry) return ok(entry);
    return fail('project-not-open', 'That project is not open here any more.', 'Open its folder again.');
  }

  const asOpenProject = (entry: Entry): OpenProject => ({
    info: entry.info,
    family: entry.family,
    snapshot: () => snapshot(entry),
  });

  const service: ProjectService = {
    async open(path) {
      if (!isAbsolute(path))
        return fail('not-found', `${path} is not a whole path.`, 'Give the path from the root on.');
      let root: string;
      try {
        root = await realpath(path);
        if (!(await stat(root)).isDirectory())
          return fail('not-a-folder', `${path} is a file.`, 'Open its folder instead.');
      } catch (error) {
        return { ok: false, error: fileFailure(error, path, 'read') };
      }
      const pending = opening.get(root) ?? openFolder(root).finally(() => opening.delete(root));
      opening.set(root, pending);
      const opened = await pending;
      if (!opened.ok) return opened;
      const entry = opened.value;
      entry.users++;
      update(entry, { trust: await trusted.get(root), writable: await isWritable(root) });
      const noted = await recents.opened(entry.info);
      if (!noted.ok) notices.add('warning', noted.error.message, noted.error.hint);
      return ok(entry.info);
    },

    async trust(id, decision) {
      const found = entryOf(id);
      if (!found.ok) return found;
      const stored = await trusted.set(found.value.info.root, decision);
      if (!stored.ok) return stored;
      update(found.value, { trust: decision });
      return ok(found.value.info);
    },

    async openNew(path) {
      const stored = await trusted.set(await realpath(path), 'trusted');
      return stored.ok ? service.open(path) : stored;
    },

    async setArch(id, arch) {
      const found = service.getRunnable(id);
      if (!found.ok) return found;
      const { family, snapshot: look } = found.value;
      const seen = await look();
      if (!family.archsOf(seen).includes(arch)) {
        return fail('arch-not-supported', `${found.value.info.name} can't be built for ${arch}.`);
      }
      const files = service.files(id);
      if (!files.ok) return files;
      for (const { path, text } of family.retarget(seen, arch)) {
        const old = await files.value.read(path);
        const baseEtag = old.ok && old.value.kind === 'text' ? old.value.etag : null;
        const written = await files.value.write({ path, text, baseEtag });
        if (!written.ok) return written;
      }
      await look();
      return service.get(id).ok ? ok((entries.get(id) as Entry).info) : (entryOf(id) as Result<never>);
    },

    async close(id) {
      const entry = entries.get(id);
      if (!entry || --entry.users > 0) return;
      entries.delete(id);
      await end(entry);
    },

    get(id) {
      const found = entryOf(id);
      return found.ok ? ok(asOpenProject(found.value)) : found;
    },

    getRunnable(id) {
      const found = entryOf(id);
      if (!found.ok) return found;
      const { info, family } = found.value;
      if (info.trust !== 'trusted') {
        return fail(
          'not-trusted',
          `Nothing of ${info.name} is run: you have not said that you trust this folder.`,
          'Trust the folder, if you know where its files come from.',
        );
      }
      if (!family) {
        return fail(
          'no-family',
          `${info.name} does not look like a unikernel project: no family recognises its files.`,
          'Open the folder that holds the Makefile, or make a new project.',
        );
      }
      if (!info.writable) {
        return fail(
          'read-only',
          `${info.name} can't be built where it is: its folder can't be written.`,
          'Copy the project to a folder of your own.',
        );
      }
      return ok({ ...asOpenProject(found.value), family });
    },

    announce(id, activity) {
      const entry = entries.get(id);
      if (entry && !entry.activity.isClosed) entry.activity.append(activity);
    },

    remember(id, state) {
      const root = entries.get(id)?.info.root;
      if (root) void recents.remember(root, state);
    },

    files(id) {
      const found = entryOf(id);
      return found.ok ? ok(found.value.files) : found;
    },

    activity(id) {
      const found = entryOf(id);
      return found.ok ? ok(found.value.activity) : found;
    },

    recent: () => recents.list(),
    forget: (root) => recents.forget(root),

    async dispose() {
      const open = [...entries.values()];
      entries.clear();
      await Promise.all(open.map(end));
    },
  };
  return service;
}

async function end(entry: Entry): Promise<void> {
  entry.stopRefreshing();
  entry.activity.close();
  await entry.files.dispose();
}

/** Stable over restarts, and nothing that could be read as a path. */
export function projectIdOf(root: string): ProjectId {
  return `p${createHash('sha256').update(root).digest('base64url').slice(0, 22)}` as ProjectId;
}

function archsOf(family: UnikernelFamily | null, files: ProjectFiles): Pick<Project, 'arch' | 'archs'> {
  const archs = family ? [...family.archsOf(files)] : [];
  return { archs, arch: archs[0] ?? 'x86_64' };
}

function refusalOf({ name, trust }: Project): Failure | null {
  if (trust === 'trusted') return null;
  return {
    code: 'not-trusted',
    message: `${name} is open for reading only: you have not said that you trust this folder.`,
    hint: 'Trust the folder to change its files.',
  };
}

function isWritable(root: string): Promise<boolean> {
  return access(root, constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** Families are known by files at the top and by the file that keeps the options; other changes don't matter here. */
function refreshOnChange(
  files: FileService,
  family: () => UnikernelFamily | null,
  refresh: () => Promise<void>,
): () => void {
  let seen = 0;
  let timer: NodeJS.Timeout | null = null;
  const growth = files.changes.onGrowth(() => {
    const events = files.changes.after(seen);
    seen = files.changes.lastSeq;
    const telling = events.some(
      ({ event }) =>
        event.overflow ||
        event.paths.some((path) => !path.includes('/') || path === family()?.configFile || path === MARKER_FILE),
    );
    if (telling && !timer) {
      timer = setTimeout(() => {
        timer = null;
        void refresh();
      }, REFRESH_MS);
    }
  });
  return () => {
    growth.dispose();
    if (timer) clearTimeout(timer);
  };
}
