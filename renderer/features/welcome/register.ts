/** Welcome: shown at the start and whenever no project is open. */
import { Sprout } from 'lucide-react';
import { registerCommand } from '../../app/commands.ts';
import { registerEditorKind } from '../../app/contributions.ts';
import type { EditorInput } from '../../app/editor-groups.ts';
import { openEditor } from '../../app/editors.ts';
import { settingsStore } from '../../app/settings.ts';
import { onReady } from '../../app/start-hooks.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { bootFirst } from './boot-first.ts';

const input: EditorInput = { kind: 'welcome', id: 'welcome', title: 'Welcome' };

registerEditorKind({
  kind: 'welcome',
  icon: () => Sprout,
  load: () => import('./welcome-page.tsx'),
  page: true,
  restore: false,
});

registerCommand({
  id: 'welcome.show',
  title: 'Show the Welcome page',
  category: 'Help',
  run: () => openEditor(input),
});
registerCommand({
  id: 'welcome.bootFirst',
  title: 'Boot your first unikernel',
  category: 'Project',
  run: bootFirst,
});

onReady(() => {
  const { project } = workspaceStore.getState();
  if (!project && settingsStore.getState().settings.showWelcomeAtStart) openEditor(input, { focus: false });
  workspaceStore.subscribe((now, before) => {
    if (before.project && !now.project) openEditor(input, { focus: false });
  });
});
