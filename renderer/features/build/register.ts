/** Plugs the build panel into the window. Building itself is a matter of the shell: `app/build-and-run.ts`. */
import { createStore } from 'zustand/vanilla';
import { buildStore } from '../../app/activity.ts';
import { isBuilding } from '../../app/build-and-run.ts';
import { client } from '../../app/client.ts';
import { type Command, registerCommand } from '../../app/commands.ts';
import { type PanelBadge, registerPanelTab } from '../../app/contributions.ts';
import { showPanel } from '../../app/layout.ts';
import { buildWord } from '../../app/machine-word.ts';
import { toastFailure } from '../../app/toasts.ts';
import { revealLine, toggleMessagesOnly } from './log-view-store.ts';
import { BuildPanelActions } from './panel-actions.tsx';

const badge = createStore<PanelBadge>(() => ({}));
buildStore.subscribe(({ job }, before) => {
  if (job.kind === before.job.kind) return;
  const { tone } = buildWord(job);
  badge.setState({ dot: job.kind === 'none' || tone === 'off' ? undefined : tone }, true);
});

registerPanelTab({
  id: 'build',
  label: 'Build',
  order: 20,
  load: () => import('./build-panel.tsx'),
  badge,
  actions: BuildPanelActions,
});

const commands: readonly Command[] = [
  {
    id: 'build.cancel',
    title: 'Cancel the build',
    category: 'Build',
    enabled: () => isBuilding() || 'No build is running.',
    async run() {
      const { jobId } = buildStore.getState();
      if (jobId === null) return;
      const answer = await client().call('job.cancel', jobId);
      if (!answer.ok) toastFailure(answer.error);
    },
  },
  { id: 'build.show', title: 'Show the build', category: 'View', run: () => showPanel('build') },
  {
    id: 'build.toggleMessages',
    title: 'Show errors and warnings of the build only',
    category: 'Build',
    run: toggleMessagesOnly,
  },
  {
    id: 'build.revealLine',
    title: 'Show a line of the build log',
    hidden: true,
    run(line) {
      showPanel('build');
      revealLine(Number(line));
    },
  },
];
for (const command of commands) registerCommand(command);
