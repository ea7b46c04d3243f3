import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as electron from 'electron';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runDesktop } from '../../../electron/hosts/desktop/desktop-host.ts';
import { createStudio } from '../../../electron/services/studio.ts';
import { PATIENCE_MS } from '../../patience.ts';
import { type ElectronDouble, WindowDouble } from './electron-double.ts';

vi.mock('electron', async () => (await import('./electron-double.ts')).electronDouble());
vi.mock('../../../electron/services/studio.ts', () => ({ createStudio: vi.fn() }));
const { app, dialog, ipcMain, Menu, ports, protocol, session } = electron as unknown as ElectronDouble;
const dispose = vi.fn(async () => {});

let home: string;
const { argv } = process;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'desktop host '));
  vi.stubEnv('UNIKERNEL_STUDIO_HOME', home);
  await mkdir(join(home, 'a project'));
  await writeFile(join(home, 'file.txt'), '');
});
afterAll(async () => {
  process.argv = argv;
  await rm(home, { recursive: true });
});

/** What a start adds to the process would pile up here. */
const names = ['uncaughtException', 'unhandledRejection', 'SIGINT', 'SIGTERM', 'SIGHUP'] as NodeJS.Signals[];
const before = new Set<unknown>(names.flatMap((name) => process.listeners(name)));
afterEach(() => {
  for (const name of names) {
    for (const listener of process.listeners(name)) if (!before.has(listener)) process.off(name, listener);
  }
});

beforeEach(() => {
  app.removeAllListeners();
  ipcMain.removeAllListeners();
  session.defaultSession.removeAllListeners();
  WindowDouble.made.length = 0;
  ports.length = 0;
  vi.clearAllMocks();
  vi.mocked(createStudio).mockResolvedValue({ handlers: {}, dispose } as never);
});

async function run(...words: string[]): Promise<WindowDouble | undefined> {
  process.argv = ['unikernel-studio', ...words];
  const root = new URL(`${pathToFileURL(home)}/`);
  await runDesktop({ root, version: '1.2.3', productName: 'Unikernel Studio' });
  return WindowDouble.made[0];
}

function connect(window: WindowDouble): void {
  const senderFrame = { origin: 'app://studio', parent: null, postMessage: vi.fn() };
  ipcMain.emit('studio:connect', { sender: window.webContents, senderFrame });
}

describe('the start', () => {
  it('turns on the sandbox, the scheme and the lock before Electron is ready', async () => {
    const order: string[] = [];
    app.enableSandbox.mockImplementation(() => order.push('sandbox'));
    protocol.registerSchemesAsPrivileged.mockImplementation(() => order.push('scheme'));
    app.setPath.mockImplementation(() => order.push('path'));
    app.requestSingleInstanceLock.mockImplementation(() => {
      order.push('lock');
      return true;
    });
    app.whenReady.mockImplementation(async () => {
      order.push('ready');
    });
    await run();
    expect(order).toEqual(['path', 'sandbox', 'scheme', 'lock', 'ready']);
    expect(app.setPath).toHaveBeenCalledWith('userData', join(home, 'data', 'electron'));
  });

  it('installs the guards before the first window is made', async () => {
    let guarded = false;
    session.defaultSession.setPermissionRequestHandler.mockImplementation(() => {
      expect(WindowDouble.made).toHaveLength(0);
      guarded = true;
    });
    await run();
    expect(guarded).toBe(true);
    expect(app.listenerCount('web-contents-created')).toBe(1);
    expect(protocol.handle).toHaveBeenCalledWith('app', expect.any(Function));
    expect(Menu.setApplicationMenu).toHaveBeenCalledOnce();
    expect(app.setAboutPanelOptions).toHaveBeenCalledWith({
      applicationName: 'Unikernel Studio',
      applicationVersion: '1.2.3',
    });
  });

  it('gives the window up when another one runs, and hands over the folder', async () => {
    app.requestSingleInstanceLock.mockReturnValueOnce(false);
    expect(await run(join(home, 'a project'))).toBeUndefined();
    expect(app.requestSingleInstanceLock).toHaveBeenCalledWith({ folder: join(home, 'a project') });
    expect(app.quit).toHaveBeenCalledOnce();
    expect(createStudio).not.toHaveBeenCalled();
  });

  it('opens the folder that it was given', async () => {
    const window = await run('--some-switch', join(home, 'file.txt'), join(home, 'a project'));
    connect(window!);
    expect(window?.webContents.sent).toEqual([
      ['studio:command', { id: 'project.open', argument: join(home, 'a project') }],
    ]);
  });

  it('says so when the services cannot start', async () => {
    vi.mocked(createStudio).mockRejectedValueOnce(new Error('the disk is full'));
    await run();
    expect(dialog.showErrorBox).toHaveBeenCalledWith(expect.stringContaining('could not start'), 'the disk is full');
    expect(app.exit).toHaveBeenCalledWith(1);
  });
});

