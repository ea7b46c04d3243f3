/** One build from its plan to its outcome: counts, runs the steps, tells what happens as events, and believes nothing unseen. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Disposable } from '#core/base/disposable.ts';
import { EventLog } from '#core/base/event-log.ts';
import type { JobId } from '#core/base/id.ts';
import type { Artifact, BuildGoal, JobEvent, Outcome } from '#core/contract/build.ts';
import { artifactProblem, spawnProblem } from '#core/engines/problems/general-diagnosers.ts';
import { ToolOutputParser } from '#core/engines/problems/parse-tool-output.ts';
import type { ToolOutputContext } from '#core/engines/problems/tool-output-context.ts';
import type { BuildPlan, PlannedStep, PreparedFile, ProjectFiles, UnikernelFamily } from '#core/families/family.ts';
import type { PlanContext } from '#core/families/source.ts';
import type { Exit, ProcessHandle, ProcessService } from '../process/process-types.ts';
import type { OpenProject } from '../project/open-project.ts';
import { missingSourceProblem, type SurroundingsOf } from '../sources/plan-context.ts';
import { checkArtifacts, fileStamp, stampBefore } from './check-artifacts.ts';
import { keepFiles, makeDerived, writeDifferent, writeNotes } from './derived-files.ts';
import { diagnoseStep } from './diagnose-step.ts';
import { JobCount } from './job-count.ts';
import { JobLogFile } from './job-log-file.ts';
import { JobOutput } from './job-output.ts';
import { JobProblems } from './job-problems.ts';
import { JobProgress } from './job-progress.ts';
import type { KeptCounts, WholeBuild } from './kept-counts.ts';
import { LineWindow } from './line-window.ts';
import { OutputBudget } from './output-budget.ts';
import { prepareFiles } from './prepare-files.ts';
import type { LockAnswer } from './project-lock.ts';
import type { StageTimes, StageWork } from './stage-times.ts';
import { toolWords } from './tool-words.ts';

/** A message is taken for complete when nothing more came for this long. */
const PAUSE_MS = 300;
/** After a cancel the last output is waited for no longer than this. */
const CANCEL_WAIT_MS = 900;
/** A disk that hangs keeps nobody from hearing how the build ended. */
const LOG_WAIT_MS = 1000;
const FAILED_TARGET = /\*\*\* \[(?:[^\]]*: )?([^\]:]+)\] /;

export interface JobNeeds {
  readonly process: ProcessService;
  readonly jobs: number;
  readonly times: StageTimes;
  readonly counts: KeptCounts;
  readonly logPath: string;
  readonly surroundings: SurroundingsOf;
  /** Keeps every other build out of a folder (absolute) that several projects share. */
  readonly lockFolder: (folder: string) => LockAnswer;
  /** Wall clock, milliseconds since 1970. */
  readonly now: () => number;
}

export interface EndedJob {
  readonly outcome: Outcome;
  readonly ms: number;
  readonly work: readonly StageWork[];
  readonly whole: WholeBuild | null;
}

type RunnableProject = OpenProject & { readonly family: UnikernelFamily };
/** How a step ended; null: it never began, and a problem says why. */
type StepEnd = { readonly exit: Exit; readonly lines: LineWindow } | null;

export class BuildJob {
  readonly log = new EventLog<JobEvent>();
  readonly startedAt: number;
  private readonly started = performance.now();
  /** By the clock of the file system, whatever `now` says. */
  private readonly startedWall = Date.now();
  private readonly problems: JobProblems;
  private readonly wordsFor: ToolOutputContext['missingTool'] & {};
  private readonly output: JobOutput;
  private readonly file: JobLogFile;
  private readonly abort = new AbortController();
  /** One for all steps: what a step waits for must not pile up on the signal. */
  private readonly stopped: Promise<Exit>;
  private readonly failedTargets: string[] = [];
  private progress: JobProgress | null = null;
  private plan: BuildPlan | null = null;
  private handle: ProcessHandle | null = null;
  private parser: ToolOutputParser | null = null;
  private window = new LineWindow(1);
  private cancelled = false;
  private readonly locks: Disposable[] = [];
  private count: JobCount | null = null;
  private whole: WholeBuild | null = null;

