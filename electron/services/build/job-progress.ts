/**
 * Follows the units of a build through its stages and tells honest progress: never back, never beyond the total, and
 * the total only when the build has succeeded.
 */
import { join } from 'node:path';
import type { JobEvent } from '#core/contract/build.ts';
import type { BuildLine, BuildPlan, PlannedUnit } from '#core/families/family.ts';
import { type StageTimes, type StageWork, timeLeft } from './stage-times.ts';

type Emit = (event: JobEvent) => void;

interface Unit extends Omit<PlannedUnit, 'unchanged'> {
  unchanged: boolean;
  state: 'to-come' | 'running' | 'done';
  /** What its output was before the build; '' for none. */
  readonly before: string;
}

interface Stage {
  readonly id: string;
  readonly title: string;
  state: 'to-come' | 'running' | 'done' | 'failed' | 'skipped';
  startedAt: number;
  endedAt: number;
  due: number;
  done: number;
}

export interface ProgressNeeds {
  readonly root: string;
  readonly jobs: number;
  readonly times: StageTimes;
  readonly emit: Emit;
  /** Names a state of a file, '' when it is not there; two states of one name are the same. */
  readonly stamp: (path: string) => string;
  /** The same for the state before the build; '' for a file that the build has made already. */
  readonly stampBefore: (path: string) => string;
  /** Milliseconds on a clock that never goes back. */
  readonly clock: () => number;
}

export class JobProgress {
  private readonly stages: Stage[];
  private readonly units = new Map<string, Unit>();
  private readonly running = new Set<Unit>();
  private total: number | null = null;
  private done = 0;
  private title = '';
  /** The plan may still come. */
  private counting = true;
  private stepAtHand: readonly [index: number, count: number, title: string] | null = null;
  /** Lines of units that were not planned, or that came before the plan was known. */
  private readonly early = new Map<string, Extract<BuildLine, { kind: 'starts' }>>();
  /** The tool says itself when a unit is made: nothing needs to be guessed. */
  private endsAreTold = false;
  /** Units that were made before the plan was known. */
  private readonly earlyEnded = new Set<string>();

  constructor(
    plan: Pick<BuildPlan, 'stages'>,
    private readonly needs: ProgressNeeds,
  ) {
    const fresh = { state: 'to-come' as const, startedAt: 0, endedAt: 0, due: 0, done: 0 };
    this.stages = plan.stages.map(({ id, title }) => ({ id, title, ...fresh }));
    this.tellPlan();
  }

  /**
   * What the counting pass found; what has begun meanwhile is work too. Units of stages that the plan does not have are
   * left out.
   */
  plan(units: readonly PlannedUnit[]): void {
    for (const planned of units) this.add({ ...planned, unchanged: planned.unchanged && !this.early.has(planned.id) });
    // Made before the count looked.
    for (const { about } of this.early.values()) if (about) this.add(about);
    this.counting = false;
    this.total = this.stages.reduce((sum, { due }) => sum + due, 0);
    this.tellPlan();
    const begun = [...this.early.values()];
    this.early.clear();
    for (const line of begun) this.line(line);
    for (const id of this.earlyEnded) this.unitEnds(id);
    this.earlyEnded.clear();
    if (begun.length === 0) this.tellProgress();
  }

  private add(planned: PlannedUnit): void {
    const stage = this.stages[planned.stage];
    if (!stage || this.units.has(planned.id)) return;
    const { root, stampBefore } = this.needs;
    const before = planned.unchanged || planned.output === undefined ? '' : stampBefore(join(root, planned.output));
    this.units.set(planned.id, { ...planned, state: 'to-come', before });
    if (!planned.unchanged) stage.due++;
  }

  /** No plan will come: the length stays unknown. */
  uncounted(): void {
    this.counting = false;
    if (this.stepAtHand) this.step(...this.stepAtHand);
  }

