/** The open projects and their lists: which are open, which are trusted, which were opened before. Runs nothing. */
import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { EventLog } from '#core/base/event-log.ts';
import type { ProjectId } from '#core/base/id.ts';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { Arch } from '#core/contract/problem.ts';
import type { Project, ProjectActivity, RecentProject } from '#core/contract/project.ts';
import type { RunOptions } from '#core/contract/run-settings.ts';
import type { ProjectFiles, UnikernelFamily } from '#core/families/family.ts';
import { changeProjectFile, PROJECT_FILE } from '#core/families/project-file.ts';
import type { Notices } from '../settings/notices.ts';
import type { StudioPaths } from '../settings/studio-paths.ts';
import { fileFailure } from './file-failure.ts';
import type { FileService } from './file-service.ts';
import type { ProjectLookup } from './open-project.ts';
import { OpenedProject } from './opened-project.ts';
import { projectIdOf } from './project-id.ts';
import { createRecentProjects } from './recent-projects.ts';
import { createTrustStore } from './trust-store.ts';

export interface ProjectService extends ProjectLookup {
  /** The same folder opened again gives the same project, whatever path led to it. */
  open(path: string): Promise<Result<Project>>;
  /** Opens a folder that the studio itself has just made: it is trusted without asking. */
  openNew(path: string): Promise<Result<Project>>;
  trust(id: ProjectId, decision: 'trusted' | 'read-only'): Promise<Result<Project>>;
  /** Trusts it until this host ends; nothing is written down. For a command that its owner gave. */
  trustForNow(id: ProjectId): Result<Project>;
  setArch(id: ProjectId, arch: Arch): Promise<Result<Project>>;
  setTarget(id: ProjectId, target: string): Promise<Result<Project>>;
  setDriver(id: ProjectId, driver: string): Promise<Result<Project>>;
  /** How its machine is started from now on. */
  setRun(id: ProjectId, run: RunOptions): Promise<Result<Project>>;
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

export function createProjectService({
  paths,
  families,
  notices,
  searchWorker,
}: ProjectServiceOptions): ProjectService {
  const projects = new Map<ProjectId, OpenedProject>();
  const opening = new Map<string, Promise<Result<OpenedProject>>>();
  const trusted = createTrustStore(paths.data, notices);
  const recents = createRecentProjects(paths.data, notices);
  const needs = { families, notices, searchWorker, backups: join(paths.data, 'backups') };

  async function openFolder(root: string): Promise<Result<OpenedProject>> {
    const known = projects.get(projectIdOf(root));
    if (known) {
      known.update({ trust: await trusted.get(root) });
      await known.updateWritable();
      return ok(known);
    }
    const opened = await OpenedProject.open(root, await trusted.get(root), needs);
    if (opened.ok) projects.set(opened.value.info.id, opened.value);
    return opened;
  }

  function find(id: ProjectId): Result<OpenedProject, Failure<'project-not-open'>> {
    const project = projects.get(id);
    if (project) return ok(project);
    return fail('project-not-open', 'That project is not open here any more.', 'Open its folder again.');
  }

  async function open(path: string): Promise<Result<Project>> {
    if (!isAbsolute(path)) return fail('not-found', `${path} is not a whole path.`, 'Give the path from the root on.');
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
    opened.value.users++;
    const noted = await recents.opened(opened.value.info);
    if (!noted.ok) notices.add('warning', noted.error.message, noted.error.hint);
    return ok(opened.value.info);
  }

  async function openNew(path: string): Promise<Result<Project>> {
    const stored = await trusted.set(await realpath(path), 'trusted');
    return stored.ok ? open(path) : stored;
  }

  async function trust(id: ProjectId, decision: 'trusted' | 'read-only'): Promise<Result<Project>> {
    const found = find(id);
    if (!found.ok) return found;
    const stored = await trusted.set(found.value.info.root, decision);
    if (!stored.ok) return stored;
    found.value.update({ trust: decision });
    return ok(found.value.info);
  }

  async function setArch(id: ProjectId, arch: Arch): Promise<Result<Project>> {
    return changing(id, ({ info }, family, seen) => {
      const problem = notAmong(info.archs, arch, info, 'arch-not-supported', 'for');
      return problem ?? ok(family.retarget(seen, arch));
    });
  }

  async function setTarget(id: ProjectId, target: string): Promise<Result<Project>> {
    return changing(id, ({ info }, family, seen) => {
      const problem = notAmong(idsOf(info.targets), target, info, 'target-not-known', 'for');
      return problem ?? ok(family.targets?.choose(seen, target) ?? []);
    });
  }

  async function setDriver(id: ProjectId, driver: string): Promise<Result<Project>> {
    return changing(id, ({ info }, _, seen) => {
      const problem = notAmong(idsOf(info.drivers), driver, info, 'driver-not-known', 'by');
      return problem ?? ok(projectFileWith(seen, { driver }));
    });
  }

  async function setRun(id: ProjectId, run: RunOptions): Promise<Result<Project>> {
    const wanted = Object.keys(run).length > 0 ? run : undefined;
    return changing(id, (_project, _family, seen) => ok(projectFileWith(seen, { run: wanted })));
  }

  /** Lets `files` say what a choice of the person makes of the project's files, and writes them. */
  async function changing(
    id: ProjectId,
    files: (project: OpenedProject, family: UnikernelFamily, seen: ProjectFiles) => Result<readonly NewText[]>,
  ): Promise<Result<Project>> {
    const found = find(id);
    if (!found.ok) return found;
    const runnable = found.value.asRunnable();
    if (!runnable.ok) return runnable;
    const made = files(found.value, runnable.value.family, await found.value.snapshot());
    return made.ok ? changed(found.value, made.value) : made;
  }

  /** Writes files over the versions that are there, and looks at the project anew. */
  async function changed(project: OpenedProject, files: readonly NewText[]): Promise<Result<Project>> {
    for (const { path, text } of files) {
      const old = await project.files.read(path);
      const baseEtag = old.ok && old.value.kind === 'text' ? old.value.etag : null;
      const written = await project.files.write({ path, text, baseEtag });
      if (!written.ok) return written;
    }
    await project.snapshot();
    return ok(project.info);
  }

  return {
    open,
    openNew,
    trust,
    trustForNow(id) {
      const found = find(id);
      if (!found.ok) return found;
      found.value.update({ trust: 'trusted' });
      return ok(found.value.info);
    },
    setArch,
    setTarget,
    setDriver,
    setRun,

    async close(id) {
      const project = projects.get(id);
      if (!project || --project.users > 0) return;
      projects.delete(id);
      await project.dispose();
    },

    get(id) {
      const found = find(id);
      return found.ok ? ok(found.value.asOpen()) : found;
    },

    getRunnable(id) {
      const found = find(id);
      return found.ok ? found.value.asRunnable() : found;
    },

    announce: (id, activity) => projects.get(id)?.announce(activity),

    remember: (id, state) => void recents.remember(id, state),

    files(id) {
      const found = find(id);
      return found.ok ? ok(found.value.files) : found;
    },

    activity(id) {
      const found = find(id);
      return found.ok ? ok(found.value.activity) : found;
    },

    recent: () => recents.list(),
    forget: (root) => recents.forget(root),

    async dispose() {
      const open = [...projects.values()];
      projects.clear();
      await Promise.all(open.map((project) => project.dispose()));
    },
  };
}

interface NewText {
  readonly path: string;
  readonly text: string;
}

function projectFileWith(seen: ProjectFiles, change: Parameters<typeof changeProjectFile>[1]): readonly NewText[] {
  return [{ path: PROJECT_FILE, text: changeProjectFile(seen.read(PROJECT_FILE) ?? '', change) }];
}

const idsOf = (ones: readonly { readonly id: string }[] = []) => ones.map(({ id }) => id);

/** Null where `wanted` is among what the project knows. @param how "for" an architecture, "by" a driver */
function notAmong(known: readonly string[], wanted: string, { name }: Project, code: string, how: 'for' | 'by') {
  if (known.includes(wanted)) return null;
  const hint = known.length > 0 ? `It can ${how}: ${known.join(', ')}.` : undefined;
  return fail(code, `${name} can't be built ${how} ${wanted}.`, hint);
}
