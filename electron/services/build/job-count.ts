/** What a build has to do, found out without doing it: once, beside the build where the plan allows, and again when a line says so. */
import { spawnProblem } from '#core/engines/problems/general-diagnosers.ts';
import type { BuildPlan, PlannedUnit } from '#core/families/family.ts';
import type { ProcessService, SpawnSpec } from '../process/process-types.ts';
import type { JobProblems } from './job-problems.ts';
import type { JobProgress } from './job-progress.ts';
import type { toolWords } from './tool-words.ts';

/** A counting pass prints every command of the build. */
const COUNT_LIMIT_BYTES = 64 << 20;
const COUNT_LIMIT_MS = 120_000;

export interface CountNeeds {
  readonly process: ProcessService;
  readonly signal: AbortSignal;
  /** Of the plan's counting command; null where it has none. */
  readonly spec: SpawnSpec | null;
  readonly progress: JobProgress;
  readonly problems: JobProblems;
  readonly wordsFor: ReturnType<typeof toolWords>;
  /** What an earlier build of the same name made; null: it has to be counted. */
  readonly kept: readonly PlannedUnit[] | null;
}

export class JobCount {
  private found: readonly PlannedUnit[];
  private running: Promise<boolean> | null = null;
  private counted = false;
  private outdated = false;

  constructor(
    private readonly plan: BuildPlan,
    private readonly needs: CountNeeds,
  ) {
    this.found = plan.known ?? [];
  }

  /** What is known of it so far. */
  get units(): readonly PlannedUnit[] {
    return this.found;
  }

  /** The step (from 0) that counting begins beside, or before where it may not run beside. */
  get at(): number {
    const { countAt, countBeside } = this.plan;
    return countBeside && countAt !== undefined ? countAt : 0;
  }

  /** True when there is nothing to find out: it takes no time and disturbs nothing. */
  get isKnown(): boolean {
    return this.needs.kept !== null;
  }

  start(): void {
    const { kept, progress } = this.needs;
    if (kept && !this.running) {
      this.found = [...this.found, ...kept];
      this.counted = true;
      progress.plan(this.found);
      this.running = Promise.resolve(true);
      return;
    }
    this.running = this.count();
    // A bug in the count is told when it is waited for.
    this.running.catch(() => undefined);
  }

  get isStarted(): boolean {
    return this.running !== null;
  }

  /** Looks whether a line of the build says that the count may have been too early. */
  line(line: string): void {
    const { recount } = this.plan;
    if (!this.running || this.outdated || !recount?.on(line)) return;
    this.outdated = true;
    // A count that still runs finds the mark when it ends.
    if (this.counted && !recount.unless(this.found)) this.start();
  }

  /** @returns false when the build cannot go on. */
  async done(): Promise<boolean> {
    return this.running === null || this.running;
  }

  /** A count that fails leaves the length unknown; the build itself says why. */
  private async count(): Promise<boolean> {
    const { plan } = this;
    const { process, signal, spec, progress, problems, wordsFor } = this.needs;
    this.found = plan.known ?? [];
    const options = { limitBytes: COUNT_LIMIT_BYTES, timeoutMs: COUNT_LIMIT_MS, signal };
    const counted = spec && (await process.run(spec, options));
    if (counted?.ok && counted.value.status === 0 && !counted.value.truncated) {
      this.found = [...this.found, ...plan.readCount(counted.value.stdout)];
    }
    const again = this.counted;
    this.counted = true;
    if (!again && this.outdated && !plan.recount?.unless(this.found)) return this.count();
    if (this.found.length === 0) progress.uncounted();
    else if (again) progress.replan(this.found);
    else progress.plan(this.found);
    if (!spec || !counted || counted.ok) return true;
    const { error } = counted;
    if (error.code === 'cancelled' || error.code === 'timed-out') return true;
    // The step that runs beside it tells the same.
    if (!plan.countBeside) problems.tell(spawnProblem(error, spec.argv, wordsFor));
    return false;
  }
}
