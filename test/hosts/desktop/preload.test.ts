import * as electron from 'electron';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ElectronDouble } from './electron-double.ts';

vi.mock('electron', async () => (await import('./electron-double.ts')).electronDouble());
const { contextBridge, ipcRenderer, webUtils } = electron as unknown as ElectronDouble;
const postMessage = vi.fn();

beforeAll(async () => {
  vi.stubGlobal('window', { postMessage });
  await import('../../../electron/preload.ts');
});

describe('the preload', () => {
  it('gives the page two functions and nothing of Electron', () => {
    expect(contextBridge.exposeInMainWorld.mock.calls).toEqual([
      ['unikernelStudio', { connect: expect.any(Function), pathOf: expect.any(Function) }],
    ]);
    const bridge = contextBridge.exposeInMainWorld.mock.calls[0]?.[1];
    bridge.connect('anything', { goes: 'nowhere' });
    expect(ipcRenderer.send.mock.calls).toEqual([['studio:connect']]);
  });

  it('tells where a dropped folder is', () => {
    const bridge = contextBridge.exposeInMainWorld.mock.calls[0]?.[1];
    const dropped = {};
    webUtils.getPathForFile.mockReturnValueOnce('/home/ada/hello');
    expect(bridge.pathOf(dropped)).toBe('/home/ada/hello');
    expect(webUtils.getPathForFile).toHaveBeenLastCalledWith(dropped);
  });

  it('hands the port to the page’s own origin only', () => {
    const port = {};
    ipcRenderer.emit('studio:port', { ports: [port] });
    expect(postMessage).toHaveBeenLastCalledWith({ kind: 'studio:port' }, 'app://studio', [port]);
  });

  it('hands on the commands of the menus', () => {
    ipcRenderer.emit('studio:command', {}, { id: 'file.save' });
    expect(postMessage).toHaveBeenLastCalledWith({ kind: 'studio:command', id: 'file.save' }, 'app://studio');
  });
});
