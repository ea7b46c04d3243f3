/** A link over the main process's end of a MessagePort; the other end is in the window. */

import type { MessagePortMain } from 'electron';
import type { Link } from '#core/contract/protocol.ts';

/** Text frames travel as strings, binary frames as Uint8Array, and `null` says that the other side closed. */
export function linkOfPort(port: MessagePortMain): Link {
  let onText: ((text: string) => void) | undefined;
  let onBytes: ((bytes: Uint8Array) => void) | undefined;
  const closers: ((reason: string) => void)[] = [];
  let open = true;
  let ending = '';
  const ended = (reason: string) => {
    if (!open) return;
    open = false;
    ending = reason;
    port.close();
    for (const closer of closers.splice(0)) closer(reason);
  };
  port.on('message', ({ data }: { data: unknown }) => {
    if (!open) return;
    if (typeof data === 'string') onText?.(data);
    else if (data instanceof Uint8Array) onBytes?.(data);
    else ended('The window closed the connection.');
  });
  port.on('close', () => ended('The window is gone.'));
  const start = () => {
    if (onText && onBytes) port.start();
  };
  return {
    sendText(text) {
      if (open) port.postMessage(text);
    },
    sendBytes(bytes) {
      if (open) port.postMessage(bytes);
    },
    // A port does not tell; the windows of the protocol bound what is under way.
    bufferedBytes: () => 0,
    onText(listener) {
      onText = listener;
      start();
    },
    onBytes(listener) {
      onBytes = listener;
      start();
    },
    onClose(listener) {
      if (open) closers.push(listener);
      else queueMicrotask(() => listener(ending));
    },
    close() {
      if (!open) return;
      port.postMessage(null);
      ended('');
    },
  };
}
