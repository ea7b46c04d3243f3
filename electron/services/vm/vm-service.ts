/** Machines: starts one for a project, keeps live and ended sessions in one list, and ends all of them with the host. */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { EventLog } from '#core/base/event-log.ts';
import type { ProjectId, SessionId } from '#core/base/id.ts';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { ByteSource } from '#core/contract/handlers.ts';
import type { SerialMarks, VmCommand, VmEvent, VmListChange, VmSession as VmRow } from '#core/contract/vm.ts';
import { readProjectFile } from '#core/families/project-file.ts';
import type { ProcessService, SpawnFailure } from '../process/process-types.ts';
import type { ProjectLookup } from '../project/open-project.ts';
import type { StudioPaths } from '../settings/studio-paths.ts';
import { noSurroundings, type SurroundingsOf } from '../sources/plan-context.ts';
import type { AcceleratorChoice } from './accelerator.ts';
import { chooseMachine } from './choose-monitor.ts';
import { createKvm, type Kvm } from './kvm.ts';
import { readSerialText, type SerialText } from './read-serial-text.ts';
import { storedSerial } from './serial-log.ts';
import { SessionStore, type StoredSession } from './session-store.ts';
import type { CommandFailure, SessionTimes } from './session-types.ts';
import { sweepSocketFolders } from './socket-folder.ts';
import { VmSession } from './vm-session.ts';

type Unknown = Failure<'session-unknown'>;
export type StartFailure =
  | SpawnFailure
  | Failure<'project-not-open' | 'not-trusted' | 'no-family' | 'read-only' | 'cannot-run' | 'image-missing'>;

export interface VmService {
  /** Stops the machine of the project that still runs, and starts a new one. */
  start(projectId: ProjectId, monitor?: string): Promise<Result<SessionId, StartFailure>>;
  command(id: SessionId, command: VmCommand): Promise<Result<null, CommandFailure | Unknown>>;
  /** Newest first; ended ones too, also those of earlier hosts. */
  list(): readonly VmRow[];
  /** Deletes an ended session with its text. */
  forget(id: SessionId): Promise<Result<null, Unknown | Failure<'session-live'>>>;
  readonly sessions: EventLog<VmListChange>;
  /** Closed when the session has ended and all about its end is told. */
  events(id: SessionId): Result<EventLog<VmEvent>, Unknown>;
  marks(id: SessionId): Result<EventLog<SerialMarks>, Unknown>;
  serial(id: SessionId): Result<ByteSource, Unknown>;
  serialLog(id: SessionId): Promise<Result<SerialText, Unknown>>;
  /** Stops the machine of a project, if one runs: before the project is closed. */
  stopProject(projectId: ProjectId): Promise<void>;
  /** Stops all machines, within about a second. */
  dispose(): Promise<void>;
}

export interface VmNeeds {
  readonly process: ProcessService;
  readonly projects: ProjectLookup;
  readonly paths: StudioPaths;
  /** The person's choice in the settings. */
  readonly accelerator: () => AcceleratorChoice;
  /** Default: none; a family that has sources needs them. */
  readonly surroundings?: SurroundingsOf;
  readonly times?: Partial<SessionTimes>;
  /** Default: that of this computer. */
  readonly kvm?: Kvm;
}

const TIMES: SessionTimes = { bootMs: 30_000, silentMs: 10_000, connectMs: 15_000, goodbyeMs: 500 };