  /** A step begins. Where no units are known, the steps are all that tells the stages. */
  step(index: number, count: number, title: string): void {
    this.stepAtHand = [index, count, title];
    if (this.units.size > 0 || this.counting) return;
    this.title = title;
    if (count === this.stages.length) {
      const before = this.stages[index - 1];
      if (before?.state === 'running') this.endStage(before, 'done');
      this.beginStage(index);
    } else this.beginStage(0);
    this.tellProgress();
  }

  line(line: BuildLine): void {
    if (line.kind === 'ends') {
      this.unitEnds(line.unit);
      return;
    }
    const { unit: id, title, about } = line;
    this.title = title;
    if (about && this.total !== null && !this.units.has(id)) this.addWork(about);
    const unit = this.units.get(id);
    if (unit?.unchanged) this.addWork(unit);
    if (unit?.state !== 'to-come') {
      this.early.set(id, line);
      this.tellProgress();
      return;
    }
    this.settle();
    unit.state = 'running';
    this.running.add(unit);
    this.beginStage(unit.stage);
    this.needs.emit({ kind: 'unit', id, state: 'running' });
    this.tellProgress();
  }

  /** What is in no plan changes nothing. */
  private unitEnds(id: string): void {
    this.endsAreTold = true;
    const unit = this.units.get(id);
    if (!unit && this.counting) this.earlyEnded.add(id);
    if (!unit || unit.state === 'done' || unit.unchanged) return;
    this.finish(unit);
    this.tellProgress();
  }

  /** A later count: it decides about all that has not begun. */
  replan(units: readonly PlannedUnit[]): void {
    const due = new Map(units.map((unit) => [unit.id, unit]));
    for (const unit of this.units.values()) {
      if (unit.state !== 'to-come') continue;
      const unchanged = due.get(unit.id)?.unchanged ?? true;
      if (unchanged !== unit.unchanged) this.stages[unit.stage]!.due += unchanged ? -1 : 1;
      unit.unchanged = unchanged;
    }
    for (const stage of this.stages) stage.due = Math.max(stage.due, stage.done);
    this.plan(units);
  }

  /** The count took it for made, or did not know it, and it is being made all the same. */
  private addWork(unit: PlannedUnit | Unit): void {
    if ('state' in unit) {
      unit.unchanged = false;
      this.stages[unit.stage]!.due++;
    } else this.add(unit);
    this.total = (this.total ?? 0) + 1;
    this.tellPlan();
  }

  /** What a good build made: what the next one like it makes. A line that others wrote into may have been missed. */
  get made(): readonly PlannedUnit[] {
    return [...this.units.values()].filter((unit) => unit.state !== 'to-come' || this.isMade(unit));
  }

  /** Everything that was planned is made. */
  succeed(): void {
    for (const unit of this.units.values()) if (!unit.unchanged) this.finish(unit);
    for (const stage of this.stages) {
      if (stage.state === 'running') this.endStage(stage, 'done');
      else if (stage.state === 'to-come') this.endStage(stage, 'skipped');
    }
    if (this.total !== null) this.done = this.total;
    this.tellProgress(true);
  }

  /**
   * The build stopped. Units whose output was made are done; of the others at hand, those that make named failed, or
   * all of them when it named none.
   * @param failedOutputs targets that make reported, as it wrote them.
   * @returns the title of the stage that failed.
   */
  fail(failedOutputs: readonly string[]): string | undefined {
    const named = [...this.running].filter(({ output, id }) =>
      failedOutputs.some((target) => isTarget(target, output ?? id)),
    );
    for (const unit of this.running) if (!named.includes(unit) && this.isMade(unit)) this.finish(unit);
    for (const unit of named.length > 0 ? named : this.running) {
      this.running.delete(unit);
      this.needs.emit({ kind: 'unit', id: unit.id, state: 'failed' });
    }
    const stage = this.stageAtHand(named[0]?.stage);
    if (stage) this.endStage(stage, 'failed');
    return stage?.title;
  }

