import * as electron from 'electron';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { installGuards, openExternal } from '../../../electron/hosts/desktop/guards.ts';
import { ContentsDouble, type ElectronDouble } from './electron-double.ts';

vi.mock('electron', async () => (await import('./electron-double.ts')).electronDouble());
const { app, session, shell } = electron as unknown as ElectronDouble;
const own = session.defaultSession;

let contents: ContentsDouble;
beforeAll(() => installGuards());
beforeEach(() => {
  vi.mocked(shell.openExternal).mockClear();
  contents = new ContentsDouble();
  app.emit('web-contents-created', {}, contents);
});

/** Fires an event as Electron does; answers whether it was prevented. */
function isPrevented(name: string, details: Record<string, unknown> = {}): boolean {
  const event = { preventDefault: vi.fn(), isMainFrame: true, ...details };
  contents.emit(name, event, {}, {});
  return event.preventDefault.mock.calls.length > 0;
}

const elsewhere = [
  'https://example.com/',
  'http://127.0.0.1:80/',
  'file:///etc/passwd',
  'app://studio.evil/',
  'app://studio@evil/',
  'app://other/',
  'app://studio/assets/x.html',
  'javascript:alert(1)',
  'data:text/html,x',
  'about:blank',
];

describe('navigation', () => {
  it.each(['will-navigate', 'will-frame-navigate'])('%s leads nowhere but to the window itself', (name) => {
    for (const url of elsewhere) expect(isPrevented(name, { url })).toBe(true);
    expect(isPrevented(name, { url: 'app://studio/' })).toBe(false);
    expect(isPrevented(name, { url: 'app://studio/#x' })).toBe(false);
  });

  it('never happens in a frame inside the window', () => {
    expect(isPrevented('will-frame-navigate', { url: 'app://studio/', isMainFrame: false })).toBe(true);
  });

  it('never happens by a redirect', () => {
    expect(isPrevented('will-redirect', { url: 'app://studio/' })).toBe(true);
  });

  it('attaches no webview', () => {
    expect(isPrevented('will-attach-webview')).toBe(true);
  });
});

describe('a new window', () => {
  it('is never opened', () => {
    for (const url of [...elsewhere, 'app://studio/'])
      expect(contents.openHandler?.({ url })).toEqual({ action: 'deny' });
  });

  it('becomes a page of the browser for https alone', () => {
    for (const url of elsewhere) contents.openHandler?.({ url });
    expect(vi.mocked(shell.openExternal).mock.calls).toEqual([['https://example.com/']]);
  });

  it.each([
    'https://user:password@example.com/',
    'http://example.com',
    'smb://example.com/share',
    'ms-settings:about',
    'vscode://file/x',
    ' ',
    'not an address',
  ])('is not opened anywhere for %s', (url) => {
    openExternal(url);
    expect(shell.openExternal).not.toHaveBeenCalled();
  });

  it('survives a system without a browser', async () => {
    vi.mocked(shell.openExternal).mockRejectedValueOnce(new Error('no browser'));
    openExternal('https://example.com/');
    await new Promise((resolve) => setImmediate(resolve));
  });
});

describe('a permission', () => {
  const permissions = [
    'clipboard-read',
    'clipboard-sanitized-write',
    'media',
    'geolocation',
    'notifications',
    'midi',
    'midiSysex',
    'pointerLock',
    'fullscreen',
    'openExternal',
    'window-management',
    'fileSystem',
    'hid',
    'serial',
    'usb',
    'idle-detection',
    'display-capture',
    'storage-access',
    'local-fonts',
    'unknown',
  ];
  const asked = (permission: string, requestingUrl: string, isMainFrame = true): boolean => {
    const [handler] = own.setPermissionRequestHandler.mock.calls[0] ?? [];
    let answer = true;
    handler(
      contents,
      permission,
      (granted: boolean) => {
        answer = granted;
      },
      { requestingUrl, isMainFrame },
    );
    return answer;
  };
  const checked = (permission: string, origin: string, isMainFrame = true): boolean => {
    const [handler] = own.setPermissionCheckHandler.mock.calls[0] ?? [];
    return handler(null, permission, origin, { isMainFrame });
  };

  it('is granted for writing the clipboard alone', () => {
    expect(permissions.filter((each) => asked(each, 'app://studio/'))).toEqual(['clipboard-sanitized-write']);
    expect(permissions.filter((each) => checked(each, 'app://studio'))).toEqual(['clipboard-sanitized-write']);
    expect(permissions.filter((each) => checked(each, 'app://studio/'))).toEqual(['clipboard-sanitized-write']);
  });

  it('is granted to nobody else, and to no frame', () => {
    for (const url of ['https://example.com/', 'app://studio.evil/', 'app://other/', 'null', '']) {
      expect(permissions.filter((each) => asked(each, url))).toEqual([]);
      expect(permissions.filter((each) => checked(each, url))).toEqual([]);
    }
    expect(permissions.filter((each) => asked(each, 'app://studio/', false))).toEqual([]);
    expect(permissions.filter((each) => checked(each, 'app://studio', false))).toEqual([]);
  });

  it('is never granted for a device, a screen or a Bluetooth pairing', () => {
    expect(own.setDevicePermissionHandler.mock.calls[0]?.[0]({ deviceType: 'usb' })).toBe(false);
    const decide = vi.fn();
    own.setDisplayMediaRequestHandler.mock.calls[0]?.[0]({}, decide);
    expect(decide).toHaveBeenCalledWith(null);
    const pair = vi.fn();
    own.setBluetoothPairingHandler.mock.calls[0]?.[0]({}, pair);
    expect(pair).toHaveBeenCalledWith({ confirmed: false });
  });
});

describe('a session', () => {
  it('loads nothing from the network or from files', () => {
    const [handler] = own.webRequest.onBeforeRequest.mock.calls[0] ?? [];
    const isCancelled = (url: string) => {
      let cancel = false;
      handler({ url }, (answer: { cancel: boolean }) => {
        cancel = answer.cancel;
      });
      return cancel;
    };
    for (const url of [
      'https://example.com/x.js',
      'http://127.0.0.1/',
      'ws://127.0.0.1/',
      'file:///etc/passwd',
      'app://other/',
    ]) {
      expect(isCancelled(url)).toBe(true);
    }
    for (const url of ['app://studio/', 'app://studio/assets/main.js', 'blob:app://studio/1', 'data:font/woff2,x']) {
      expect(isCancelled(url)).toBe(false);
    }
  });

  it('saves only what the window made itself', () => {
    const isRefused = (url: string) => {
      const event = { preventDefault: vi.fn() };
      own.emit('will-download', event, { getURL: () => url });
      return event.preventDefault.mock.calls.length > 0;
    };
    expect(isRefused('blob:app://studio/123')).toBe(false);
    expect(isRefused('https://example.com/x.exe')).toBe(true);
    expect(isRefused('blob:app://other/1')).toBe(true);
  });

  it('is guarded, too, when it is made later', () => {
    const later = new session.SessionDouble();
    app.emit('session-created', later);
    expect(later.setPermissionRequestHandler).toHaveBeenCalledOnce();
    expect(later.setPermissionCheckHandler).toHaveBeenCalledOnce();
    expect(later.setDevicePermissionHandler).toHaveBeenCalledOnce();
  });
});
