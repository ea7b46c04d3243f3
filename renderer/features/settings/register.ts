/** Settings and keyboard shortcuts: two pages of the editor. */
import { Keyboard, Settings } from 'lucide-react';
import { registerCommand } from '../../app/commands.ts';
import { registerEditorKind } from '../../app/contributions.ts';
import { openEditor } from '../../app/editors.ts';

registerEditorKind({ kind: 'settings', icon: () => Settings, load: () => import('./settings-page.tsx') });
registerEditorKind({ kind: 'keys', icon: () => Keyboard, load: () => import('./keys-page.tsx') });

registerCommand({
  id: 'settings.open',
  title: 'Open the settings',
  category: 'Settings',
  keys: 'Mod+,',
  run: () => openEditor({ kind: 'settings', id: 'settings', title: 'Settings' }),
});
registerCommand({
  id: 'help.keys',
  title: 'Keyboard shortcuts',
  category: 'Help',
  run: () => openEditor({ kind: 'keys', id: 'keys', title: 'Keyboard shortcuts' }),
});
