/** A build job as its events leave it: stages, units of the step grid, progress, problems, outcome. A pure fold. */
import type { BuildGoal, BuildUnit, JobEvent, Outcome } from '#core/contract/build.ts';
import type { Arch, Problem } from '#core/contract/problem.ts';
import { foldProblems, type ProblemSlots, shownProblems } from '#core/engines/problems/fold-problems.ts';

export interface JobStage {
  readonly id: string;
  readonly title: string;
  readonly state: 'to-come' | 'running' | 'done' | 'failed' | 'skipped';
  readonly ms: number;
}
export type UnitState = 'to-come' | 'unchanged' | 'running' | 'done' | 'failed';

export interface JobState {
  readonly kind: 'none' | 'running' | Outcome;
  readonly goal: BuildGoal['goal'];
  readonly arch: Arch | null;
  /** Wall clock of its start, ms since the epoch. */
  readonly startedAt: number | null;
  readonly stages: readonly JobStage[];
  readonly units: readonly BuildUnit[];
  readonly unitStates: ReadonlyMap<string, UnitState>;
  readonly done: number;
  /** null: the length is not known (yet). */
  readonly total: number | null;
  /** The thing at hand. */
  readonly title: string;
  readonly leftMs: number | undefined;
  readonly slots: ProblemSlots;
  readonly problems: readonly Problem[];
  /** Once it has ended. */
  readonly ms: number | null;
  readonly failedStage: string | null;
  readonly artifacts: readonly { readonly path: string; readonly bytes: number }[];
}

export const emptyJob: JobState = {
  kind: 'none',
  goal: 'build',
  arch: null,
  startedAt: null,
  stages: [],
  units: [],
  unitStates: new Map(),
  done: 0,
  total: null,
  title: '',
  leftMs: undefined,
  slots: [],
  problems: [],
  ms: null,
  failedStage: null,
  artifacts: [],
};

export function foldJob(job: JobState, event: JobEvent): JobState {
  switch (event.kind) {
    case 'started':
      return { ...job, kind: 'running', goal: event.goal.goal, arch: event.arch, startedAt: event.at };
    case 'planned':
      return {
        ...job,
        stages: event.stages.map((stage) => {
          const known = job.stages.find((other) => other.id === stage.id);
          return known ? { ...known, title: stage.title } : { ...stage, state: 'to-come', ms: 0 };
        }),
        units: event.units,
        unitStates: new Map(
          event.units.map(({ id, unchanged }) => [id, job.unitStates.get(id) ?? (unchanged ? 'unchanged' : 'to-come')]),
        ),
        total: event.total,
      };
    case 'stage':
      return {
        ...job,
        stages: job.stages.map((stage, index) =>
          index === event.index ? { ...stage, state: event.state, ms: event.ms } : stage,
        ),
      };
    case 'unit':
      return { ...job, unitStates: new Map(job.unitStates).set(event.id, event.state) };
    case 'progress':
      return { ...job, done: event.done, total: event.total, title: event.title, leftMs: event.leftMs };
    case 'problem': {
      const slots = foldProblems(job.slots, event);
      return { ...job, slots, problems: shownProblems(slots) };
    }
    case 'ended':
      return {
        ...job,
        kind: event.outcome,
        ms: event.ms,
        failedStage: event.stage ?? null,
        artifacts: event.artifacts,
        leftMs: undefined,
      };
    case 'step':
    case 'output':
      return job;
  }
}
