/** Plugs the configuration into the window: activity, pages, commands, the command field's `#`, marks of what is unsaved. */
import { CircleAlert, FileDiff, GitMerge, SlidersHorizontal } from 'lucide-react';
import { createStore } from 'zustand/vanilla';
import { startBuiltConfig } from '../../app/config/built-config.ts';
import { configActivityStore, openConfig, startConfigActivity } from '../../app/config/config-activity.ts';
import {
  type ActivityBadge,
  registerActivity,
  registerEditorKind,
  registerStatusItem,
} from '../../app/contributions.ts';
import { ask } from '../../app/dialogs.ts';
import { groupsOf } from '../../app/editor-groups.ts';
import { editorStore, setDirty } from '../../app/editors.ts';
import { registerQuickPick } from '../../app/quick-pick.ts';
import { registerSaver } from '../../app/savers.ts';
import { registerConfigCommands } from './config-commands.ts';
import { CONFIG, configInput, configKey } from './config-input.ts';
import { ConfigStatus } from './config-status.tsx';
import { focus, resetView, treeLoaded } from './config-store.ts';
import { save } from './option-actions.ts';
import { optionPicker } from './option-picker.ts';
import { searchAgain } from './option-search.ts';
import { fetchReceipts, forgetReceipts } from './receipt-store.ts';
import { startTextCompanion } from './text-companion.ts';

const badge = createStore<ActivityBadge>(() => null);

registerActivity({
  id: 'config',
  label: 'Config',
  icon: SlidersHorizontal,
  order: 30,
  load: () => import('./config-view.tsx'),
  badge,
  editor: configInput,
  focus: () => focus('tree'),
  width: 336,
});

async function mayClose(): Promise<boolean> {
  const answer = await ask({
    title: 'Save the configuration before it closes?',
    text: 'Without saving, the changes are kept aside and come back, but a build does not see them.',
    tone: 'warn',
    answers: [
      { id: 'keep', label: 'Keep aside' },
      { id: 'cancel', label: 'Cancel', safe: true },
      { id: 'save', label: 'Save' },
    ],
  });
  if (answer === 'save') return save();
  return answer === 'keep';
}

registerEditorKind({
  kind: CONFIG,
  icon: () => SlidersHorizontal,
  load: () => import('./config-page.tsx'),
  beforeClose: mayClose,
});
registerEditorKind({ kind: 'config-warnings', icon: () => CircleAlert, load: () => import('./warnings-page.tsx') });
registerEditorKind({ kind: 'config-compare', icon: () => FileDiff, load: () => import('./compare-page.tsx') });
registerEditorKind({
  kind: 'config-merge',
  icon: () => GitMerge,
  load: () => import('./merge-page.tsx'),
  restore: false,
});

registerStatusItem({ id: 'config', side: 'right', order: 20, Component: ConfigStatus });
registerQuickPick(optionPicker);
registerSaver(save);
registerConfigCommands();
startTextCompanion();
startBuiltConfig();

const configIsShown = () =>
  groupsOf(editorStore.getState().layout.root).some(({ tabs }) => tabs.some(({ input }) => input.kind === CONFIG));

/** The dot in the tab and at the activity, and what is found, follow the configuration. */
let stop = () => {};
configActivityStore.subscribe((now, before) => {
  if (now.session === before.session) return;
  stop();
  resetView();
  forgetReceipts();
  badge.setState(null, true);
  setDirty(configKey, false);
  const { session } = now;
  if (!session) {
    stop = () => {};
    return;
  }
  const unfollow = session.store.subscribe(({ config }) => {
    badge.setState(config?.conflict ? 'warn' : config?.unsaved ? 'accent' : null, true);
    setDirty(configKey, (config?.unsaved ?? false) && configIsShown());
  });
  const measured = () => fetchReceipts(session, () => configActivityStore.getState().session === session);
  void measured();
  const changes = session.changes.on((because) => {
    if (because === 'measured') void measured();
    if (because === 'reloaded' && session.config) treeLoaded(session.config.tree);
    if (because !== 'measured') searchAgain();
  });
  stop = () => {
    unfollow();
    changes.dispose();
  };
});
startConfigActivity(() => {
  if (configIsShown()) void openConfig();
});
