import * as electron from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '#core/base/result.ts';
import { WindowChannel } from '../../../electron/hosts/desktop/window-channel.ts';
import { PATIENCE_MS } from '../../patience.ts';
import { stubHandlers } from '../rpc/stub-handlers.ts';
import { type ElectronDouble, WindowDouble } from './electron-double.ts';

vi.mock('electron', async () => (await import('./electron-double.ts')).electronDouble());
const { ipcMain, ports } = electron as unknown as ElectronDouble;

let window: WindowDouble | null;
let channel: WindowChannel;
const frame = () => ({ origin: 'app://studio', parent: null as unknown, postMessage: vi.fn() });

beforeEach(() => {
  ipcMain.removeAllListeners();
  ports.length = 0;
  window = new WindowDouble({ webPreferences: {} });
  channel = new WindowChannel(
    stubHandlers({ 'state.get': async (key) => ok(key) }),
    () => window as never,
    () => {},
  );
});

function connect(senderFrame: unknown, sender: unknown = window?.webContents): void {
  ipcMain.emit('studio:connect', { sender, senderFrame });
}

describe('the port', () => {
  it('is given to the page of the window, and speaks the protocol', async () => {
    const page = frame();
    connect(page);
    expect(page.postMessage).toHaveBeenCalledWith('studio:port', null, [expect.anything()]);
    const port = ports[0]!;
    expect(port.started).toBe(true);
    expect(JSON.parse(String(port.sent[0]))).toMatchObject({ t: 'hello' });
    port.emit('message', { data: JSON.stringify({ t: 'call', id: 1, ch: 'state.get', p: 'layout' }) });
    await vi.waitFor(
      () => expect(JSON.parse(String(port.sent[1]))).toEqual({ t: 'result', id: 1, v: 'layout' }),
      PATIENCE_MS,
    );
  });

  it.each<[string, () => [unknown, unknown?]]>([
    ['a frame that is gone', () => [null]],
    ['a frame inside the page', () => [{ ...frame(), parent: frame() }]],
    ['a page of another origin', () => [{ ...frame(), origin: 'https://example.com' }]],
    ['a page that looks alike', () => [{ ...frame(), origin: 'app://studio.evil' }]],
    ['another window', () => [frame(), new WindowDouble({ webPreferences: {} }).webContents]],
  ])('is not given to %s', (_, from) => {
    connect(...from());
    expect(ports).toHaveLength(0);
  });

  it('is not given when the window is closed', () => {
    const { webContents } = window!;
    window = null;
    connect(frame(), webContents);
    expect(ports).toHaveLength(0);
  });

  it('is closed when the page speaks another language', () => {
    connect(frame());
    ports[0]?.emit('message', { data: 'not json' });
    expect(ports[0]?.closed).toBe(true);
  });
});

describe('a command', () => {
  it('waits until the page is connected, and again while it is loaded anew', () => {
    channel.run({ id: 'project.open', argument: '/a' });
    expect(window?.webContents.sent).toEqual([]);
    connect(frame());
    expect(window?.webContents.sent).toEqual([['studio:command', { id: 'project.open', argument: '/a' }]]);
    channel.pageLeft();
    channel.run({ id: 'file.save' });
    expect(window?.webContents.sent).toHaveLength(1);
    connect(frame());
    expect(window?.webContents.sent[1]).toEqual(['studio:command', { id: 'file.save' }]);
  });
});
