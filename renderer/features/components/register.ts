/** A page with every component in every state: what a change of the design is looked at on, in each theme. */
import { Component } from 'lucide-react';
import { registerCommand } from '../../app/commands.ts';
import { registerEditorKind } from '../../app/contributions.ts';
import { openEditor } from '../../app/editors.ts';

registerEditorKind({
  kind: 'components',
  icon: () => Component,
  load: () => import('./components-page.tsx'),
  restore: false,
});
registerCommand({
  id: 'help.components',
  title: 'Show the components and their states',
  category: 'Help',
  run: () => openEditor({ kind: 'components', id: 'components', title: 'Components' }),
});
