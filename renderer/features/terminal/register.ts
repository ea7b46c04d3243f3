/** Plugs terminals into the window: the panel tab, and commands that need the person's consent. */
import { registerCommand } from '../../app/commands.ts';
import { registerOverlay, registerPanelTab } from '../../app/contributions.ts';
import { showPanel } from '../../app/layout.ts';
import { TerminalConsent } from './consent.tsx';
import { TerminalActions } from './panel-actions.tsx';
import { newTerminal, terminalStore } from './terminal-store.ts';

registerPanelTab({
  id: 'terminal',
  label: 'Terminal',
  order: 40,
  load: () => import('./terminal-panel.tsx'),
  actions: TerminalActions,
});
registerOverlay('terminal-consent', TerminalConsent);

registerCommand({
  id: 'terminal.new',
  title: 'New terminal',
  category: 'Terminal',
  keys: 'Ctrl+Shift+`',
  async run() {
    showPanel('terminal');
    await newTerminal();
  },
});
registerCommand({
  id: 'terminal.run',
  title: 'Run a command in a terminal',
  hidden: true,
  run(argv, title) {
    if (!isArgv(argv)) throw new Error('terminal.run wants a list of words.');
    terminalStore.setState({ asked: { argv, title: typeof title === 'string' ? title : argv[0] } });
  },
});

function isArgv(value: unknown): value is readonly [string, ...string[]] {
  return Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string');
}
