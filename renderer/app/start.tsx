/** Brings the window to life: theme, keys, stores; draws the shell at once and fills it as the host answers. */
import { createRoot } from 'react-dom/client';
import { onHostCommand } from '../rpc/desktop-bridge.ts';
import { startActivity } from './activity.ts';
import { runCommand } from './commands.ts';
import { registerCoreCommands } from './core-commands.ts';
import { loadFamilies } from './families.ts';
import { listenToKeys } from './keybindings.ts';
import { loadLayout } from './layout.ts';
import { isDesktop } from './platform.ts';
import { watchRegions } from './regions.ts';
import { loadSettings } from './settings.ts';
import { Shell } from './shell/shell.tsx';
import { startTheme } from './theme.ts';
import { loadReport } from './toolchain.ts';
import { flushState } from './window-state.ts';
import { restoreProject, workspaceStore } from './workspace.ts';

/** Runs once the window is filled for the first time: Welcome opens itself here. */
const whenReady: (() => void)[] = [];

export function onReady(action: () => void): void {
  if (workspaceStore.getState().settled) action();
  else whenReady.push(action);
}

export function start(root: HTMLElement): void {
  startTheme();
  registerCoreCommands();
  listenToKeys(window);
  watchRegions(document);
  window.addEventListener('pagehide', flushState);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flushState());
  if (isDesktop)
    onHostCommand(({ id, argument }) => void runCommand(id, ...(argument === undefined ? [] : [argument])));
  createRoot(root).render(<Shell />);
  void fill();
}

async function fill(): Promise<void> {
  startActivity();
  await Promise.all([loadSettings(), loadLayout()]);
  await restoreProject();
  for (const action of whenReady.splice(0)) action();
  performance.mark('studio:usable');
  void loadFamilies();
  // The tools are looked at when everything else stands: nobody waits for it.
  setTimeout(() => void loadReport(), 50);
}
