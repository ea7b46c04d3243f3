/** The desktop program from start to end: one instance, services, guards, menus, one window, and a quick quit. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, dialog, Menu } from 'electron';
import { ok } from '#core/base/result.ts';
import type { Handlers } from '#core/contract/handlers.ts';
import { type StudioPaths, studioPaths } from '../../services/settings/studio-paths.ts';
import { createStudio } from '../../services/studio.ts';
import { createBugLog } from '../window/bug-log.ts';
import { handleAppScheme, registerAppScheme } from './app-protocol.ts';
import { folderArgument } from './folder-argument.ts';
import { installGuards } from './guards.ts';
import { menuTemplate } from './menu.ts';
import { openStudioWindow } from './studio-window.ts';
import { WindowChannel } from './window-channel.ts';

export interface DesktopOptions {
  /** The product's own folder, which holds `dist` and `resources`. */
  readonly root: URL;
  readonly version: string;
  readonly productName: string;
}

/** How long the services may take to end, in ms; what is left after that ends with the process. */
const DISPOSE_WITHIN_MS = 1000;

/** To be called while the entry is being loaded: some of it must happen before Electron is ready. */
export async function runDesktop(options: DesktopOptions): Promise<void> {
  try {
    await start(options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    dialog.showErrorBox(`${options.productName} could not start`, reason);
    app.exit(1);
  }
}

async function start(options: DesktopOptions): Promise<void> {
  const paths = studioPaths();
  // Also decides what counts as a second instance: one for each studio home.
  app.setPath('userData', join(paths.data, 'electron'));
  app.enableSandbox();
  registerAppScheme();
  const words = process.argv.slice(process.defaultApp ? 2 : 1);
  const folder = folderArgument(words, process.cwd());
  if (!app.requestSingleInstanceLock({ folder })) {
    app.quit();
    return;
  }
  await app.whenReady();
  await openStudio(options, paths, folder);
}

async function openStudio(options: DesktopOptions, paths: StudioPaths, folder: string | null): Promise<void> {
  const { root, version, productName } = options;
  const reportBug = createBugLog(join(paths.data, 'studio.log'));
  process.on('uncaughtException', (error) => reportBug('uncaught', error));
  process.on('unhandledRejection', (error) => reportBug('unhandled', error));
  installGuards();
  handleAppScheme(fileURLToPath(new URL('dist/renderer/', root)));

  let window: BrowserWindow | null = null;
  const resources = fileURLToPath(new URL('resources/', root));
  const studio = await createStudio({ paths, resources, version, host: 'desktop' });
  const handlers: Handlers = { ...studio.handlers, 'places.pick': (params) => pickFolder(window, params) };
  const channel = new WindowChannel(handlers, () => window, reportBug);
  const show = () => {
    if (window) {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      return;
    }
    window = openStudioWindow({
      preload: fileURLToPath(new URL('dist/electron/preload.cjs', root)),
      stateFile: join(paths.data, 'window.json'),
      title: productName,
      onPageLeft: () => channel.pageLeft(),
      onClosed: () => {
        window = null;
      },
      reportBug,
    });
  };
  const openFolder = (path: string | null) => {
    show();
    if (path) channel.run({ id: 'project.open', argument: path });
  };

  app.on('second-instance', (_, __, ___, data) => openFolder(folderOf(data)));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFolder(folderArgument([path], '/'));
  });
  app.on('activate', show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  endWithStudio(() => studio.dispose(), reportBug);
  const developer = !app.isPackaged;
  app.setAboutPanelOptions({ applicationName: productName, applicationVersion: version });
  const run = channel.run.bind(channel);
  const menu = menuTemplate({ platform: process.platform, productName, developer, run });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
  openFolder(folder);
}

/** What a second start sent along; it is another program's word, so it is looked at again. */
function folderOf(data: unknown): string | null {
  const folder = data !== null && typeof data === 'object' && 'folder' in data ? data.folder : null;
  return typeof folder === 'string' ? folderArgument([folder], '/') : null;
}

async function pickFolder(
  window: BrowserWindow | null,
  { title, start }: { readonly title: string; readonly start: string | null },
) {
  const options = {
    title,
    properties: ['openDirectory' as const, 'createDirectory' as const],
    ...(start ? { defaultPath: start } : {}),
  };
  const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
  return ok(answer.canceled ? null : (answer.filePaths[0] ?? null));
}

/** Quitting waits for machines, builds and terminals to end, but not for long. */
function endWithStudio(dispose: () => Promise<void>, reportBug: (what: string, cause: unknown) => void): void {
  let ending = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    const impatience = new Promise((resolve) => setTimeout(resolve, DISPOSE_WITHIN_MS));
    Promise.race([dispose(), impatience])
      .catch((cause) => reportBug('quitting', cause))
      .finally(() => app.exit(0));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
}
