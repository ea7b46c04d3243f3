/** Brings the window to life: theme, keys, stores; draws the shell at once and fills it as the host answers. */
import { createRoot } from 'react-dom/client';
import { onHostCommand } from '../rpc/desktop-bridge.ts';
import { startActivity } from './activity.ts';
import { followNotices, loadAppInfo } from './app-info.ts';
import { runCommand } from './commands.ts';
import { registerCoreCommands } from './core-commands.ts';
import { acceptDrops } from './drop.ts';
import { loadFamilies } from './families.ts';
import { listenToKeys } from './keybindings.ts';
import { loadLayout } from './layout.ts';
import { isDesktop } from './platform.ts';
import { watchRegions } from './regions.ts';
import { loadSettings } from './settings.ts';
import { Shell } from './shell/shell.tsx';
import { becomeReady } from './start-hooks.ts';
import { startTheme } from './theme.ts';
import { loadReport } from './toolchain.ts';
import { flushState } from './window-state.ts';
import { restoreProject } from './workspace.ts';

export function start(root: HTMLElement): void {
  startTheme();
  registerCoreCommands();
  listenToKeys(window);
  watchRegions(document);
  acceptDrops(window);
  window.addEventListener('pagehide', flushState);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && flushState());
  createRoot(root).render(<Shell />);
  void fill();
}

async function fill(): Promise<void> {
  startActivity();
  followNotices();
  await Promise.all([loadSettings(), loadLayout(), loadAppInfo()]);
  await restoreProject();
  becomeReady();
  // What a menu or a second start asked for meanwhile has waited: it must not be undone by the project coming back.
  if (isDesktop)
    onHostCommand(({ id, argument }) => void runCommand(id, ...(argument === undefined ? [] : [argument])));
  performance.mark('studio:usable');
  void loadFamilies();
  // The tools are looked at when everything else stands: nobody waits for it.
  setTimeout(() => void loadReport(), 50);
}
