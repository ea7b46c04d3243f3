/**
 * What goes on in the open project, for everybody: its newest build job, its machines, and the problems that both
 * report. Folded from feeds; a window that opens in the middle of a build or a run sees the same. The build's output and
 * the serial text are not kept here: the panels that show them follow the feeds themselves.
 */
import { createStore } from 'zustand/vanilla';
import { DisposableBag } from '#core/base/disposable.ts';
import type { JobId, SessionId } from '#core/base/id.ts';
import type { JobSummary } from '#core/contract/build.ts';
import type { Problem } from '#core/contract/problem.ts';
import type { Project } from '#core/contract/project.ts';
import type { VmSession } from '#core/contract/vm.ts';
import { client } from './client.ts';
import { emptyJob, foldJob, type JobState } from './job-state.ts';
import { toastFailure } from './toasts.ts';
import { projectActivity, workspaceStore } from './workspace.ts';

export interface BuildActivity {
  /** The newest job; null before the first one. */
  readonly jobId: JobId | null;
  readonly job: JobState;
  /** Of this project, newest first, as far as the host remembers them. */
  readonly history: readonly JobSummary[];
  /** Goes up whenever the image on disk changed. */
  readonly imageVersion: number;
}

export interface MachineActivity {
  /** Of all projects, newest first. */
  readonly sessions: readonly VmSession[];
  /** Problems of the newest session of the open project: a crash, a hang, a fall back. */
  readonly problems: readonly Problem[];
}

export const buildStore = createStore<BuildActivity>(() => ({
  jobId: null,
  job: emptyJob,
  history: [],
  imageVersion: 0,
}));

export const machineStore = createStore<MachineActivity>(() => ({ sessions: [], problems: [] }));

/** Problems that the files themselves show, without a build: told by whoever looks at them. */
export const fileProblemStore = createStore<{ problems: readonly Problem[] }>(() => ({ problems: [] }));

/** Who found a problem decides where its evidence is: in the build's log, on the serial console, or in no log at all. */
export interface FoundProblem {
  readonly source: 'build' | 'machine' | 'file';
  readonly problem: Problem;
}

/** Errors first within each file; the order of the finding tool otherwise. */
export const problemStore = createStore<{ problems: readonly FoundProblem[] }>(() => ({ problems: [] }));

/** The newest session of a project; null before its first run. */
export function newestSession(sessions: readonly VmSession[], project: Project | null): VmSession | null {
  return sessions.find((session) => session.projectId === project?.id) ?? null;
}

/** Keeps the stores in step with the host from now on; called once, at start. */
export function startActivity(): void {
  followSessions();
  let bag = new DisposableBag();
  let shown: string | null = null;
  const follow = (project: Project | null) => {
    if ((project?.id ?? null) === shown) return;
    shown = project?.id ?? null;
    bag.dispose();
    bag = new DisposableBag();
    buildStore.setState({ jobId: null, job: emptyJob, history: [], imageVersion: 0 });
    if (project) void followJobs(project, bag);
  };
  follow(workspaceStore.getState().project);
  workspaceStore.subscribe(({ project }) => follow(project));
  followMachineProblems();
  const join = () => {
    const build = buildStore.getState().job.problems.map((problem): FoundProblem => ({ source: 'build', problem }));
    const machine = machineStore.getState().problems.map((problem): FoundProblem => ({ source: 'machine', problem }));
    const file = fileProblemStore.getState().problems.map((problem): FoundProblem => ({ source: 'file', problem }));
    problemStore.setState({ problems: [...build, ...machine, ...file] });
  };
  buildStore.subscribe((now, before) => now.job.problems !== before.job.problems && join());
  machineStore.subscribe((now, before) => now.problems !== before.problems && join());
  fileProblemStore.subscribe(join);
}

async function followJobs(project: Project, bag: DisposableBag): Promise<void> {
  bag.add(
    projectActivity.on(({ projectId, event }) => {
      if (projectId !== project.id) return;
      if (event.kind === 'image') buildStore.setState(({ imageVersion }) => ({ imageVersion: imageVersion + 1 }));
      else if (event.kind === 'job') followJob(event.jobId, bag);
    }),
  );
  const list = await client().call('job.list', project.id);
  if (!list.ok || workspaceStore.getState().project?.id !== project.id) return;
  const history = [...list.value].sort((a, b) => b.startedAt - a.startedAt);
  buildStore.setState({ history });
  const newest = history[0];
  if (newest && buildStore.getState().jobId === null) followJob(newest.id, bag);
}

/** The job that `build.start` has just answered with, or one that another window started. */
function followJob(jobId: JobId, bag: DisposableBag): void {
  if (buildStore.getState().jobId === jobId) return;
  buildStore.setState({ jobId, job: emptyJob });
  bag.add(
    client().subscribe('job.events', jobId, {
      onEvents: (events) => {
        if (buildStore.getState().jobId !== jobId) return;
        buildStore.setState(({ job }) => ({ job: events.reduce(foldJob, job) }));
      },
    }),
  );
}

function followSessions(): void {
  // The feed tells what changes from the host's start on; runs of an earlier host are in the list alone.
  void client()
    .call('vm.list', null)
    .then((answer) => {
      if (!answer.ok) return;
      machineStore.setState(({ sessions }) => {
        const told = new Set(sessions.map((session) => session.id));
        const all = [...sessions, ...answer.value.filter((session) => !told.has(session.id))];
        return { sessions: all.sort((a, b) => b.startedAt - a.startedAt) };
      });
    });
  client().subscribe('vm.sessions', null, {
    onEvents: (events) =>
      machineStore.setState(({ sessions }) => {
        const rows = new Map(sessions.map((session) => [session.id, session]));
        for (const change of events)
          if (change.kind === 'row') rows.set(change.row.id, change.row);
          else rows.delete(change.id);
        return { sessions: [...rows.values()].sort((a, b) => b.startedAt - a.startedAt) };
      }),
  });
}

/** Forgets an ended session; the host tells all windows that it is gone. */
export async function forgetSession(id: SessionId): Promise<void> {
  const answer = await client().call('vm.forget', id);
  if (!answer.ok) toastFailure(answer.error);
}

function followMachineProblems(): void {
  let bag = new DisposableBag();
  let shown: SessionId | null = null;
  const follow = () => {
    const id = newestSession(machineStore.getState().sessions, workspaceStore.getState().project)?.id ?? null;
    if (id === shown) return;
    shown = id;
    bag.dispose();
    bag = new DisposableBag();
    machineStore.setState({ problems: [] });
    if (id === null) return;
    bag.add(
      client().subscribe('vm.events', id, {
        onEvent: (event) => {
          if (event.kind === 'problem')
            machineStore.setState(({ problems }) => ({ problems: [...problems, event.problem] }));
        },
      }),
    );
  };
  machineStore.subscribe((now, before) => now.sessions !== before.sessions && follow());
  workspaceStore.subscribe(follow);
}