describe('a second start', () => {
  it('brings the window to the front and opens its folder there', async () => {
    const window = await run();
    connect(window!);
    app.emit('second-instance', {}, [], '/', { folder: join(home, 'a project') });
    expect(WindowDouble.made).toHaveLength(1);
    expect(window?.calls).toContain('focus');
    expect(window?.webContents.sent).toEqual([
      ['studio:command', { id: 'project.open', argument: join(home, 'a project') }],
    ]);
  });

  it.each([null, undefined, 'text', { folder: 1 }, { folder: '/none/such' }])('opens nothing for %j', async (data) => {
    const window = await run();
    connect(window!);
    app.emit('second-instance', {}, [], '/', data);
    expect(window?.calls).toContain('focus');
    expect(window?.webContents.sent).toEqual([]);
  });

  it('makes the window anew where it was closed', async () => {
    const window = await run();
    window?.emit('closed');
    app.emit('activate');
    expect(WindowDouble.made).toHaveLength(2);
  });
});

describe('the folder dialog', () => {
  it('answers with the chosen folder, or with null', async () => {
    const window = await run();
    connect(window!);
    const port = ports[0]!;
    const ask = async (id: number) => {
      const p = { title: 'Where?', start: home };
      port.emit('message', { data: JSON.stringify({ t: 'call', id, ch: 'places.pick', p }) });
      return vi.waitFor(() => {
        const answer = port.sent.map((text) => JSON.parse(String(text))).find((message) => message.id === id);
        expect(answer).toBeDefined();
        return answer.v;
      }, PATIENCE_MS);
    };
    dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: ['/chosen'] });
    expect(await ask(1)).toBe('/chosen');
    expect(dialog.showOpenDialog).toHaveBeenCalledWith(
      window,
      expect.objectContaining({ title: 'Where?', defaultPath: home, properties: ['openDirectory', 'createDirectory'] }),
    );
    dialog.showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] });
    expect(await ask(2)).toBeNull();
  });
});

describe('the end', () => {
  it('waits for the services, once', async () => {
    await run();
    const event = { preventDefault: vi.fn() };
    app.emit('will-quit', event);
    app.emit('will-quit', event);
    expect(event.preventDefault).toHaveBeenCalledTimes(2);
    await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(0), PATIENCE_MS);
    expect(dispose).toHaveBeenCalledOnce();
  });

  it('does not wait longer than a second for services that hang', async () => {
    await run();
    dispose.mockReturnValueOnce(new Promise(() => {}));
    const started = performance.now();
    app.emit('will-quit', { preventDefault: vi.fn() });
    await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(0), PATIENCE_MS);
    expect(performance.now() - started).toBeGreaterThan(800);
  });

  it('comes even when the services fail to end', async () => {
    await run();
    dispose.mockRejectedValueOnce(new Error('stuck'));
    const complaint = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    app.emit('will-quit', { preventDefault: vi.fn() });
    await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(0), PATIENCE_MS);
    expect(complaint).toHaveBeenCalled();
    complaint.mockRestore();
  });

  it('follows the last window, except on macOS', async () => {
    await run();
    app.emit('window-all-closed');
    expect(app.quit).toHaveBeenCalledTimes(process.platform === 'darwin' ? 0 : 1);
  });
});
