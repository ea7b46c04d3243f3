/** Runs before the window's page, apart from its scripts: gives it two functions, and hands on what the host sends. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { ORIGIN } from './hosts/desktop/window-address.ts';

declare const window: { postMessage(message: unknown, origin: string, ports?: readonly unknown[]): void };

contextBridge.exposeInMainWorld('unikernelStudio', {
  /** The port arrives as a window message `{ kind: 'studio:port' }`. */
  connect: () => ipcRenderer.send('studio:connect'),
  /** Where a file or folder is that a person dropped on the page; '' for one that the page made itself. */
  pathOf: (file: File) => webUtils.getPathForFile(file),
});

ipcRenderer.on('studio:port', (event) => {
  window.postMessage({ kind: 'studio:port' }, ORIGIN, event.ports);
});

ipcRenderer.on('studio:command', (_, command: { readonly id: string; readonly argument?: string }) => {
  window.postMessage({ kind: 'studio:command', ...command }, ORIGIN);
});