  constructor(
    readonly id: JobId,
    readonly goal: BuildGoal,
    private readonly project: RunnableProject,
    private readonly needs: JobNeeds,
  ) {
    this.startedAt = needs.now();
    const { signal } = this.abort;
    this.stopped = new Promise((resolve) => {
      const late = () => setTimeout(() => resolve({ status: null, signal: 'SIGTERM' }), CANCEL_WAIT_MS);
      signal.addEventListener('abort', late, { once: true });
    });
    const emit = (event: JobEvent) => void this.log.append(event);
    this.wordsFor = toolWords(project.family, needs.process);
    const { arch } = project.info;
    emit({ kind: 'started', at: Math.round(this.startedAt), goal, arch });
    const budget = new OutputBudget(this.log, needs.logPath);
    this.output = new JobOutput({
      chunk: (text, line, lastLine) => budget.append(text, line, lastLine),
      line: (plain) => this.line(plain),
      message: (raw, shownLines) => this.message(raw, shownLines),
      hides: (line) => this.plan?.hides?.(line) ?? false,
      shows: (line) => this.plan?.shows?.(line) ?? null,
    });
    this.problems = new JobProblems((event) => {
      // Nobody is pointed to a line of the log that is not there yet.
      this.output.flush();
      emit(event);
    });
    this.file = new JobLogFile(needs.logPath, (reason) => {
      if (this.log.isClosed) return;
      const title = `The output of this build is not kept in a file: ${reason}`;
      const evidence = { firstLine: 0, lastLine: 0 };
      this.problems.tell({ code: 'build.log-not-kept', severity: 'hint', title, evidence, fixes: [] });
    });
  }

  /** Runs to the end. Never rejects but for a bug, and then the log is ended too. */
  async run(): Promise<EndedJob> {
    let artifacts: readonly Artifact[] | null;
    try {
      artifacts = await this.build();
    } catch (error) {
      this.tellBug(error);
      await this.count?.done().catch(() => undefined);
      this.cancelled = false;
      await this.end(null);
      throw error;
    }
    return this.end(artifacts);
  }

  /** Resolves when nothing of the build runs any more. */
  async cancel(): Promise<void> {
    this.cancelled = true;
    this.abort.abort();
    await this.handle?.kill();
  }

  /** @returns what was built; null when it was not. */
  private async build(): Promise<readonly Artifact[] | null> {
    const { family, info } = this.project;
    const files = await this.project.snapshot();
    const request = { goal: this.goal.goal, arch: info.arch, jobs: this.needs.jobs };
    const { context, missing } = await this.needs.surroundings(this.project, files, 'build');
    for (const row of missing) this.problems.tell(missingSourceProblem(row));
    if (missing.length > 0) return null;
    const { value: plan, problems } = family.planBuild(files, request, context);
    for (const problem of problems) this.problems.tell(problem);
    const { root } = info;
    this.progress = new JobProgress(plan, {
      root,
      jobs: this.needs.jobs,
      times: this.needs.times,
      emit: (event) => void this.log.append(event),
      stamp: fileStamp,
      stampBefore: (path) => stampBefore(path, this.startedWall),
      clock: () => performance.now(),
    });
    this.lockFolders(plan.locks ?? []);
    if (this.problems.hasError || this.cancelled) return null;
    this.plan = plan;
    if (plan.prepare && !(await this.prepare(plan.prepare, context.cache))) return null;
    const before = new Map(plan.artifacts.map((path) => [path, fileStamp(join(root, path))]));
    const unwritten = await writeDifferent(root, plan.files ?? []);
    if (unwritten) this.problems.tell(unwritten);
    if (unwritten || this.cancelled) return null;
    const { wholeAs } = plan;
    const { counts } = this.needs;
    const kept = wholeAs === undefined ? null : await counts.find(info.id, wholeAs);
    const count = new JobCount(plan, {
      ...{ process: this.needs.process, signal: this.abort.signal, spec: plan.count && this.spec(plan.count, plan) },
      ...{ progress: this.progress, problems: this.problems, wordsFor: this.wordsFor, kept },
    });
    this.count = count;
    if (count.at === 0 || count.isKnown) count.start();
    if (!plan.countBeside && (!(await count.done()) || this.cancelled)) return null;
    const built = (await this.runSteps(plan, count, files, context)) && (await this.keep(plan));
    await writeNotes(plan.notes ?? [], built && !this.cancelled);
    // Nothing is told of a plan once the end is told.
    const counted = await count.done();
    if (!built || !counted || this.cancelled) return null;
    const { units } = count;
    const checked = checkArtifacts({ root, paths: plan.artifacts, goal: this.goal.goal, before, units });
    if (this.goal.goal !== 'clean' && checked.faults.length === 0) await makeDerived(root, plan, units);
    const argv = plan.steps.at(-1)?.argv ?? [];
    for (const { path, fault } of checked.faults) this.problems.tell(artifactProblem(path, fault, argv));
    if (checked.faults.length > 0) return null;
    if (wholeAs !== undefined && plan.count) this.whole = { name: wholeAs, units: this.progress.made };
    return checked.artifacts;
  }