  /** @returns the title of the stage at hand. */
  get stageTitle(): string | undefined {
    return this.stageAtHand()?.title;
  }

  get work(): readonly StageWork[] {
    const now = this.needs.clock();
    const half = (index: number) => [...this.running].filter(({ stage }) => stage === index).length / 2;
    return this.stages.map(({ id, due, done, startedAt, endedAt }, index) => ({
      id,
      left: Math.max(0, due - done - half(index)),
      done,
      ms: startedAt === 0 ? 0 : (endedAt || now) - startedAt,
    }));
  }

  private stageAtHand(preferred?: number): Stage | undefined {
    const chosen = preferred === undefined ? undefined : this.stages[preferred];
    return (
      chosen ??
      this.stages.find(({ state }) => state === 'running') ??
      this.stages.findLast(({ state }) => state === 'done') ??
      this.stages[0]
    );
  }

  /** Finds out which of the units at hand are done, now that another one starts. */
  private settle(): void {
    for (const unit of this.running) if (this.isMade(unit)) this.finish(unit);
    if (this.endsAreTold) return;
    // Make runs no more than so many side by side: where no file tells, the oldest one has ended.
    for (const unit of this.running) {
      if (this.running.size < this.needs.jobs) break;
      if (unit.output === undefined) this.finish(unit);
    }
  }

  private isMade({ output, before }: Unit): boolean {
    if (output === undefined) return false;
    const now = this.needs.stamp(join(this.needs.root, output));
    return now !== '' && now !== before;
  }

  private finish(unit: Unit): void {
    if (unit.state === 'done') return;
    if (unit.state === 'to-come') this.beginStage(unit.stage);
    unit.state = 'done';
    this.running.delete(unit);
    this.done++;
    const stage = this.stages[unit.stage]!;
    stage.done++;
    this.needs.emit({ kind: 'unit', id: unit.id, state: 'done' });
    if (stage.done === stage.due) this.endStage(stage, 'done');
  }

  private beginStage(index: number): void {
    const stage = this.stages[index];
    if (stage?.state !== 'to-come') return;
    for (const earlier of this.stages.slice(0, index)) {
      if (earlier.state === 'to-come' && earlier.due === 0) this.endStage(earlier, 'skipped');
    }
    stage.state = 'running';
    stage.startedAt = this.needs.clock();
    this.needs.emit({ kind: 'stage', index, state: 'running', ms: 0 });
  }

  private endStage(stage: Stage, state: 'done' | 'failed' | 'skipped'): void {
    if (stage.state === state) return;
    stage.state = state;
    stage.endedAt = this.needs.clock();
    const ms = stage.startedAt === 0 ? 0 : stage.endedAt - stage.startedAt;
    this.needs.emit({ kind: 'stage', index: this.stages.indexOf(stage), state, ms });
  }

  private tellPlan(): void {
    const units = [...this.units.values()];
    this.needs.emit({
      kind: 'planned',
      stages: this.stages.map(({ id, title }) => ({ id, title })),
      units: units.map(({ id, group, label, stage, unchanged }) => ({ id, group, label, stage, unchanged })),
      total: this.total,
    });
  }

  private tellProgress(ended = false): void {
    const { total, title } = this;
    // The last unit counts when the whole build has succeeded, and not before.
    const unplanned = this.counting ? 0 : Math.max(0, this.early.size - 1);
    const done = total === null ? unplanned : ended ? total : Math.min(this.done, Math.max(0, total - 1));
    const leftMs = ended || total === null ? undefined : timeLeft(this.work, this.needs.times);
    this.needs.emit({ kind: 'progress', done, total, title, ...(leftMs === undefined ? {} : { leftMs }) });
  }
}

/** Make names a target as its Makefile writes it: relative to some folder of the project, or absolute. */
function isTarget(target: string, output: string): boolean {
  const wanted = target.replace(/^(?:\.\/)+/, '');
  return output === wanted || output.endsWith(`/${wanted}`) || wanted.endsWith(`/${output}`);
}
