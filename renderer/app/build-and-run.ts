/**
 * Build, run and stop for the open project: what the toolbar, the keys and "first boot" all call. Run means: save, build,
 * and boot only what was built just now. What the window shows of it comes from the feeds, not from here.
 */
import type { JobId, SessionId } from '#core/base/id.ts';
import type { BuildGoal, JobEvent, Outcome } from '#core/contract/build.ts';
import type { Project } from '#core/contract/project.ts';
import type { VmSession } from '#core/contract/vm.ts';
import { buildStore, machineStore, newestSession } from './activity.ts';
import { client } from './client.ts';
import { hasCommand, runCommand } from './commands.ts';
import { showPanel } from './layout.ts';
import { settingsStore } from './settings.ts';
import { toast, toastFailure } from './toasts.ts';
import { workspaceStore } from './workspace.ts';

/** Why the project's own tools may not be run now; null where they may. */
export function blocked(project: Project | null): string | null {
  if (!project) return 'Open a project first.';
  if (project.family === null) return 'No unikernel family recognises this folder, so it cannot be built from here.';
  if (project.trust === 'read-only') return 'This folder is open read only. Trust it to build and run.';
  return null;
}

/** Why no machine is started for what the project is built for; undefined where one is. */
export function notStarted({ targets, target }: Project): string | undefined {
  const chosen = targets?.find(({ id }) => id === target);
  if (chosen?.boots ?? true) return undefined;
  return `An image for ${chosen?.name} is built to be taken elsewhere. Choose a target with QEMU to run it here.`;
}

export function liveSession(): VmSession | null {
  const session = newestSession(machineStore.getState().sessions, workspaceStore.getState().project);
  return session && session.state.kind !== 'exited' ? session : null;
}

export const isBuilding = (): boolean => buildStore.getState().job.kind === 'running';

/** @returns the outcome; null where it could not be started (shown already). */
export async function build(goal: BuildGoal['goal'], options: { reveal?: boolean } = {}): Promise<Outcome | null> {
  const { project } = workspaceStore.getState();
  if (!project || !(await trusted(project))) return null;
  if (settingsStore.getState().settings.saveBeforeBuild && hasCommand('file.saveAll'))
    if (!(await runCommand('file.saveAll'))) return null;
  if (options.reveal ?? true) showPanel('build');
  const answer = await client().call('build.start', { projectId: project.id, goal });
  if (!answer.ok) {
    toastFailure(answer.error);
    return null;
  }
  return outcomeOf(answer.value);
}

/** Follows the job's own feed: the stores may show another job by then. */
function outcomeOf(jobId: JobId): Promise<Outcome | null> {
  return new Promise((resolve) => {
    const subscription = client().subscribe('job.events', jobId, {
      onEvent: (event: JobEvent) => {
        if (event.kind !== 'ended') return;
        queueMicrotask(() => subscription.dispose());
        resolve(event.outcome);
      },
      onEnd: (failure) => {
        if (failure) toastFailure(failure);
        resolve(null);
      },
    });
  });
}

/** @returns the session; null where nothing was booted (the reason is on the screen). */
export async function run(): Promise<SessionId | null> {
  const { project } = workspaceStore.getState();
  if (!project) return null;
  const outcome = await build('build');
  if (outcome === null || outcome === 'cancelled') return null;
  if (outcome === 'failed') {
    showPanel('problems');
    return null;
  }
  const now = workspaceStore.getState().project;
  if (now?.id !== project.id) return null;
  const reason = notStarted(now);
  if (reason) {
    toast({ tone: 'warn', title: 'Built, and not started', text: reason, tag: 'not-started' });
    return null;
  }
  return boot(project);
}

/** Boots the image that is there, without building. */
export async function boot(project: Project): Promise<SessionId | null> {
  if (hasCommand('serial.reveal')) await runCommand('serial.reveal');
  const answer = await client().call('vm.start', { projectId: project.id });
  if (answer.ok) return answer.value;
  toastFailure(answer.error, { label: 'Open Doctor', run: () => void runCommand('doctor.show') });
  return null;
}

/** Ends what goes on: the build if one is running, else the machine. */
export async function stop(): Promise<void> {
  const { jobId, job } = buildStore.getState();
  if (jobId && job.kind === 'running') {
    const answer = await client().call('job.cancel', jobId);
    if (!answer.ok) toastFailure(answer.error);
    return;
  }
  const session = liveSession();
  if (!session) return;
  const answer = await client().call('vm.command', { sessionId: session.id, command: 'stop' });
  if (!answer.ok) toastFailure(answer.error);
}

/** Asks for trust where nobody has decided yet. */
async function trusted(project: Project): Promise<boolean> {
  const reason = blocked(project);
  if (reason) {
    toast({ tone: 'warn', title: reason, tag: 'blocked' });
    return false;
  }
  if (project.trust === 'trusted') return true;
  await runCommand('project.askTrust');
  return workspaceStore.getState().project?.trust === 'trusted';
}
