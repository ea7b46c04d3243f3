/** A link over a MessagePort that the desktop host hands to its window. */
import type { Link } from '#core/contract/protocol.ts';

/** Text frames travel as strings, binary frames as Uint8Array, and `null` says that the other side closed. */
export function linkOfPort(port: MessagePort): Link {
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
  const receive = ({ data }: MessageEvent<unknown>) => {
    if (!open) return;
    if (typeof data === 'string') onText?.(data);
    else if (data instanceof Uint8Array) onBytes?.(data);
    else ended('The studio closed the connection.');
  };
  // Chromium tells when the other end is gone (its process died); other engines never call it.
  port.addEventListener('close', () => ended('The studio has ended.'));
  const start = () => {
    if (!onText || !onBytes) return;
    port.addEventListener('message', receive);
    port.start();
  };
  return {
    sendText: (text) => open && port.postMessage(text),
    sendBytes: (bytes) => open && port.postMessage(bytes),
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
