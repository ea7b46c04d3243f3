/** Trust: asked once for a folder that came from elsewhere; nothing of it runs before the answer. */
import { registerCommand } from '../../app/commands.ts';
import { registerOverlay } from '../../app/contributions.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { TrustDialog } from './trust-dialog.tsx';
import { askTrust } from './trust-store.ts';

registerOverlay('trust', TrustDialog);

registerCommand({
  id: 'project.askTrust',
  title: 'Decide whether to trust this folder',
  category: 'Project',
  enabled: () => (workspaceStore.getState().project ? true : 'Open a project first.'),
  run: askTrust,
});

workspaceStore.subscribe((now, before) => {
  if (now.project && now.project.id !== before.project?.id && now.project.trust === 'asked') void askTrust();
});
