/** One open project: what it is, whether it may be run or changed, its files, and what became of it lately. */
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EventLog } from '#core/base/event-log.ts';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { Project, ProjectActivity, Trust } from '#core/contract/project.ts';
import type { ProjectFiles, UnikernelFamily } from '#core/families/family.ts';
import { readProjectFile } from '#core/families/project-file.ts';
import type { Notices } from '../settings/notices.ts';
import { type Confinement, createConfinement } from './confinement.ts';
import { detectFamily } from './detect-family.ts';
import { type FileFailure, fileFailure } from './file-failure.ts';
import { createFileService, type FileService } from './file-service.ts';
import { type IgnoreRules, ignoreRules } from './ignore-rules.ts';
import type { OpenProject } from './open-project.ts';
import { projectIdOf } from './project-id.ts';
import { projectSnapshot } from './project-snapshot.ts';

export interface OpenedProjectNeeds {
  readonly families: readonly UnikernelFamily[];
  readonly notices: Notices;
  /** Folder of the backups of all projects. */
  readonly backups: string;
  readonly searchWorker: URL;
}

type NotRunnable = Failure<'not-trusted' | 'no-family' | 'read-only'>;

/** A change of the files is followed by a look at what the project is now, this much later. */
const REFRESH_MS = 250;

export class OpenedProject {
  /** How often it was opened and not closed again. */
  users = 0;
  readonly files: FileService;
  readonly activity = new EventLog<ProjectActivity>(200);
  private readonly stopRefreshing: () => void;

  private constructor(
    private current: Project,
    private currentFamily: UnikernelFamily | null,
    private readonly confinement: Confinement,
    private readonly needs: OpenedProjectNeeds,
  ) {
    this.files = createFileService({
      name: current.name,
      confinement,
      ignore: this.ignore,
      backupsFolder: join(needs.backups, current.id),
      searchWorker: needs.searchWorker,
      notices: needs.notices,
      refusal: () => this.refusal(),
    });
    this.stopRefreshing = this.refreshOnChange();
  }

  /** Reads the list of the folder's files and the few that a family looks at; runs nothing. @param root real path */
  static async open(
    root: string,
    trust: Trust,
    needs: OpenedProjectNeeds,
  ): Promise<Result<OpenedProject, FileFailure>> {
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
    const { family, about } = recognise(seen, needs.families);
    const info: Project = {
      id: projectIdOf(confinement.root),
      root: confinement.root,
      name: basename(confinement.root) || confinement.root,
      ...about,
      trust,
      writable: await isWritable(confinement.root),
    };
    return ok(new OpenedProject(info, family, confinement, needs));
  }

  get info(): Project {
    return this.current;
  }

  get family(): UnikernelFamily | null {
    return this.currentFamily;
  }

  /** Reads the files anew, and tells when the project has become another one: another target, another family. */
  async snapshot(): Promise<ProjectFiles> {
    const seen = await projectSnapshot(this.confinement, this.ignore);
    const { family, about } = recognise(seen, this.needs.families);
    this.currentFamily = family;
    this.update(about);
    return seen;
  }

  update(change: Partial<Project>): void {
    const next = { ...this.current, ...change };
    if (JSON.stringify(next) === JSON.stringify(this.current)) return;
    this.current = next;
    this.announce({ kind: 'project', project: next });
  }

  async updateWritable(): Promise<void> {
    this.update({ writable: await isWritable(this.current.root) });
  }

  announce(activity: ProjectActivity): void {
    if (!this.activity.isClosed) this.activity.append(activity);
  }

  asOpen(): OpenProject {
    return { info: this.current, family: this.currentFamily, snapshot: () => this.snapshot() };
  }

  asRunnable(): Result<OpenProject & { readonly family: UnikernelFamily }, NotRunnable> {
    const { name, trust, writable } = this.current;
    if (trust !== 'trusted') {
      return fail(
        'not-trusted',
        `Nothing of ${name} is run: you have not said that you trust this folder.`,
        'Trust the folder, if you know where its files come from.',
      );
    }
    if (!this.currentFamily) {
      return fail(
        'no-family',
        `${name} does not look like a unikernel project: no family recognises its files.`,
        'Open the folder that holds the Makefile, or make a new project.',
      );
    }
    if (!writable) {
      return fail(
        'read-only',
        `${name} can't be built where it is: its folder can't be written.`,
        'Copy the project to a folder of your own.',
      );
    }
    return ok({ ...this.asOpen(), family: this.currentFamily });
  }

  async dispose(): Promise<void> {
    this.stopRefreshing();
    this.activity.close();
    await this.files.dispose();
  }

  private get ignore(): IgnoreRules {
    return ignoreRules(() => this.currentFamily);
  }

  private refusal(): Failure | null {
    if (this.current.trust === 'trusted') return null;
    return {
      code: 'not-trusted',
      message: `${this.current.name} is open for reading only: you have not said that you trust this folder.`,
      hint: 'Trust the folder to change its files.',
    };
  }

  /** Families are known by files at the top and by the file that keeps the options; other changes don't matter here. */
  private refreshOnChange(): () => void {
    const { changes } = this.files;
    let seen = 0;
    let timer: NodeJS.Timeout | null = null;
    const growth = changes.onGrowth(() => {
      const events = changes.after(seen);
      seen = changes.lastSeq;
      const matters = (path: string) => !path.includes('/') || path === this.currentFamily?.configFile;
      if (timer || !events.some(({ event }) => event.overflow || event.paths.some(matters))) return;
      timer = setTimeout(() => {
        timer = null;
        void this.snapshot();
      }, REFRESH_MS);
    });
    return () => {
      growth.dispose();
      if (timer) clearTimeout(timer);
    };
  }
}

interface Recognised {
  readonly family: UnikernelFamily | null;
  readonly about: Pick<Project, 'family' | 'evidence' | 'arch' | 'archs' | 'targets' | 'target' | 'drivers' | 'driver'>;
}

function recognise(files: ProjectFiles, families: readonly UnikernelFamily[]): Recognised {
  const { family, evidence } = detectFamily(files, families);
  const archs = family ? [...family.archsOf(files)] : [];
  const about = { family: family?.id ?? null, evidence: [...evidence], archs, arch: archs[0] ?? 'x86_64' };
  return { family, about: { ...about, ...targetsOf(family, files), ...driversOf(family, files) } };
}

function isWritable(root: string): Promise<boolean> {
  return access(root, constants.W_OK).then(
    () => true,
    () => false,
  );
}

function targetsOf(family: UnikernelFamily | null, files: ProjectFiles): Pick<Project, 'targets' | 'target'> {
  const { targets } = family ?? {};
  return targets ? { targets: [...targets.list(files)], target: targets.current(files) } : {};
}

/** A name that the family does not have counts as none. */
function driversOf(family: UnikernelFamily | null, files: ProjectFiles): Pick<Project, 'drivers' | 'driver'> {
  const drivers = family?.drivers ?? [];
  const named = readProjectFile(files).driver;
  const driver = drivers.find(({ id }) => id === named) ?? drivers[0];
  return driver ? { drivers: drivers.map((one) => ({ ...one })), driver: driver.id } : {};
}
