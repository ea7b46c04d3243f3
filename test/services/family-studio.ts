/** A studio with projects of one family in a folder without blanks: made, configured, built by the real make, booted by the real QEMU. */
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EventLog } from '#core/base/event-log.ts';
import type { FamilyId, ProjectId, TemplateId } from '#core/base/id.ts';
import type { Result } from '#core/base/result.ts';
import type { JobEvent } from '#core/contract/build.ts';
import type { Arch, Problem } from '#core/contract/problem.ts';
import type { Project } from '#core/contract/project.ts';
import type { VmEvent } from '#core/contract/vm.ts';
import { foldProblems, shownProblems } from '#core/engines/problems/fold-problems.ts';
import { studioPaths } from '../../electron/services/settings/studio-paths.ts';
import { createStudio, type Studio } from '../../electron/services/studio.ts';
import { type BuiltWorkers, buildWorkers } from './built-workers.ts';

const resources = fileURLToPath(new URL('../../resources', import.meta.url));
const context = { signal: new AbortController().signal };

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message} ${result.error.hint ?? ''}`);
  return result.value;
}

/** Why tests with a real tree are left out; null where the variable names a folder. */
export function lacking(variable: string): string | null {
  return existsSync(process.env[variable] ?? '') ? null : `skipped: ${variable} names no folder with that tree`;
}

export function isHere(program: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)));
}

export interface Built {
  readonly outcome: string;
  readonly events: readonly JobEvent[];
  readonly problems: readonly Problem[];
  readonly text: string;
}

export interface Ran {
  readonly events: readonly VmEvent[];
  readonly text: string;
}

export class FamilyStudio {
  private constructor(
    readonly studio: Studio,
    readonly folder: string,
    private readonly family: FamilyId,
    private readonly workers: BuiltWorkers,
  ) {}

  /** @param home what the studio keeps between runs (a toolchain, loaders); default: a new one, gone at the end */
  static async start(family: string, home?: string): Promise<FamilyStudio> {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'us-family-')));
    const workers = await buildWorkers();
    const paths = studioPaths({ HOME: folder, UNIKERNEL_STUDIO_HOME: home ?? join(folder, 'home') });
    const studio = await createStudio({ paths, resources, version: '0', host: 'web', workers: workers.url });
    must(await studio.handlers['settings.set']({ accelerator: 'tcg', buildJobs: 2 }, context));
    return new FamilyStudio(studio, folder, family as FamilyId, workers);
  }

  async dispose(): Promise<void> {
    await this.studio.dispose();
    this.workers.remove();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  async create(template: string, arch: Arch, name: string, sources: Record<string, string>): Promise<Project> {
    const { language } = JSON.parse(
      readFileSync(join(resources, 'families', this.family, 'templates', template, 'template.json'), 'utf8'),
    ) as { readonly language: string };
    const ids = { family: this.family, template: template as TemplateId };
    const choice = { ...ids, language, arch, name, location: join(this.folder, 'new'), sources };
    return must(await this.studio.handlers['project.create'](choice, context));
  }

  async build(projectId: ProjectId, goal: 'build' | 'rebuild' | 'clean' = 'build'): Promise<Built> {
    const job = must(await this.studio.handlers['build.start']({ projectId, goal }, context));
    await this.studio.builds.wait(job);
    const events = await whole(must(this.studio.handlers['job.events'](job)));
    const end = events.at(-1);
    return {
      outcome: end?.kind === 'ended' ? end.outcome : 'unknown',
      events,
      problems: shownProblems(events.reduce(foldProblems, [])),
      text: events.map((event) => (event.kind === 'output' ? event.chunk : '')).join(''),
    };
  }

  /** Runs until the machine has ended. */
  async run(projectId: ProjectId): Promise<Ran> {
    const session = must(await this.studio.handlers['vm.start']({ projectId }, context));
    const events = await whole(must(this.studio.handlers['vm.events'](session)));
    const { text } = must(await this.studio.handlers['vm.serialLog'](session, context));
    return { events, text };
  }

  read(project: Project, path: string): string {
    return readFileSync(join(project.root, path), 'utf8');
  }

  write(project: Project, path: string, text: string): void {
    writeFileSync(join(project.root, path), text);
  }
}

export async function whole<E>(log: EventLog<E>): Promise<E[]> {
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!log.isClosed) return;
      growth.dispose();
      resolve();
    };
    const growth = log.onGrowth(look);
    look();
  });
  return log.after(0).map(({ event }) => event);
}
