/** Making and opening projects: the wizard, and the commands that welcome, menus and keys call. */
import { registerCommand } from '../../app/commands.ts';
import { registerOverlay } from '../../app/contributions.ts';
import { pickFolder } from '../../app/folder-picker.ts';
import { openProject } from '../../app/workspace.ts';
import { WizardOverlay } from './wizard-overlay.tsx';
import { openWizard } from './wizard-store.ts';

registerOverlay('wizard', WizardOverlay);

registerCommand({
  id: 'project.new',
  title: 'New project…',
  category: 'Project',
  keys: 'Mod+Shift+N',
  run: openWizard,
});

registerCommand({
  id: 'project.open',
  title: 'Open folder…',
  category: 'Project',
  keys: 'Mod+O',
  run: async (path) => {
    const folder = typeof path === 'string' ? path : await pickFolder({ title: 'Open folder', button: 'Open' });
    if (folder !== null) await openProject(folder);
  },
});
