/** What a window of the desktop host can ask of its preload script, and what the host's menus ask of the window. */

import * as v from 'valibot';
import { type Disposable, disposable } from '#core/base/disposable.ts';
import type { Link } from '#core/contract/protocol.ts';
import type { Dial } from './connection.ts';
import { linkOfPort } from './port-link.ts';

interface DesktopBridge {
  /** Asks the host for a port; it arrives as a window message `{ kind: 'studio:port' }`. */
  connect(): void;
  /** Absolute path of a file or folder that a person dropped on the page; '' where it has none. */
  pathOf(file: File): string;
}

declare global {
  interface Window {
    readonly unikernelStudio?: DesktopBridge;
  }
}

const hostCommand = v.object({ kind: v.literal('studio:command'), id: v.string(), argument: v.optional(v.string()) });
/** `id` is a command of the window, e.g. `file.openFolder`; `argument` is what a menu or another start brought along. */
export type HostCommand = Omit<v.InferOutput<typeof hostCommand>, 'kind'>;

export function desktopBridge(): DesktopBridge | null {
  // Stores are tested without a window.
  return globalThis.window?.unikernelStudio ?? null;
}

const PORT_WITHIN_MS = 10_000;

export const dialDesktop: Dial = () =>
  new Promise<Link>((resolve, reject) => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      stop.abort();
      reject(new Error('The studio does not answer.'));
    }, PORT_WITHIN_MS);
    window.addEventListener(
      'message',
      (event: MessageEvent<unknown>) => {
        const port = event.ports[0];
        if (event.source !== window || !port || !v.is(v.object({ kind: v.literal('studio:port') }), event.data)) return;
        stop.abort();
        clearTimeout(timer);
        resolve(linkOfPort(port));
      },
      { signal: stop.signal },
    );
    desktopBridge()?.connect();
  });

/** Commands that came before anybody listened: a folder given at the start arrives with the port. */
const early: HostCommand[] = [];
let listener: ((command: HostCommand) => void) | null = null;

function receive(event: MessageEvent<unknown>): void {
  const parsed = v.safeParse(hostCommand, event.data);
  if (event.source !== window || !parsed.success) return;
  const { id, argument } = parsed.output;
  const command = argument === undefined ? { id } : { id, argument };
  if (listener) listener(command);
  else early.push(command);
}

if (desktopBridge()) window.addEventListener('message', receive);

/** Commands from the host's menus and from a second start, for the one listener there is; never called in a browser. */
export function onHostCommand(next: (command: HostCommand) => void): Disposable {
  listener = next;
  for (const command of early.splice(0)) next(command);
  return disposable(() => {
    if (listener === next) listener = null;
  });
}
