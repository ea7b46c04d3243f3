/** What the build panel draws of a job: its stages with their counts, and the rows of the step grid. */
import type { BuildUnit } from '#core/contract/build.ts';
import type { JobStage, JobState, UnitState } from '../../app/job-state.ts';

export interface StageShape extends JobStage {
  /** Units that are not unchanged. */
  readonly total: number;
  readonly done: number;
  /** Share of the strip's width: the same for each stage, and more for those with many steps. */
  readonly weight: number;
}

export function stageShapes(job: JobState): readonly StageShape[] {
  const total = job.stages.map(() => 0);
  const done = job.stages.map(() => 0);
  let all = 0;
  for (const unit of job.units) {
    const state = job.unitStates.get(unit.id);
    if (state === 'unchanged' || total[unit.stage] === undefined) continue;
    total[unit.stage]!++;
    all++;
    if (state === 'done') done[unit.stage]!++;
  }
  return job.stages.map((stage, i) => ({
    ...stage,
    total: total[i]!,
    done: done[i]!,
    weight: 1.4 + (all === 0 ? 0 : (5 * total[i]!) / all),
  }));
}

/** The stage that runs; else the one that failed; else null. */
export function stageAtHand(job: JobState): JobStage | null {
  return (
    job.stages.findLast((stage) => stage.state === 'running') ??
    job.stages.find((stage) => stage.state === 'failed') ??
    null
  );
}

export interface GroupRow {
  readonly name: string;
  readonly cells: readonly { readonly unit: BuildUnit; readonly state: UnitState }[];
  /** Of the cells that are not unchanged. */
  readonly done: number;
  readonly total: number;
  readonly state: 'to-come' | 'running' | 'done' | 'failed';
}

/** Rows in the order in which the plan names their groups. */
export function stepGrid(job: JobState): readonly GroupRow[] {
  const groups = new Map<string, { unit: BuildUnit; state: UnitState }[]>();
  for (const unit of job.units) {
    const state = job.unitStates.get(unit.id) ?? 'to-come';
    // What was at hand when the build ended was not finished.
    const cell = { unit, state: state === 'running' && job.kind !== 'running' ? ('to-come' as const) : state };
    const cells = groups.get(unit.group);
    if (cells) cells.push(cell);
    else groups.set(unit.group, [cell]);
  }
  return [...groups].map(([name, cells]) => {
    const changing = cells.filter((cell) => cell.state !== 'unchanged');
    const done = changing.filter((cell) => cell.state === 'done').length;
    const has = (state: UnitState) => changing.some((cell) => cell.state === state);
    const state = has('failed') ? 'failed' : has('running') ? 'running' : done === changing.length ? 'done' : 'to-come';
    return { name, cells, done, total: changing.length, state };
  });
}

/** "libposix-poll / select.c" where the title is a unit of the plan; else the title. */
export function titleAtHand(job: JobState): string {
  const unit = job.units.find((other) => other.label === job.title && job.unitStates.get(other.id) === 'running');
  return unit && unit.group !== unit.label ? `${unit.group} / ${unit.label}` : job.title;
}

/** "about 6 s left", rounded as roughly as it is known; '' where it is not. */
export function leftText(leftMs: number | undefined): string {
  if (leftMs === undefined) return '';
  const seconds = Math.ceil(leftMs / 1000);
  if (seconds <= 1) return 'about 1 s left';
  if (seconds < 10) return `about ${seconds} s left`;
  if (seconds < 60) return `about ${Math.round(seconds / 5) * 5} s left`;
  return `about ${Math.round(seconds / 60)} min left`;
}

/** What is read out for the progress bar. */
export function progressText(job: JobState): string {
  switch (job.kind) {
    case 'none':
      return 'Nothing is being built';
    case 'running': {
      const stage = stageAtHand(job);
      const steps = job.total === null ? `${job.done} steps, length not known` : `${job.done} of ${job.total} steps`;
      return stage ? `${steps}, ${stage.title}` : steps;
    }
    case 'succeeded':
      return job.goal === 'clean' ? 'Cleaned' : 'Built';
    case 'failed':
      return job.failedStage ? `Failed at ${job.failedStage.toLowerCase()}` : 'Failed';
    case 'cancelled':
      return 'Cancelled';
  }
}
