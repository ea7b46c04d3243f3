/** What is kept of builds on disk: the outcomes and times of each project, and the events and output of its last jobs. */
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { EventLog } from '#core/base/event-log.ts';
import type { JobId, ProjectId } from '#core/base/id.ts';
import { type JobEvent, type JobSummary, jobEvent, jobSummary } from '#core/contract/build.ts';
import { atomicWrite } from '../project/atomic-write.ts';
import { createJsonFile, type JsonFile } from '../settings/json-file.ts';
import { JobOutput } from './job-output.ts';
import { OutputBudget } from './output-budget.ts';
import type { StageTimes } from './stage-times.ts';

export const JOBS_KEPT = 20;
const ABANDONED_MS = 24 * 3600 * 1000;

const projectRecord = v.object({ times: v.record(v.string(), v.number()), jobs: v.array(jobSummary) });
type ProjectRecord = v.InferOutput<typeof projectRecord>;
const EMPTY: ProjectRecord = { times: {}, jobs: [] };
const events = v.array(jobEvent);

export class JobStore {
  private readonly folder: string;
  private readonly files = new Map<ProjectId, JsonFile<ProjectRecord>>();
  private readonly knownTimes = new Map<ProjectId, StageTimes>();

  /** @param data the studio's own data folder */
  constructor(private readonly data: string) {
    this.folder = join(data, 'jobs');
  }

  logPath(id: JobId): string {
    return join(this.folder, `${id}.log`);
  }

  /** From memory where they are known: a build does not wait for the disk to have taken in the one before. */
  async times(project: ProjectId): Promise<StageTimes> {
    const known = this.knownTimes.get(project) ?? (await this.file(project).read()).times;
    this.knownTimes.set(project, known);
    return known;
  }

  /** Newest first. */
  async jobs(project: ProjectId): Promise<readonly JobSummary[]> {
    return (await this.file(project).read()).jobs;
  }

  /**
   * Keeps an ended job. A full disk loses the memory of it, nothing else.
   * @param learn what the times of the project's stages are from now on
   */
  async keep(summary: JobSummary, log: EventLog<JobEvent>, learn: (known: StageTimes) => StageTimes): Promise<void> {
    const lasting = lastingEvents(log);
    this.knownTimes.set(summary.projectId, learn(await this.times(summary.projectId)));
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await atomicWrite(this.folder, `${summary.id}.json`, Buffer.from(JSON.stringify(lasting)), { mode: 0o600 });
    } catch {
      return;
    }
    const dropped: JobSummary[] = [];
    await this.file(summary.projectId).update((record) => {
      const jobs = [summary, ...record.jobs.filter(({ id }) => id !== summary.id)];
      dropped.push(...jobs.slice(JOBS_KEPT));
      return { times: { ...learn(record.times) }, jobs: jobs.slice(0, JOBS_KEPT) };
    });
    for (const { id } of dropped) {
      await unlink(this.logPath(id)).catch(() => undefined);
      await unlink(this.eventsPath(id)).catch(() => undefined);
    }
  }

  /** The events of a job of an earlier host; null when nothing is kept of it. The log fills while it is read. */
  restore(id: JobId): EventLog<JobEvent> | null {
    if (!existsSync(this.eventsPath(id))) return null;
    const log = new EventLog<JobEvent>();
    void this.fill(id, log).finally(() => log.close());
    return log;
  }

  /** Deletes the output of jobs whose host was killed: nothing else is kept of them. Live jobs are younger than that. */
  async sweep(now: number): Promise<void> {
    const names: readonly string[] = await readdir(this.folder).catch(() => []);
    for (const name of names) {
      if (!name.endsWith('.log') || names.includes(`${name.slice(0, -4)}.json`)) continue;
      const path = join(this.folder, name);
      const age = now - ((await stat(path).catch(() => null))?.mtimeMs ?? now);
      if (age > ABANDONED_MS) await unlink(path).catch(() => undefined);
    }
  }

  private eventsPath(id: JobId): string {
    return join(this.folder, `${id}.json`);
  }

  private file(project: ProjectId): JsonFile<ProjectRecord> {
    const known = this.files.get(project);
    if (known) return known;
    const file = createJsonFile(join(this.data, 'builds', `${project}.json`), projectRecord, EMPTY);
    this.files.set(project, file);
    return file;
  }

  private async fill(id: JobId, log: EventLog<JobEvent>): Promise<void> {
    const parsed = v.safeParse(events, await readJson(this.eventsPath(id)));
    if (!parsed.success) return;
    const ended = parsed.output.filter(({ kind }) => kind === 'ended');
    for (const event of parsed.output) if (event.kind !== 'ended') log.append(event);
    const path = this.logPath(id);
    const budget = new OutputBudget(log, path);
    const output = new JobOutput({
      chunk: (text, line, last) => budget.append(text, line, last),
      line: () => undefined,
    });
    try {
      for await (const bytes of createReadStream(path, { highWaterMark: 256 << 10 })) output.write(bytes as Buffer);
    } catch {
      // The outcome is worth showing without its text.
    }
    output.end();
    for (const event of ended) log.append(event);
  }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Enough to fold the same state again: no output, and of what changes often only how it ended. */
function lastingEvents(log: EventLog<JobEvent>): readonly JobEvent[] {
  const all = log.after(0).map(({ event }) => event);
  const lastProgress = all.findLast(({ kind }) => kind === 'progress');
  const lastPlan = all.findLast(({ kind }) => kind === 'planned');
  return all.filter((event) => {
    if (event.kind === 'output') return false;
    if (event.kind === 'unit') return event.state !== 'running';
    if (event.kind === 'progress') return event === lastProgress;
    return event.kind !== 'planned' || event === lastPlan;
  });
}
