/** The only two messages between main process and preload: the window asks for its port, the menus run its commands. */

import { type BrowserWindow, type IpcMainEvent, ipcMain, MessageChannelMain } from 'electron';
import type { Handlers } from '#core/contract/handlers.ts';
import { type ReportBug, serveLink } from '../rpc/rpc-server.ts';
import { linkOfPort } from './port-link.ts';
import { ORIGIN } from './window-address.ts';

/** A command of the window, e.g. `file.save`; the argument is what the menu or a second start brought along. */
export interface WindowCommand {
  readonly id: string;
  readonly argument?: string;
}

export class WindowChannel {
  private readonly waiting: WindowCommand[] = [];
  private connected = false;

  constructor(
    private readonly handlers: Handlers,
    private readonly window: () => BrowserWindow | null,
    private readonly reportBug: ReportBug,
  ) {
    ipcMain.on('studio:connect', (event) => this.connect(event));
  }

  /** Runs a command in the window, as soon as there is one that listens. */
  run(command: WindowCommand): void {
    const window = this.window();
    if (window && this.connected) window.webContents.send('studio:command', command);
    else this.waiting.push(command);
  }

  /** The page was closed or is being loaded again. */
  pageLeft(): void {
    this.connected = false;
  }

  private connect(event: IpcMainEvent): void {
    const frame = event.senderFrame;
    // Only the page of our own window, not a frame inside it, and not a page that it was turned into.
    if (!frame || frame.parent !== null || frame.origin !== ORIGIN) return;
    if (event.sender !== this.window()?.webContents) return;
    const { port1, port2 } = new MessageChannelMain();
    serveLink(this.handlers, linkOfPort(port1), this.reportBug);
    frame.postMessage('studio:port', null, [port2]);
    this.connected = true;
    for (const command of this.waiting.splice(0)) this.run(command);
  }
}
