/** The one window of the desktop program: sandboxed, without Node, where it was the last time, back after a crash. */
import { BrowserWindow, Menu, nativeTheme, screen } from 'electron';
import { editMenuTemplate } from './menu.ts';
import { WINDOW_URL } from './window-address.ts';
import { MIN_SIZE, placeWindow, readWindowState, writeWindowState } from './window-state.ts';

export interface StudioWindowOptions {
  readonly preload: string;
  readonly stateFile: string;
  readonly title: string;
  /** The page is being left: closed, loaded again, or its process died. */
  onPageLeft(): void;
  onClosed(): void;
  reportBug(what: string, cause: unknown): void;
}

/** `--frame` of the themes (renderer/ui/tokens.css), so that nothing flashes before the first paint. */
const BACKGROUND = { dark: '#0f1315', light: '#e9e8e3' };
const SAVE_AFTER_MS = 500;
/** A page that dies more often than this within a minute is not loaded again. */
const MAX_CRASHES = 3;

export function openStudioWindow(options: StudioWindowOptions): BrowserWindow {
  const state = readWindowState(options.stateFile);
  const { workArea } = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeWindow(state, [workArea, ...others]),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    title: options.title,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      // Its dictionaries would come from the network.
      spellcheck: false,
    },
  });
  if (state?.maximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  rememberPlace(window, options.stateFile);
  window.on('closed', () => {
    options.onPageLeft();
    options.onClosed();
  });
  const { webContents } = window;
  webContents.on('did-start-navigation', (event) => {
    if (event.isMainFrame && !event.isSameDocument) options.onPageLeft();
  });
  // Unsaved text is kept by the host as it is typed; a page must not be able to hold its window open.
  webContents.on('will-prevent-unload', (event) => event.preventDefault());
  webContents.on('context-menu', (_, place) => {
    const template = editMenuTemplate(place);
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window });
  });
  reviveAfterCrash(window, options);
  void window.loadURL(WINDOW_URL);
  return window;
}

function rememberPlace(window: BrowserWindow, file: string): void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    if (!window.isMinimized() && !window.isFullScreen()) {
      writeWindowState(file, { bounds: window.getNormalBounds(), maximised: window.isMaximized() });
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('close', save);
  window.on('closed', () => clearTimeout(timer));
}

/** Machines and builds do not live in the page: it is loaded again and finds them. */
function reviveAfterCrash(window: BrowserWindow, options: StudioWindowOptions): void {
  const crashes: number[] = [];
  window.webContents.on('render-process-gone', (_, details) => {
    options.onPageLeft();
    if (details.reason === 'clean-exit') return;
    options.reportBug('the window', new Error(`its process ended: ${details.reason} (${details.exitCode})`));
    const now = Date.now();
    crashes.push(now);
    if (crashes.filter((at) => now - at < 60_000).length <= MAX_CRASHES) window.reload();
  });
}
