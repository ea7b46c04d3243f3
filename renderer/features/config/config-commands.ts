/** The commands of the configuration, for the palette, the menus and the keys. */

import { type Command, CommandFailed, registerCommand } from '../../app/commands.ts';
import { openConfig } from '../../app/config/config-activity.ts';
import type { ConfigSession, LoadedConfig } from '../../app/config/config-session.ts';
import { ask } from '../../app/dialogs.ts';
import { currentEditor, openEditor } from '../../app/editors.ts';
import { layoutStore, showActivity } from '../../app/layout.ts';
import { openQuickPick } from '../../app/quick-pick.ts';
import { focusIsIn } from '../../app/regions.ts';
import { toast } from '../../app/toasts.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { chooseFile, download, writeInProject } from './config-files.ts';
import { CONFIG, compareInput, configInput, mergeInput, warningsInput } from './config-input.ts';
import { collapseAll, configViewStore, expandAll, focus, goBack, goForward, jumpTo, session } from './config-store.ts';
import { redo, reset, resetSelected, revert, save, undo } from './option-actions.ts';
import { showOption } from './option-picker.ts';
import { showText } from './text-companion.ts';

/** The focus is somewhere in the configuration. */
function inConfig(): boolean {
  if (focusIsIn('sidebar')) return layoutStore.getState().activity === 'config';
  if (document.activeElement?.closest('[data-config]')) return true;
  return (
    (currentEditor()?.kind.startsWith(CONFIG) ?? false) &&
    (focusIsIn('editor') || document.activeElement === document.body)
  );
}

/** A field has a history of its own. */
const inField = () => document.activeElement?.matches('input:is([type=text], [type=search])') ?? false;

const needsProject = () => (workspaceStore.getState().project ? true : 'Open a project first.');

function needs(part: (config: LoadedConfig) => boolean, reason: string): () => true | string {
  return () => {
    const config = session()?.config;
    if (!config) return 'No configuration is open.';
    return part(config) || reason;
  };
}

const needsConfig = needs(() => true, '');

async function opened(): Promise<ConfigSession> {
  const found = await openConfig();
  if (!found) throw new CommandFailed('This project has no configuration.');
  return found;
}

async function exported(what: 'full' | 'minimal'): Promise<{ readonly text: string; readonly name: string }> {
  const answer = await (await opened()).tell('config.export', { what });
  if (!answer.ok) throw new CommandFailed(answer.error.message);
  return answer.value;
}

async function importFile(): Promise<void> {
  const open = await opened();
  await chooseFile('Configuration to import', true, async (from) => {
    const answer = await open.tell('config.import', { from });
    if (!answer.ok) toast({ tone: 'err', title: answer.error.message, text: answer.error.hint ?? '' });
    else {
      const wrong = answer.value.problems.length;
      toast({
        tone: wrong > 0 ? 'warn' : 'ok',
        title: `Imported${from.kind === 'file' ? ` ${from.path}` : ''}. It is not saved yet.`,
        text: wrong > 0 ? `${wrong} of its lines did not take. The warnings say why.` : 'One Undo takes it all back.',
        ...(wrong > 0 ? { action: { label: 'Warnings', run: () => openEditor(warningsInput()) } } : {}),
      });
    }
  });
}

async function resetAll(): Promise<void> {
  const tree = session()?.config?.tree;
  if (!tree) return;
  const answer = await ask({
    title: 'Reset every option to its default?',
    text: 'What was set is forgotten. One Undo takes it back, and nothing is saved before you say so.',
    tone: 'warn',
    answers: [
      { id: 'cancel', label: 'Cancel', safe: true },
      { id: 'reset', label: 'Reset everything' },
    ],
  });
  if (answer === 'reset') await reset(tree.subtree(0));
}

