/** Build jobs: one at a time for each project, each a numbered event log that windows can follow from any point. */
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import type { EventLog } from '#core/base/event-log.ts';
import type { JobId, ProjectId } from '#core/base/id.ts';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { BuildGoal, JobEvent, JobSummary, Outcome } from '#core/contract/build.ts';
import type { ProcessService } from '../process/process-types.ts';
import type { ProjectLookup } from '../project/open-project.ts';
import type { StudioPaths } from '../settings/studio-paths.ts';
import { noSurroundings, type SurroundingsOf } from '../sources/plan-context.ts';
import { BuildJob, type EndedJob } from './build-job.ts';
import { JOBS_KEPT, JobStore } from './job-store.ts';
import { KeptCounts } from './kept-counts.ts';
import { lockFolder, lockProject } from './project-lock.ts';
import { learnTimes, type StageTimes } from './stage-times.ts';

export type StartFailure = Failure<'busy' | 'closing' | 'project-not-open' | 'not-trusted' | 'no-family' | 'read-only'>;
type JobUnknown = Failure<'job-unknown'>;

export interface BuildService {
  /** Refuses with `busy` while a build of the project runs, here or in another studio of this user. */
  start(goal: BuildGoal): Promise<Result<JobId, StartFailure>>;
  /** Ends all that the job started, within about a second. A job that has ended already stays as it was. */
  cancel(id: JobId): Promise<Result<null, JobUnknown>>;
  /** Newest first, at most 20; those of earlier hosts too. */
  list(project: ProjectId): Promise<readonly JobSummary[]>;
  events(id: JobId): Result<EventLog<JobEvent>, JobUnknown>;
  /** Resolves when the job has ended. @throws for a job that this host did not start */
  wait(id: JobId): Promise<Outcome>;
  /** The job that runs in a project now. */
  running(project: ProjectId): JobId | null;
  /** Cancels everything; resolves within about a second. */
  dispose(): Promise<void>;
}

