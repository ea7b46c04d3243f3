import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as electron from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStudioWindow } from '../../../electron/hosts/desktop/studio-window.ts';
import { readWindowState, writeWindowState } from '../../../electron/hosts/desktop/window-state.ts';
import { PATIENCE_MS } from '../../patience.ts';
import { type ElectronDouble, WindowDouble } from './electron-double.ts';

vi.mock('electron', async () => (await import('./electron-double.ts')).electronDouble());
const { Menu } = electron as unknown as ElectronDouble;

let folder: string;
let stateFile: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studio window '));
  stateFile = join(folder, 'window.json');
});
afterEach(() => rm(folder, { recursive: true }));

function open() {
  const hooks = { onPageLeft: vi.fn(), onClosed: vi.fn(), reportBug: vi.fn() };
  openStudioWindow({ preload: '/p/preload.cjs', stateFile, title: 'Unikernel Studio', ...hooks });
  return { window: WindowDouble.made.at(-1)!, ...hooks };
}

describe('the window', () => {
  it('is sandboxed, isolated and without Node', () => {
    const { webPreferences } = open().window.options;
    expect(webPreferences).toMatchObject({
      preload: '/p/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      spellcheck: false,
    });
  });

  it('loads its own page, and is shown once that can be seen', () => {
    const { window } = open();
    expect(window.calls).toEqual(['load app://studio/']);
    window.emit('ready-to-show');
    expect(window.calls).toContain('show');
  });

  it('comes back where it was', () => {
    const bounds = { x: 5, y: 6, width: 1000, height: 700 };
    writeWindowState(stateFile, { bounds, maximised: true });
    const { window } = open();
    expect(window.options).toMatchObject(bounds);
    expect(window.calls).toContain('maximize');
  });

  it('remembers its place when it is moved, and when it is closed', async () => {
    const { window, onClosed, onPageLeft } = open();
    window.emit('move');
    await vi.waitFor(() => expect(readWindowState(stateFile)?.bounds).toEqual(window.bounds), PATIENCE_MS);
    window.bounds = { ...window.bounds, x: 99 };
    window.emit('close');
    expect(readWindowState(stateFile)?.bounds.x).toBe(99);
    window.emit('closed');
    expect(onClosed).toHaveBeenCalledOnce();
    expect(onPageLeft).toHaveBeenCalledOnce();
  });

  it('cannot be held open by its page', () => {
    const event = { preventDefault: vi.fn() };
    open().window.webContents.emit('will-prevent-unload', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  it('says that the page was left when it loads another time, but not when only # changes', () => {
    const { window, onPageLeft } = open();
    window.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    window.webContents.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false });
    expect(onPageLeft).not.toHaveBeenCalled();
    window.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    expect(onPageLeft).toHaveBeenCalledOnce();
  });

  it('is loaded again after its process died, but not without end', () => {
    const { window, reportBug } = open();
    window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
    expect(window.calls).not.toContain('reload');
    for (let n = 0; n < 10; n++)
      window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 139 });
    expect(window.calls.filter((call) => call === 'reload')).toHaveLength(3);
    expect(reportBug).toHaveBeenCalledTimes(10);
  });

  it('offers cut, copy and paste where text is edited, copy where it is selected, and nothing elsewhere', () => {
    const { webContents } = open().window;
    const offered = (place: object) => {
      Menu.buildFromTemplate.mockClear();
      webContents.emit('context-menu', {}, place);
      const template = Menu.buildFromTemplate.mock.calls[0]?.[0] as { role?: string }[] | undefined;
      return template?.map((item) => item.role).filter(Boolean);
    };
    expect(offered({ isEditable: true, selectionText: '' })).toEqual(['cut', 'copy', 'paste', 'selectAll']);
    expect(offered({ isEditable: false, selectionText: 'x' })).toEqual(['copy']);
    expect(offered({ isEditable: false, selectionText: '' })).toBeUndefined();
  });
});