const commands: readonly Command[] = [
  {
    id: 'config.undo',
    title: 'Undo a change of options',
    category: 'Config',
    keys: 'Mod+Z',
    when: () => inConfig() && !inField(),
    enabled: needs((config) => config.canUndo, 'There is nothing to undo.'),
    run: undo,
  },
  {
    id: 'config.redo',
    title: 'Redo a change of options',
    category: 'Config',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    when: () => inConfig() && !inField(),
    enabled: needs((config) => config.canRedo, 'There is nothing to redo.'),
    run: redo,
  },
  {
    id: 'config.save',
    title: 'Save the configuration',
    category: 'Config',
    keys: 'Mod+S',
    when: inConfig,
    enabled: needsConfig,
    run: async () => {
      await save();
    },
  },
  {
    id: 'config.search',
    title: 'Search options',
    category: 'Config',
    enabled: needsProject,
    run: () => {
      showActivity('config');
      openEditor(configInput(), { focus: false });
      focus('search');
    },
  },
  {
    id: 'config.goToOption',
    title: 'Go to an option',
    category: 'Config',
    // A browser keeps Ctrl+T to itself.
    keys: ['Mod+T', 'Alt+O'],
    enabled: needsProject,
    run: () => openQuickPick('#'),
  },
  {
    id: 'config.showOption',
    title: 'Show an option',
    hidden: true,
    run: async (id) => void (await showOption(String(id))),
  },
  {
    id: 'config.selectOption',
    title: 'Select an option',
    hidden: true,
    run: (id) => void jumpTo(String(id)),
  },
  {
    id: 'config.back',
    title: 'Go back to the option before',
    category: 'Config',
    keys: 'Alt+Left',
    when: inConfig,
    enabled: () => configViewStore.getState().past.length > 0 || 'There is no option to go back to.',
    run: goBack,
  },
  {
    id: 'config.forward',
    title: 'Go forward to the next option',
    category: 'Config',
    keys: 'Alt+Right',
    when: inConfig,
    enabled: () => configViewStore.getState().future.length > 0 || 'There is no option to go forward to.',
    run: goForward,
  },
  {
    id: 'config.expandAll',
    title: 'Open all menus of the configuration',
    category: 'Config',
    enabled: needsConfig,
    run: expandAll,
  },
  {
    id: 'config.collapseAll',
    title: 'Close all menus of the configuration',
    category: 'Config',
    enabled: needsConfig,
    run: collapseAll,
  },
  {
    id: 'config.resetOption',
    title: 'Reset the selected option',
    category: 'Config',
    enabled: () => configViewStore.getState().node !== null || 'Select an option first.',
    run: resetSelected,
  },
  {
    id: 'config.resetAll',
    title: 'Reset every option to its default',
    category: 'Config',
    enabled: needsConfig,
    run: resetAll,
  },
  {
    id: 'config.revert',
    title: 'Revert to the saved configuration',
    category: 'Config',
    enabled: needs((config) => config.unsaved, 'Nothing differs from the saved file.'),
    run: revert,
  },
  {
    id: 'config.compareSaved',
    title: 'Compare with the saved configuration',
    category: 'Config',
    enabled: needsProject,
    run: () => openEditor(compareInput({ kind: 'saved' })),
  },
  {
    id: 'config.compareDefault',
    title: 'Compare with the defaults',
    category: 'Config',
    enabled: needsProject,
    run: () => openEditor(compareInput({ kind: 'default' })),
  },
  {
    id: 'config.compareFile',
    title: 'Compare with another configuration file',
    category: 'Config',
    enabled: needsProject,
    run: () =>
      chooseFile('Configuration to compare with', false, (file) => {
        if (file.kind === 'file') openEditor(compareInput(file));
      }),
  },
  {
    id: 'config.saveMinimal',
    title: 'Save a minimal configuration',
    category: 'Config',
    enabled: needsProject,
    run: async () => {
      const { text, name } = await exported('minimal');
      await writeInProject('Save a minimal config', name, text);
    },
  },
  {
    id: 'config.import',
    title: 'Import a configuration file',
    category: 'Config',
    enabled: needsProject,
    run: importFile,
  },
  {
    id: 'config.export',
    title: 'Export the configuration',
    category: 'Config',
    enabled: needsProject,
    run: async () => {
      const { text, name } = await exported('full');
      download(name, text);
    },
  },
  {
    id: 'config.warnings',
    title: 'Show the warnings of the configuration',
    category: 'Config',
    enabled: needsProject,
    run: () => openEditor(warningsInput()),
  },
  {
    id: 'config.merge',
    title: 'Merge with the configuration on the disk',
    category: 'Config',
    enabled: needs((config) => config.conflict, 'The file on the disk has not changed beside your edits.'),
    run: () => openEditor(mergeInput(session()?.source.file ?? '')),
  },
  {
    id: 'config.showText',
    title: 'Show the text of the configuration beside the tree',
    category: 'Config',
    enabled: needsProject,
    run: async () => {
      await opened();
      showText();
    },
  },
];

export function registerConfigCommands(): void {
  for (const command of commands) registerCommand(command);
}