export interface BuildNeeds {
  readonly process: ProcessService;
  readonly projects: ProjectLookup;
  readonly paths: StudioPaths;
  /** Jobs that make may run side by side; 0: as many as there are processors. */
  readonly jobs: () => number;
  /** Default: none; a family that has sources needs them. */
  readonly surroundings?: SurroundingsOf;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const SWEEP_AFTER_MS = 5_000;

interface Entry {
  readonly job: BuildJob;
  readonly ended: Promise<Outcome>;
  summary: JobSummary;
}

export function createBuildService(needs: BuildNeeds): BuildService {
  const now = needs.now ?? Date.now;
  const store = new JobStore(needs.paths.data);
  const counts = new KeptCounts(needs.paths.data);
  const jobs = new Map<JobId, Entry>();
  const restored = new Map<JobId, EventLog<JobEvent>>();
  const running = new Map<ProjectId, JobId | 'starting'>();
  const keeping = new Tasks();
  let disposed = false;
  // Nothing on the way to the first window waits for it.
  setTimeout(() => void store.sweep(Date.now()), SWEEP_AFTER_MS).unref();

  const unknown = (): Result<never, JobUnknown> =>
    fail('job-unknown', 'Nothing is kept of that build any more.', 'Build again to see what happens.');

  async function start(goal: BuildGoal): Promise<Result<JobId, StartFailure>> {
    if (disposed) return fail('closing', 'The studio is closing and starts no more builds.');
    const found = needs.projects.getRunnable(goal.projectId);
    if (!found.ok) return found;
    const project = found.value;
    const { root, name } = project.info;
    if (running.has(goal.projectId)) return busy(name || basename(root), entryOf(goal.projectId));
    const answer = lockProject(needs.paths.runtime, goal.projectId);
    if (answer.kind === 'held') {
      return fail(
        'busy',
        `Another Unikernel Studio (process ${answer.pid}) is building ${name || basename(root)}.`,
        'Wait until it has ended, or cancel it there.',
      );
    }
    running.set(goal.projectId, 'starting');
    const times = await store.times(goal.projectId);
    const id = randomUUID() as JobId;
    const job = new BuildJob(id, goal, project, {
      process: needs.process,
      jobs: needs.jobs() || availableParallelism(),
      ...{ times, counts },
      logPath: store.logPath(id),
      surroundings: needs.surroundings ?? noSurroundings,
      lockFolder,
      now,
    });
    const summary: JobSummary = {
      id,
      projectId: goal.projectId,
      goal,
      startedAt: Math.round(job.startedAt),
      outcome: null,
      ms: null,
    };
    const run = job.run().finally(() => {
      running.delete(goal.projectId);
      answer.lock.dispose();
    });
    const ended = run.then(
      (end) => conclude(id, end),
      (error: unknown) => {
        conclude(id, { outcome: 'failed', ms: now() - job.startedAt, work: [], whole: null });
        throw error;
      },
    );
    // A bug in a diagnoser ends this job and is told there; it must not end the host.
    ended.catch((error: unknown) => console.error(error));
    jobs.set(id, { job, ended, summary });
    running.set(goal.projectId, id);
    forgetOld(goal.projectId);
    if (disposed) void job.cancel();
    needs.projects.announce(goal.projectId, { kind: 'job', jobId: id });
    return ok(id);
  }

  function conclude(id: JobId, { outcome, ms, work, whole }: EndedJob): Outcome {
    const entry = jobs.get(id)!;
    entry.summary = { ...entry.summary, outcome, ms };
    const { goal } = entry.summary;
    if (outcome === 'succeeded') needs.projects.announce(goal.projectId, { kind: 'image' });
    const state = outcome === 'succeeded' ? 'built' : outcome;
    if (goal.goal !== 'clean') needs.projects.remember(goal.projectId, state);
    const learn = (known: StageTimes) => (outcome === 'succeeded' ? learnTimes(known, work) : known);
    if (whole) keeping.add(counts.keep(goal.projectId, whole));
    keeping.add(store.keep(entry.summary, entry.job.log, learn));
    return outcome;
  }

  function entryOf(project: ProjectId): Entry | undefined {
    const id = running.get(project);
    return id === undefined || id === 'starting' ? undefined : jobs.get(id);
  }

  function busy(name: string, entry: Entry | undefined): Result<never, StartFailure> {
    const doing = entry?.summary.goal.goal === 'clean' ? 'cleaned' : 'built';
    const seconds = entry ? Math.max(0, Math.round((now() - entry.summary.startedAt) / 1000)) : 0;
    return fail('busy', `${name} is being ${doing}, since ${seconds} s.`, 'Wait until it has ended, or cancel it.');
  }

  /** What is on disk can be restored; memory holds the newest. */
  function forgetOld(project: ProjectId): void {
    const own = [...jobs.values()].filter(({ summary }) => summary.projectId === project);
    for (const { summary } of own.slice(0, Math.max(0, own.length - JOBS_KEPT))) jobs.delete(summary.id);
  }

  return {
    start,

    async cancel(id) {
      const entry = jobs.get(id);
      if (!entry) return store.restore(id) ? ok(null) : unknown();
      if (entry.summary.outcome === null) {
        await entry.job.cancel();
        await entry.ended.catch(() => undefined);
      }
      return ok(null);
    },

    async list(project) {
      const own = [...jobs.values()].map(({ summary }) => summary).filter(({ projectId }) => projectId === project);
      const earlier = (await store.jobs(project)).filter(({ id }) => !jobs.has(id));
      return [...own, ...earlier].sort((a, b) => b.startedAt - a.startedAt).slice(0, JOBS_KEPT);
    },

    events(id) {
      const entry = jobs.get(id);
      if (entry) return ok(entry.job.log);
      const log = restored.get(id) ?? store.restore(id);
      if (!log) return unknown();
      restored.set(id, log);
      const [oldest] = restored.keys();
      if (restored.size > JOBS_KEPT && oldest !== undefined) restored.delete(oldest);
      return ok(log);
    },

    wait(id) {
      const entry = jobs.get(id);
      if (!entry) throw new Error(`no job ${id}`);
      return entry.ended;
    },

    running: (project) => entryOf(project)?.summary.id ?? null,

    async dispose() {
      disposed = true;
      const live = [...jobs.values()].filter(({ summary }) => summary.outcome === null);
      await Promise.all(live.map(({ job }) => job.cancel()));
      await Promise.all(live.map(({ ended }) => ended.catch(() => undefined)));
      await keeping.all();
    },
  };
}

/** Writes that go on while nobody waits for them, until the end. */
class Tasks {
  private readonly live = new Set<Promise<void>>();

  add(task: Promise<void>): void {
    this.live.add(task);
    void task.finally(() => this.live.delete(task));
  }

  async all(): Promise<void> {
    await Promise.all(this.live);
  }
}
