/** How the open project's machine is started: memory, arguments, network, initial file system, accelerator. */
import { registerCommand } from '../../app/commands.ts';
import { registerOverlay } from '../../app/contributions.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { RunSettings } from './run-settings.tsx';
import { showRunSettings } from './run-settings-store.ts';

registerOverlay('run-settings', RunSettings);

registerCommand({
  id: 'machine.settings',
  title: 'Run settings',
  category: 'Project',
  enabled: () => {
    const { project } = workspaceStore.getState();
    if (!project) return 'Open a project first.';
    return project.trust === 'trusted' && project.family !== null
      ? true
      : 'Trust the folder first: the settings are written into it.';
  },
  run: showRunSettings,
});
