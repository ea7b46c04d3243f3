/**
 * Keeps every page of the program where it belongs: no navigation, no new windows, no webviews, no permissions, no
 * requests to anything but the window's own files. A link to the web opens in the person's browser, over https only.
 */
import { app, type Session, session, shell, type WebContents } from 'electron';
import { isWindowUrl, ORIGIN, WINDOW_URL } from './window-address.ts';

/** To be called once Electron is ready and before the first window. */
export function installGuards(): void {
  app.on('web-contents-created', (_, contents) => guardContents(contents));
  app.on('session-created', guardSession);
  guardSession(session.defaultSession);
}

/** Opens a page of the web in the person's browser; anything but https is dropped. */
export function openExternal(url: string): void {
  try {
    const { protocol, username, password, href } = new URL(url);
    if (protocol === 'https:' && username === '' && password === '') void shell.openExternal(href).catch(() => {});
  } catch {
    // Not an address at all.
  }
}

function guardContents(contents: WebContents): void {
  // A reload is a navigation to where the window is already.
  contents.on('will-navigate', (event) => {
    if (!(isWindowUrl(event.url) && event.isMainFrame)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!(isWindowUrl(event.url) && event.isMainFrame)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url);
    return { action: 'deny' };
  });
}

function guardSession(guarded: Session): void {
  guarded.setPermissionRequestHandler((contents, permission, decide, details) =>
    decide(mayUse(permission, details.requestingUrl ?? contents.getURL(), details.isMainFrame)),
  );
  guarded.setPermissionCheckHandler((_, permission, origin, details) =>
    mayUse(permission, origin, details.isMainFrame),
  );
  guarded.setDevicePermissionHandler(() => false);
  guarded.setDisplayMediaRequestHandler((_, decide) => decide(null));
  guarded.setBluetoothPairingHandler((_, decide) => decide({ confirmed: false }));
  guarded.on('will-download', (event, item) => {
    // The window saves texts that it made itself; everything else would come from outside.
    if (!item.getURL().startsWith(`blob:${ORIGIN}/`)) event.preventDefault();
  });
  guarded.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !mayLoad(details.url) }));
}

/** Putting text on the clipboard is what "Copy" does; everything else that a page can ask for is refused. */
function mayUse(permission: string, url: string, isMainFrame: boolean): boolean {
  return permission === 'clipboard-sanitized-write' && isMainFrame && `${url}/`.startsWith(WINDOW_URL);
}

function mayLoad(url: string): boolean {
  return [WINDOW_URL, `blob:${ORIGIN}/`, 'data:', 'devtools:'].some((start) => url.startsWith(start));
}
