/** Plugs the image map into the window: beside the editor, or a tab where the window is narrow. */
import { LayoutGrid } from 'lucide-react';
import { registerCommand } from '../../app/commands.ts';
import { registerEditorKind } from '../../app/contributions.ts';
import { openCompanion } from '../../app/layout.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { ImageActions } from './image-actions.tsx';

registerEditorKind({
  kind: 'image-map',
  icon: () => LayoutGrid,
  load: () => import('./image-map-view.tsx'),
  actions: ImageActions,
});

registerCommand({
  id: 'image.show',
  title: 'Show the image map',
  category: 'View',
  enabled: () => (workspaceStore.getState().project ? true : 'Open a project first.'),
  run: () => openCompanion({ kind: 'image-map', id: 'image', title: 'Image map' }),
});