export function createVmService(needs: VmNeeds): VmService {
  const store = new SessionStore(needs.paths.data);
  const kvm = needs.kvm ?? createKvm(needs);
  const sessions = new EventLog<VmListChange>(1000);
  const own = new Map<SessionId, VmSession>();
  const stored = new Map<SessionId, StoredSession>(store.load().map((session) => [session.row.id, session]));
  setImmediate(() => sweepSocketFolders(needs.paths.runtime)).unref();
  /** Starts of one project follow each other. */
  const queues = new Map<ProjectId, Promise<unknown>>();

  const find = (id: SessionId): Result<VmSession | StoredSession, Unknown> => {
    const session = own.get(id) ?? stored.get(id);
    return session
      ? ok(session)
      : fail('session-unknown', 'This machine is no longer known.', 'Run the project again.');
  };
  const serial = (id: SessionId): Result<ByteSource, Unknown> => {
    const known = find(id);
    if (!known.ok) return known;
    if (known.value instanceof VmSession) return ok(known.value.serial.source);
    return ok(storedSerial(known.value.serialFile, known.value.serialBytes));
  };
  const list = () =>
    [...own.values(), ...stored.values()].map(({ row }) => row).sort((a, b) => b.startedAt - a.startedAt);
  const forgetNow = async (id: SessionId) => {
    own.delete(id);
    stored.delete(id);
    sessions.append({ kind: 'forgotten', id });
    await store.remove(id);
  };
  const prune = async () => {
    const ended = list().filter(({ state }) => state.kind === 'exited');
    for (const id of store.surplus(ended)) await forgetNow(id);
  };
  const stopProject = async (projectId: ProjectId) => {
    const live = [...own.values()].filter((session) => session.isLive && session.row.projectId === projectId);
    await Promise.all(live.map((session) => session.stop()));
  };

  const startNow = async (
    projectId: ProjectId,
    asked: number,
    monitor: string | undefined,
  ): Promise<Result<SessionId, StartFailure>> => {
    const project = needs.projects.getRunnable(projectId);
    if (!project.ok) return project;
    const { family, info } = project.value;
    const others = family.monitors?.map(({ id }) => id) ?? [];
    if (monitor !== undefined && !others.includes(monitor)) return noMonitor(family.name, monitor, others);
    const files = await project.value.snapshot();
    const { context } = await (needs.surroundings ?? noSurroundings)(project.value, files, 'run');
    const planned = family.planRun(files, { arch: info.arch, ...(monitor ? { monitor } : {}) }, context);
    const error = planned.problems.find(({ severity }) => severity === 'error');
    if (error) return fail('cannot-run', error.title, error.why);
    const { image, needs: also = [] } = planned.value;
    if (!(await isFile(join(info.root, image)))) {
      return fail('image-missing', `“${info.name}” has no image yet: ${image} does not exist.`, 'Build it first.');
    }
    for (const path of also) {
      if (await isFile(resolve(info.root, path))) continue;
      const hint = 'Choose another one in the run settings, or make it: a build may.';
      return fail('cannot-run', `The machine is to be started with ${path}, which does not exist.`, hint);
    }
    const choice = readProjectFile(files).run.accelerator ?? needs.accelerator();
    const { plan, chosen, warning } = await chooseMachine(planned.value, choice, info.arch, kvm);
    await stopProject(projectId);
    const session = new VmSession(
      {
        ...{ process: needs.process, projects: needs.projects, paths: needs.paths, store, kvm },
        ...{ chosen, times: { ...TIMES, ...needs.times } },
        onChange: (row) => sessions.append({ kind: 'row', row }),
      },
      { project: project.value, plan, warning, asked },
    );
    own.set(session.id, session);
    const launched = await session.launch();
    if (!launched.ok) {
      own.delete(session.id);
      return launched;
    }
    needs.projects.announce(projectId, { kind: 'session', sessionId: session.id });
    void session.ended.then(prune);
    return launched;
  };

  return {
    start(projectId, monitor) {
      const asked = performance.now();
      const turn = (queues.get(projectId) ?? Promise.resolve()).then(() => startNow(projectId, asked, monitor));
      const settled = turn.catch(() => undefined);
      queues.set(projectId, settled);
      return turn;
    },

    async command(id, command) {
      const session = own.get(id);
      if (session) return session.command(command);
      const known = find(id);
      if (!known.ok) return known;
      return fail('session-ended', 'This machine has ended.', 'Run the project to start a new one.');
    },

    list,

    async forget(id) {
      const known = find(id);
      if (!known.ok) return known;
      if (own.get(id)?.isLive) return fail('session-live', 'This machine still runs.', 'Stop it first.');
      await forgetNow(id);
      return ok(null);
    },

    sessions,

    events(id) {
      const known = find(id);
      if (!known.ok) return known;
      if (known.value instanceof VmSession) return ok(known.value.events);
      const log = new EventLog<VmEvent>();
      for (const event of known.value.events()) log.append(event);
      log.close();
      return ok(log);
    },

    marks(id) {
      const known = find(id);
      if (!known.ok) return known;
      if (known.value instanceof VmSession) return ok(known.value.marks.log);
      const none = new EventLog<SerialMarks>();
      none.close();
      return ok(none);
    },

    serial,

    async serialLog(id) {
      const source = serial(id);
      return source.ok ? ok(await readSerialText(source.value)) : source;
    },

    stopProject,

    async dispose() {
      const sessions = [...own.values()];
      const stopping = Promise.all(sessions.map((session) => (session.isLive ? session.stop() : session.ended)));
      // The end of QEMU itself takes less; what is left is explaining and saving.
      await Promise.race([stopping, wait(2000, undefined, { ref: false })]);
    },
  };
}

function noMonitor(family: string, asked: string, known: readonly string[]): Result<never, Failure<'cannot-run'>> {
  const hint = known.length > 0 ? `It knows ${known.join(' and ')}.` : 'It knows QEMU alone: leave the choice out.';
  return fail('cannot-run', `${family} knows no monitor “${asked}”.`, hint);
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}
