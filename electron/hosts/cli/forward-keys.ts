/**
 * Standard input to the guest. On a terminal each key goes at once, and Ctrl-C is for us; elsewhere the input is kept
 * until the guest has booted, since a serial driver throws away what came before it was ready.
 */
import type { Disposable } from '#core/base/disposable.ts';

const CTRL_C = 0x03;
/** A guest whose boot is never told gets its input after this long, in ms. */
const PATIENCE_MS = 2000;

export interface ForwardedKeys extends Disposable {
  /** The guest has booted: what was kept goes out. */
  open(): void;
}

export function forwardKeys(
  write: (bytes: Uint8Array) => void,
  stdin: NodeJS.ReadStream = process.stdin,
): ForwardedKeys {
  let kept: Buffer[] | null = [];
  const isTerminal = stdin.isTTY === true;
  const open = () => {
    const waiting = kept ?? [];
    kept = null;
    for (const bytes of waiting) write(bytes);
  };
  const onData = (bytes: Buffer) => {
    if (isTerminal && bytes.includes(CTRL_C)) process.kill(process.pid, 'SIGINT');
    else if (kept) kept.push(bytes);
    else write(bytes);
  };
  if (isTerminal) {
    stdin.setRawMode(true);
    open();
  }
  const timer = setTimeout(open, PATIENCE_MS);
  stdin.on('data', onData);
  stdin.on('error', () => undefined);
  return {
    open,
    dispose() {
      clearTimeout(timer);
      stdin.off('data', onData);
      stdin.pause();
      if (isTerminal) stdin.setRawMode(false);
    },
  };
}
