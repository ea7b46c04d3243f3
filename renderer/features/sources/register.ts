/** Sources: the trees outside a project, shown, downloaded, or taken from a folder of one's own. */
import { registerCommand } from '../../app/commands.ts';
import { registerOverlay } from '../../app/contributions.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { SourcesDialog } from './sources-dialog.tsx';
import { downloadSources, showSources } from './sources-store.ts';

registerOverlay('sources', SourcesDialog);

const withProject = () => (workspaceStore.getState().project ? true : 'Open a project first.');

registerCommand({
  id: 'sources.show',
  title: 'Show sources',
  category: 'Project',
  enabled: withProject,
  run: showSources,
});
registerCommand({
  id: 'sources.download',
  title: 'Download missing sources',
  category: 'Project',
  enabled: withProject,
  run: downloadSources,
});
