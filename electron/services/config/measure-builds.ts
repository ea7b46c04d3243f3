/** Watches builds and machines that were started, and keeps what can be compared later: see `build-records.ts`. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventLog } from '#core/base/event-log.ts';
import type { JobId, ProjectId, SessionId } from '#core/base/id.ts';
import type { JobEvent } from '#core/contract/build.ts';
import type { ProjectFiles } from '#core/families/family.ts';
import type { BuildService } from '../build/build-service.ts';
import type { ProjectService } from '../project/project-service.ts';
import type { VmService } from '../vm/vm-service.ts';
import { type BuildRecords, imageStamp } from './build-records.ts';
import type { ConfigService } from './config-service.ts';

export interface MeasureNeeds {
  readonly records: BuildRecords;
  readonly configs: ConfigService;
  readonly projects: ProjectService;
  readonly builds: BuildService;
  readonly machines: VmService;
}

export interface BuildMeasurer {
  /** A build has just been started. */
  build(project: ProjectId, job: JobId): void;
  /** A machine has just been started. */
  session(project: ProjectId, session: SessionId): void;
  /** Resolves when all that was seen so far is on the disk. */
  settled(): Promise<void>;
}

/** Of a project with more files than this the sizes and times count, not the bytes. */
const READ_FILES = 2_000;

export function createBuildMeasurer({ records, configs, projects, builds, machines }: MeasureNeeds): BuildMeasurer {
  const live = new Set<Promise<void>>();
  /** A mistake here must not disturb the build or the machine that is watched. */
  const keep = (work: Promise<void>): void => {
    const safe = work.catch((error: unknown) => console.error(error)).finally(() => live.delete(safe));
    live.add(safe);
  };

  /** What is built now: the files but the configuration, and the trees outside; null where nothing can be configured. */
  async function inputsOf(id: ProjectId) {
    const project = projects.get(id);
    const sources = await configs.sources(id);
    const [source] = sources.ok ? sources.value : [];
    if (!project.ok || !source) return null;
    const { root } = project.value.info;
    const files = await project.value.snapshot();
    const known = new Set(sources.ok ? sources.value.map(({ file }) => file) : []);
    const outside = await configs.outsideOf(id);
    const config = await readFile(join(root, source.file), 'latin1').catch(() => null);
    return config === null
      ? null
      : { root, source: source.id, config, inputs: await fingerprint(files, known, outside) };
  }

  async function watchBuild(id: ProjectId, job: JobId): Promise<void> {
    const log = builds.events(job);
    if (!log.ok) return;
    const before = await inputsOf(id);
    const { arch, goal, image } = await endOf(log.value);
    if (!before || !image || goal === 'clean') return;
    const after = await inputsOf(id);
    // What was edited while it was built can be counted for neither version.
    if (!after || after.inputs !== before.inputs || after.config !== before.config) return;
    const stamp = await imageStamp(join(before.root, image.path));
    if (stamp === null) return;
    const { source, config } = before;
    const inputs = `${arch} ${before.inputs}`;
    await records.built(id, {
      ...{ source, arch, inputs, config, at: Date.now() },
      ...{ image: stamp, imagePath: image.path, imageBytes: image.bytes },
    });
    configs.measured(id);
  }

  async function watchSession(id: ProjectId, session: SessionId): Promise<void> {
    const row = () => machines.list().find((each) => each.id === session);
    const events = machines.events(session);
    const started = row();
    if (!events.ok || !started) return;
    const stamp = await imageStamp(join(started.root, started.image));
    if (stamp === null) return;
    let seen = 0;
    for await (const _ of grown(events.value)) {
      for (const { seq, event } of events.value.after(seen)) {
        seen = seq;
        if (event.kind !== 'booted') continue;
        const { bootMs, accelerator } = row() ?? started;
        // A machine that was reset boots what is on the disk now.
        if (bootMs === null || (await imageStamp(join(started.root, started.image))) !== stamp) continue;
        if (await records.booted(id, stamp, accelerator, bootMs)) configs.measured(id);
      }
    }
  }

  return {
    build: (id, job) => keep(watchBuild(id, job)),
    session: (id, session) => keep(watchSession(id, session)),
    async settled() {
      await Promise.all(live);
    },
  };
}

async function endOf(log: EventLog<JobEvent>) {
  // Looked at once: a build has thousands of events, and each is a growth.
  while (!log.isClosed) await growthOf(log);
  const events = log.after(0).map(({ event }) => event);
  const started = events.find((event) => event.kind === 'started');
  const ended = events.find((event) => event.kind === 'ended');
  if (!started || !ended) return { arch: '', goal: 'build' as const, image: null };
  return {
    arch: started.arch,
    goal: started.goal.goal,
    image: ended.outcome === 'succeeded' ? (ended.artifacts[0] ?? null) : null,
  };
}

function growthOf(log: EventLog<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const growth = log.onGrowth(() => {
      growth.dispose();
      resolve();
    });
  });
}

/** Once at the start, and after each growth, until the log is closed. */
async function* grown(log: EventLog<unknown>): AsyncGenerator<void> {
  for (;;) {
    const { lastSeq, isClosed } = log;
    yield;
    if (isClosed) return;
    if (log.lastSeq !== lastSeq || log.isClosed) continue;
    await growthOf(log);
  }
}

async function fingerprint(files: ProjectFiles, without: ReadonlySet<string>, outside: string): Promise<string> {
  const hash = createHash('sha256').update(outside);
  const paths = files.paths.filter((path) => !without.has(path));
  for (const path of paths) {
    const text = paths.length <= READ_FILES ? files.read(path) : undefined;
    hash.update(`\0${path}\0`);
    if (text !== undefined) hash.update(text);
    else {
      const stats = await stat(join(files.root, path)).catch(() => null);
      hash.update(stats ? `${stats.size} ${stats.mtimeMs}` : 'gone');
    }
  }
  return hash.digest('base64url');
}
