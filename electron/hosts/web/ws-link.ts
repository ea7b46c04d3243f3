/** A link over a WebSocket, from the host's side. */

import type { WebSocket } from 'ws';
import type { Link } from '#core/contract/protocol.ts';

/** A close frame carries at most 123 bytes of reason (RFC 6455, 5.5). */
const MAX_REASON = 120;

export function linkOfSocket(socket: WebSocket): Link {
  const isOpen = () => socket.readyState === socket.OPEN;
  return {
    sendText(text) {
      if (isOpen()) socket.send(text, ignoreLoss);
    },
    sendBytes(bytes) {
      if (isOpen()) socket.send(bytes, ignoreLoss);
    },
    bufferedBytes: () => socket.bufferedAmount,
    onText(listener) {
      socket.on('message', (data, isBinary) => {
        if (!isBinary) listener(data.toString());
      });
    },
    onBytes(listener) {
      socket.on('message', (data, isBinary) => {
        if (isBinary) listener(data as Buffer);
      });
    },
    onClose(listener) {
      if (socket.readyState === socket.CLOSED) queueMicrotask(() => listener(''));
      else socket.once('close', (_, reason) => listener(reason.toString()));
    },
    close(reason = '') {
      socket.close(1000, reason.slice(0, MAX_REASON));
    },
  };
}

/** A frame that did not get through is followed by the end of the socket, which is what counts. */
function ignoreLoss(): void {}
