/** One build service with its own folders for a test file, and what every job's events must hold. */
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { expect } from 'vitest';
import type { JobId, ProjectId } from '#core/base/id.ts';
import { type BuildGoal, type JobEvent, jobEvent, type Outcome } from '#core/contract/build.ts';
import type { Problem } from '#core/contract/problem.ts';
import { foldProblems, type ProblemSlots, shownProblems } from '#core/engines/problems/fold-problems.ts';
import type { UnikernelFamily } from '#core/families/family.ts';
import { type BuildService, createBuildService } from '../../../electron/services/build/build-service.ts';
import { createProcessService } from '../../../electron/services/process/process-service.ts';
import type { ProcessService } from '../../../electron/services/process/process-types.ts';
import { type ToyLookup, toyLookup } from '../../toy-family/toy-project.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

export interface Built {
  readonly id: JobId;
  readonly outcome: Outcome;
  readonly events: readonly JobEvent[];
  readonly problems: readonly Problem[];
  readonly text: string;
}

export class BuildFixture {
  readonly temp: TempPaths = tempPaths();
  readonly process: ProcessService = createProcessService(this.temp.paths);
  readonly projects: ToyLookup = toyLookup();
  builds: BuildService = this.service();
  private count = 0;

  service(jobs = 2): BuildService {
    const { process, projects } = this;
    return createBuildService({ process, projects, paths: this.temp.paths, jobs: () => jobs });
  }

  /** A project of these files. Its path has blanks, quotes and Unicode. */
  project(
    files: Readonly<Record<string, string>>,
    family?: UnikernelFamily,
  ): { readonly id: ProjectId; readonly root: string } {
    const name = `project-${++this.count}`;
    const root = join(this.temp.root, `it's a "${name}" ü`);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    mkdirSync(root, { recursive: true });
    const real = realpathSync(root);
    return { id: this.projects.add(name, real, 'trusted', family), root: real };
  }

  async start(projectId: ProjectId, goal: BuildGoal['goal'] = 'build'): Promise<JobId> {
    const started = await this.builds.start({ projectId, goal });
    if (!started.ok) throw new Error(started.error.message);
    return started.value;
  }

  async build(projectId: ProjectId, goal: BuildGoal['goal'] = 'build'): Promise<Built> {
    return this.ended(await this.start(projectId, goal));
  }

  async ended(id: JobId): Promise<Built> {
    const outcome = await this.builds.wait(id);
    const log = this.builds.events(id);
    if (!log.ok) throw new Error(log.error.message);
    const events = log.value.after(0).map(({ event }) => event);
    expectSound(events);
    return { id, outcome, events, problems: problemsOf(events), text: textOf(events) };
  }

  async dispose(): Promise<void> {
    await this.builds.dispose();
    await this.process.dispose();
    this.temp.remove();
  }
}

export function textOf(events: readonly JobEvent[]): string {
  return events.map((event) => (event.kind === 'output' ? event.chunk : '')).join('');
}

export function problemsOf(events: readonly JobEvent[]): readonly Problem[] {
  return shownProblems(events.reduce<ProblemSlots>(foldProblems, []));
}

export function eventsOf<K extends JobEvent['kind']>(
  events: readonly JobEvent[],
  kind: K,
): Extract<JobEvent, { kind: K }>[] {
  return events.filter((event): event is Extract<JobEvent, { kind: K }> => event.kind === kind);
}

/** Holds for the events of every job that has ended, whatever happened to it. */
export function expectSound(events: readonly JobEvent[]): void {
  for (const event of events) expect(v.safeParse(jobEvent, event).issues).toBeUndefined();
  expect(events[0]?.kind).toBe('started');
  const ended = events.at(-1);
  if (ended?.kind !== 'ended') throw new Error('the last event is not the end');
  expect(eventsOf(events, 'ended')).toHaveLength(1);
  let before = 0;
  for (const { done, total } of eventsOf(events, 'progress')) {
    expect(done).toBeGreaterThanOrEqual(before);
    if (total !== null) expect(done).toBeLessThanOrEqual(total);
    before = done;
  }
  const last = eventsOf(events, 'progress').at(-1);
  if (last?.total) expect(last.done === last.total).toBe(ended.outcome === 'succeeded');
  const states = new Map<string, string>();
  for (const { id, state } of eventsOf(events, 'unit')) {
    const allowed = { running: [undefined], done: ['running', undefined], failed: ['running'] }[state];
    expect(allowed).toContain(states.get(id));
    states.set(id, state);
  }
  const hasError = problemsOf(events).some(({ severity }) => severity === 'error');
  if (ended.outcome === 'failed') expect(hasError).toBe(true);
  if (ended.outcome === 'succeeded') expect(hasError).toBe(false);
}
