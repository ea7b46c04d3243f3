/** What the window shows of a build: a fold over the job's events. The log's text is kept apart, in `LogLines`. */
import { assertNever } from '#core/base/assert-never.ts';
import type { BuildGoal, BuildUnit, JobEvent, Outcome } from '#core/contract/build.ts';
import type { Arch } from '#core/contract/problem.ts';
import { foldProblems, type ProblemSlots } from '#core/engines/problems/fold-problems.ts';

export type UnitState = 'waiting' | 'unchanged' | 'running' | 'done' | 'failed';

export interface StageView {
  readonly id: string;
  readonly title: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  /** Duration, known when the stage has ended. */
  readonly ms: number | null;
  /** Units that are not unchanged. */
  readonly total: number;
  readonly done: number;
}

export interface StepView {
  readonly title: string;
  readonly argv: readonly string[];
  readonly cwd: string;
}

export interface JobView {
  readonly goal: BuildGoal['goal'];
  readonly arch: Arch | null;
  /** Wall clock, ms since the epoch; null before the first event. */
  readonly startedAt: number | null;
  readonly stages: readonly StageView[];
  readonly units: readonly BuildUnit[];
  /** State of `units[i]`. */
  readonly unitStates: readonly UnitState[];
  readonly step: StepView | null;
  readonly done: number;
  /** null: the length is not known. */
  readonly total: number | null;
  /** The thing at hand. */
  readonly title: string;
  readonly leftMs: number | null;
  readonly problems: ProblemSlots;
  readonly outcome: Outcome | null;
  readonly ms: number | null;
  /** Title of the stage that failed or was cancelled. */
  readonly endedStage: string | null;
  readonly imageBytes: number | null;
}

export const NO_JOB: JobView = {
  goal: 'build',
  arch: null,
  startedAt: null,
  stages: [],
  units: [],
  unitStates: [],
  step: null,
  done: 0,
  total: null,
  title: '',
  leftMs: null,
  problems: [],
  outcome: null,
  ms: null,
  endedStage: null,
  imageBytes: null,
};

/** Folds a batch; the copy of the unit states is made once for it, so that thousands of events stay cheap. */
export function foldJob(before: JobView, events: readonly JobEvent[]): JobView {
  let view = before;
  let states: UnitState[] | null = null;
  let index: ReadonlyMap<string, number> | null = null;
  for (const event of events) {
    if (event.kind === 'unit') {
      index ??= new Map(view.units.map((unit, i) => [unit.id, i]));
      const at = index.get(event.id);
      if (at === undefined) continue;
      states ??= [...view.unitStates];
      states[at] = event.state;
    } else {
      view = foldEvent(view, event);
      if (event.kind === 'planned') {
        index = null;
        states = null;
      }
    }
  }
  return states === null ? view : { ...view, unitStates: states, stages: countStages(view.stages, view.units, states) };
}

function foldEvent(view: JobView, event: Exclude<JobEvent, { kind: 'unit' }>): JobView {
  switch (event.kind) {
    case 'started':
      return { ...view, goal: event.goal.goal, arch: event.arch, startedAt: event.at };
    case 'planned': {
      const unitStates = event.units.map((unit): UnitState => (unit.unchanged ? 'unchanged' : 'waiting'));
      const stages = event.stages.map(
        (stage): StageView => ({ ...stage, state: 'waiting', ms: null, total: 0, done: 0 }),
      );
      // A stage may already run when the plan becomes known (the counting pass is part of the first one).
      const kept = stages.map((stage) => {
        const known = view.stages.find((other) => other.id === stage.id);
        return known ? { ...stage, state: known.state, ms: known.ms } : stage;
      });
      return {
        ...view,
        units: event.units,
        unitStates,
        total: event.total,
        stages: countStages(kept, event.units, unitStates),
      };
    }
    case 'stage':
      return {
        ...view,
        stages: view.stages.map((stage, i) =>
          i === event.index ? { ...stage, state: event.state, ms: event.state === 'running' ? null : event.ms } : stage,
        ),
      };
    case 'step':
      return { ...view, step: { title: event.title, argv: event.argv, cwd: event.cwd } };
    case 'output':
      return view;
    case 'progress':
      return { ...view, done: event.done, total: event.total, title: event.title, leftMs: event.leftMs ?? null };
    case 'problem':
      return { ...view, problems: foldProblems(view.problems, event) };
    case 'ended':
      return {
        ...view,
        outcome: event.outcome,
        ms: event.ms,
        endedStage: event.stage ?? null,
        leftMs: null,
        imageBytes: event.artifacts[0]?.bytes ?? null,
      };
    default:
      return assertNever(event);
  }
}

function countStages(
  stages: readonly StageView[],
  units: readonly BuildUnit[],
  states: readonly UnitState[],
): readonly StageView[] {
  const total = stages.map(() => 0);
  const done = stages.map(() => 0);
  units.forEach((unit, i) => {
    if (states[i] === 'unchanged' || total[unit.stage] === undefined) return;
    total[unit.stage]!++;
    if (states[i] === 'done') done[unit.stage]!++;
  });
  return stages.map((stage, i) => ({ ...stage, total: total[i]!, done: done[i]! }));
}

/** The stage that runs, or the one that failed; null when none does. */
export function stageAtHand(view: JobView): StageView | null {
  return (
    view.stages.find((stage) => stage.state === 'running') ??
    view.stages.find((stage) => stage.state === 'failed') ??
    null
  );
}

export interface GroupRow {
  readonly name: string;
  readonly cells: readonly { readonly unit: BuildUnit; readonly state: UnitState }[];
  /** Of the cells that are not unchanged. */
  readonly done: number;
  readonly total: number;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
}

/** Rows of the step grid in the order in which the plan names their groups. */
export function stepGrid(view: JobView): readonly GroupRow[] {
  const groups = new Map<string, { unit: BuildUnit; state: UnitState }[]>();
  view.units.forEach((unit, i) => {
    const cells = groups.get(unit.group) ?? [];
    cells.push({ unit, state: view.unitStates[i]! });
    groups.set(unit.group, cells);
  });
  return [...groups].map(([name, cells]) => {
    const changing = cells.filter((cell) => cell.state !== 'unchanged');
    const done = changing.filter((cell) => cell.state === 'done').length;
    const state = changing.some((cell) => cell.state === 'failed')
      ? 'failed'
      : changing.some((cell) => cell.state === 'running')
        ? 'running'
        : done === changing.length
          ? 'done'
          : 'waiting';
    return { name, cells, done, total: changing.length, state };
  });
}
