/** What the explorer adds to the window: its activity, and the commands about files and folders. */
import { Files } from 'lucide-react';
import { type Command, registerCommand } from '../../app/commands.ts';
import { registerActivity } from '../../app/contributions.ts';
import { layoutStore, showActivity } from '../../app/layout.ts';
import { focusIsIn } from '../../app/regions.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { needsTrust, whyReadOnly } from '../../app/write-access.ts';
import { absolutePath, copyText, deletePath, startNew, startRename } from './file-actions.ts';
import {
  collapseAll,
  fileTreeStore,
  focusTree,
  refresh,
  reveal,
  startFileTree,
  targetFolder,
} from './file-tree-store.ts';
import { startImage } from './image-store.ts';

registerActivity({
  id: 'explorer',
  label: 'Explorer',
  icon: Files,
  order: 10,
  load: () => import('./explorer-view.tsx'),
});

const selected = () => fileTreeStore.getState().selected;
const locked = () => {
  const { project } = workspaceStore.getState();
  return needsTrust(project) ? null : whyReadOnly(project);
};
const needsSelection = () => locked() ?? (selected() ? true : 'Select a file in the explorer first.');
const inTree = () => layoutStore.getState().activity === 'explorer' && focusIsIn('sidebar');

const commands: readonly Command[] = [
  {
    id: 'file.new',
    title: 'New file',
    category: 'File',
    enabled: () => locked() ?? true,
    run: () => {
      showActivity('explorer');
      return startNew('new-file', targetFolder());
    },
  },
  {
    id: 'file.newFolder',
    title: 'New folder',
    category: 'File',
    enabled: () => locked() ?? true,
    run: () => {
      showActivity('explorer');
      return startNew('new-folder', targetFolder());
    },
  },
  {
    id: 'file.rename',
    title: 'Rename the selected file',
    category: 'File',
    keys: 'F2',
    when: inTree,
    enabled: needsSelection,
    run: () => startRename(selected()!),
  },
  {
    id: 'file.delete',
    title: 'Delete the selected file',
    category: 'File',
    enabled: needsSelection,
    run: () => deletePath(selected()!),
  },
  {
    id: 'file.copyPath',
    title: 'Copy the path of the selected file',
    category: 'File',
    enabled: () => (selected() ? true : 'Select a file in the explorer first.'),
    run: () => copyText(absolutePath(selected()!), 'Path'),
  },
  {
    id: 'explorer.reveal',
    title: 'Show in the explorer',
    hidden: true,
    run: async (path) => {
      showActivity('explorer');
      await reveal(String(path));
      focusTree();
    },
  },
  { id: 'explorer.collapse', title: 'Collapse all folders', category: 'Explorer', run: collapseAll },
  { id: 'explorer.refresh', title: 'Read the folders again', category: 'Explorer', run: refresh },
];

for (const command of commands) registerCommand(command);
startFileTree();
startImage();