  private async keep({ keeps = [] }: BuildPlan): Promise<boolean> {
    const unkept = await keepFiles(this.project.info.root, keeps);
    if (unkept) this.problems.tell(unkept);
    return unkept === null;
  }

  private lockFolders(folders: readonly string[]): void {
    for (const folder of folders) {
      const answer = this.needs.lockFolder(folder);
      if (answer.kind === 'locked') this.locks.push(answer.lock);
      else
        this.problems.tell({
          code: 'build.folder-busy',
          severity: 'error',
          title: 'Another project is being built with the same platform now.',
          why: `Both would write into \`${folder}\` (process ${answer.pid}), and spoil each other's files. Build again when the other one has ended.`,
          evidence: { firstLine: 0, lastLine: 0 },
          fixes: [{ kind: 'action', title: 'Build again', command: 'build.start' }],
        });
    }
  }

  private async prepare(files: readonly PreparedFile[], cache: string): Promise<boolean> {
    try {
      await prepareFiles(files, cache, this.project.info.root);
      return true;
    } catch (error) {
      const title = "The studio's own files for this build could not be written.";
      const why = error instanceof Error ? error.message : String(error);
      const evidence = { firstLine: 0, lastLine: 0 };
      this.problems.tell({ code: 'build.not-prepared', severity: 'error', title, why, evidence, fixes: [] });
      return false;
    }
  }

  /** @returns true when every step ended well. */
  private async runSteps(
    plan: BuildPlan,
    count: JobCount,
    files: ProjectFiles,
    context: PlanContext,
  ): Promise<boolean> {
    const { family, info } = this.project;
    const reading = this.contextOf(files);
    for (const [index, step] of plan.steps.entries()) {
      if (index > 0 && index === count.at && !count.isStarted) count.start();
      const end = await this.runStep(step, index, plan, reading);
      if (this.cancelled || end === null) return false;
      this.parser?.end(end.exit.status !== 0);
      this.parser = null;
      if (end.exit.status !== 0) {
        const { lines } = end;
        const ended = { argv: step.argv, exit: end.exit, lines: lines.all, firstLine: lines.firstNumber };
        // The steps may have made files of the project: its options, for one.
        const left = await this.project.snapshot();
        diagnoseStep(ended, { family, files: left, arch: info.arch, context }, this.problems);
        return false;
      }
    }
    return true;
  }

