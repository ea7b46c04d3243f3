/**
 * Stands in for the module `electron` in tests of the wiring: it records what is installed and lets a test fire events.
 * It proves what the studio asks of Electron, not how Electron behaves.
 */
import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

export class ContentsDouble extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  readonly sent: unknown[][] = [];
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  send(...words: unknown[]): void {
    this.sent.push(words);
  }
  getURL(): string {
    return 'app://studio/';
  }
}

export class WindowDouble extends EventEmitter {
  static readonly made: WindowDouble[] = [];
  readonly webContents = new ContentsDouble();
  readonly calls: string[] = [];
  bounds = { x: 10, y: 20, width: 1000, height: 700 };
  maximised = false;
  constructor(readonly options: Record<string, unknown> & { webPreferences: Record<string, unknown> }) {
    super();
    WindowDouble.made.push(this);
  }
  async loadURL(url: string): Promise<void> {
    this.calls.push(`load ${url}`);
  }
  show = () => this.calls.push('show');
  focus = () => this.calls.push('focus');
  restore = () => this.calls.push('restore');
  reload = () => this.calls.push('reload');
  maximize = () => this.calls.push('maximize');
  isMinimized = () => false;
  isFullScreen = () => false;
  isMaximized = () => this.maximised;
  getNormalBounds = () => this.bounds;
}

export class PortDouble extends EventEmitter {
  readonly sent: unknown[] = [];
  closed = false;
  started = false;
  postMessage(message: unknown): void {
    this.sent.push(message);
  }
  start(): void {
    this.started = true;
  }
  close(): void {
    this.closed = true;
  }
}

class SessionDouble extends EventEmitter {
  setPermissionRequestHandler = vi.fn();
  setPermissionCheckHandler = vi.fn();
  setDevicePermissionHandler = vi.fn();
  setDisplayMediaRequestHandler = vi.fn();
  setBluetoothPairingHandler = vi.fn();
  webRequest = { onBeforeRequest: vi.fn() };
}

class AppDouble extends EventEmitter {
  isPackaged = false;
  setPath = vi.fn();
  enableSandbox = vi.fn();
  requestSingleInstanceLock = vi.fn((_data?: unknown) => true);
  whenReady = vi.fn(async () => {});
  setAboutPanelOptions = vi.fn();
  quit = vi.fn();
  exit = vi.fn();
}

/** A fresh double of the whole module; `vi.mock('electron', () => electronDouble())`. */
export function electronDouble() {
  const ports: PortDouble[] = [];
  return {
    app: new AppDouble(),
    protocol: { registerSchemesAsPrivileged: vi.fn(), handle: vi.fn() },
    session: { defaultSession: new SessionDouble(), SessionDouble },
    shell: { openExternal: vi.fn(async () => {}) },
    ipcMain: new EventEmitter(),
    BrowserWindow: WindowDouble,
    MessageChannelMain: class {
      port1 = new PortDouble();
      port2 = new PortDouble();
      constructor() {
        ports.push(this.port1);
      }
    },
    Menu: {
      setApplicationMenu: vi.fn(),
      buildFromTemplate: vi.fn((template: unknown) => ({ template, popup: vi.fn() })),
    },
    nativeTheme: { shouldUseDarkColors: true },
    screen: {
      getPrimaryDisplay: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }),
      getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }],
    },
    dialog: { showOpenDialog: vi.fn(), showErrorBox: vi.fn() },
    contextBridge: { exposeInMainWorld: vi.fn() },
    webUtils: { getPathForFile: vi.fn() },
    ipcRenderer: Object.assign(new EventEmitter(), { send: vi.fn() }),
    /** Ends of the channels that stay in the main process, in the order they were made. */
    ports,
  };
}

export type ElectronDouble = ReturnType<typeof electronDouble>;
