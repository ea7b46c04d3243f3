/** Plugs the serial console into the window: panel tab, editor tab, status cell, and the commands of the machine. */
import { SquareTerminal } from 'lucide-react';
import { createStore } from 'zustand/vanilla';
import type { VmCommand, VmSession } from '#core/contract/vm.ts';
import { buildStore, machineStore, newestSession } from '../../app/activity.ts';
import { liveSession } from '../../app/build-and-run.ts';
import { client } from '../../app/client.ts';
import { type Command, registerCommand } from '../../app/commands.ts';
import { type PanelBadge, registerEditorKind, registerPanelTab, registerStatusItem } from '../../app/contributions.ts';
import { openEditor } from '../../app/editors.ts';
import { layoutStore, showPanel, togglePanel } from '../../app/layout.ts';
import { machineWord } from '../../app/machine-word.ts';
import { toastFailure } from '../../app/toasts.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { announceRuns } from './announce-runs.ts';
import { SerialStatus } from './serial-status.tsx';

const current = (): VmSession | null =>
  newestSession(machineStore.getState().sessions, workspaceStore.getState().project);

const badge = createStore<PanelBadge>(() => ({}));
const showState = () => {
  const session = current();
  const { tone } = machineWord(session, 0);
  badge.setState({ dot: session === null || tone === 'off' ? undefined : tone }, true);
};
machineStore.subscribe(showState);
workspaceStore.subscribe(showState);

registerPanelTab({ id: 'serial', label: 'Serial', order: 30, load: () => import('./serial-panel.tsx'), badge });
registerEditorKind({
  kind: 'serial',
  icon: () => SquareTerminal,
  tone(input) {
    const { tone } = machineWord(sessionOf(input.id) ?? null, 0);
    return tone === 'off' ? undefined : tone;
  },
  watch: machineStore,
  load: () => import('./serial-editor.tsx'),
});
registerStatusItem({ id: 'serial', side: 'right', order: 40, Component: SerialStatus });
announceRuns();

// The terminal is fetched while the build runs: the first byte of the machine shall find it.
buildStore.subscribe(({ job }, before) => {
  if (job.kind === 'running' && before.job.kind !== 'running') void import('./serial-screen.ts');
});

function sessionOf(root: string): VmSession | undefined {
  return machineStore.getState().sessions.find((session) => session.root === root);
}

/** Shows the console of a project: of the open one, unless told another. */
function show(root?: unknown, name?: unknown): void {
  const { project } = workspaceStore.getState();
  const of = typeof root === 'string' ? root : project?.root;
  if (of === undefined) {
    showPanel('serial');
    return;
  }
  const title = typeof name === 'string' ? name : (project?.name ?? '');
  openEditor({ kind: 'serial', id: of, title: `Serial: ${title}`, detail: of });
}

/** A run begins: its console takes the place of the build panel that the run has opened, or stays where it was looked at. */
function reveal(): void {
  const { panelOpen, panelTab } = layoutStore.getState();
  if (panelOpen && panelTab === 'serial') return;
  if (panelOpen && panelTab === 'build') togglePanel('build');
  show();
}

async function command(what: VmCommand): Promise<void> {
  const session = liveSession();
  if (!session) return;
  const answer = await client().call('vm.command', { sessionId: session.id, command: what });
  if (!answer.ok) toastFailure(answer.error);
}

const NOT_RUNNING = 'No machine of this project is running.';
const commands: readonly Command[] = [
  {
    id: 'machine.pause',
    title: 'Pause the machine',
    category: 'Machine',
    enabled: () => {
      const kind = liveSession()?.state.kind;
      return kind === 'running' || kind === 'booting' || kind === 'debugger' || NOT_RUNNING;
    },
    run: () => command('pause'),
  },
  {
    id: 'machine.resume',
    title: 'Resume the machine',
    category: 'Machine',
    enabled: () => liveSession()?.state.kind === 'paused' || 'The machine is not paused.',
    run: () => command('resume'),
  },
  {
    id: 'machine.reset',
    title: 'Reset the machine',
    category: 'Machine',
    keys: 'Mod+Shift+F5',
    enabled: () => liveSession() !== null || NOT_RUNNING,
    run: () => command('reset'),
  },
  { id: 'serial.reveal', title: 'Show the console of a new run', hidden: true, run: reveal },
  { id: 'serial.show', title: 'Show the serial console', category: 'View', run: show },
];
for (const entry of commands) registerCommand(entry);