  private async runStep(
    step: PlannedStep,
    index: number,
    plan: BuildPlan,
    context: ToolOutputContext,
  ): Promise<StepEnd> {
    const spec = { ...this.spec(step, plan), stderr: 'merge' as const };
    this.output.flush();
    this.log.append({ kind: 'step', index, title: step.title, argv: [...step.argv], cwd: step.cwd });
    this.progress?.step(index, plan.steps.length, step.title);
    const firstLine = this.output.nextLine;
    this.window = new LineWindow(firstLine);
    this.parser = new ToolOutputParser(
      { ...context, tool: toolOf(step), cwd: spec.cwd, firstLine },
      (problem, previous) => this.problems.tell(problem, previous),
    );
    this.readLine = plan.readLine;
    const spawned = this.needs.process.spawn(spec);
    if (!spawned.ok) {
      this.problems.tell(spawnProblem(spawned.error, step.argv, this.wordsFor));
      return null;
    }
    const handle = spawned.value;
    this.handle = handle;
    if (this.cancelled) void handle.kill();
    const exit = await this.follow(handle);
    this.handle = null;
    return { exit, lines: this.window };
  }

  private readLine: BuildPlan['readLine'] = () => null;

  /** Reads until the process has ended; after a cancel, a pipe that somebody holds open is not waited for. */
  private async follow(handle: ProcessHandle): Promise<Exit> {
    let pause: NodeJS.Timeout | null = null;
    const { stdout } = handle;
    stdout.on('data', (bytes: Buffer) => {
      this.output.write(bytes);
      if (pause) pause.refresh();
      else pause = setTimeout(() => this.parser?.flush(), PAUSE_MS);
      if (this.file.write(bytes)) return;
      // A slow disk slows the build down, as it would without the studio.
      stdout.pause();
      void this.file.drained().then(() => stdout.resume());
    });
    const exit = await Promise.race([handle.exited, this.stopped]);
    if (pause) clearTimeout(pause);
    this.output.end();
    return exit;
  }

  private line(plain: string): void {
    this.window.add(plain);
    this.parser?.feed(plain);
    const target = plain.includes('*** [') ? FAILED_TARGET.exec(plain)?.[1] : undefined;
    if (target !== undefined) this.failedTargets.push(target);
    const found = this.readLine(plain);
    if (found) this.progress?.line(found);
    this.count?.line(plain);
  }

  private message(raw: string, shownLines: number): void {
    this.parser?.message(raw, shownLines);
    const found = this.readLine(raw);
    if (found) this.progress?.line(found);
  }

  private async end(built: readonly Artifact[] | null): Promise<EndedJob> {
    // A cancel that came when everything was done and seen changes nothing any more.
    const outcome: Outcome = built !== null ? 'succeeded' : this.cancelled ? 'cancelled' : 'failed';
    let stage: string | undefined;
    if (outcome === 'succeeded') this.progress?.succeed();
    else if (outcome === 'failed') stage = this.progress?.fail(this.failedTargets);
    else stage = this.progress?.stageTitle;
    this.output.end();
    this.problems.end();
    for (const lock of this.locks.splice(0)) lock.dispose();
    // Who hears of the end may read the file at once.
    await Promise.race([this.file.close(), wait(LOG_WAIT_MS, undefined, { ref: false })]);
    const ms = performance.now() - this.started;
    this.log.append({
      kind: 'ended',
      outcome,
      ms,
      ...(stage === undefined ? {} : { stage }),
      artifacts: [...(built ?? [])],
    });
    this.log.close();
    this.output.dispose();
    return { outcome, ms, work: this.progress?.work ?? [], whole: this.whole };
  }

  private tellBug(error: unknown): void {
    const title = 'The studio itself failed while it followed this build.';
    const why = error instanceof Error ? error.message : String(error);
    const evidence = { firstLine: 0, lastLine: 0 };
    this.problems.tell({ code: 'studio.bug', severity: 'error', title, why, evidence, fixes: [] });
    void this.handle?.kill();
  }

  private spec(step: PlannedStep, plan: BuildPlan) {
    return {
      argv: step.argv,
      cwd: join(this.project.info.root, step.cwd),
      env: { ...plan.env, ...step.env },
    };
  }

  private contextOf(files: ProjectFiles): ToolOutputContext {
    return {
      root: this.project.info.root,
      paths: files.paths,
      source: (path) => files.read(path),
      missingTool: this.wordsFor,
    };
  }
}

function toolOf({ argv }: PlannedStep): string {
  return (argv[0] ?? '').replace(/^.*\//, '');
}
