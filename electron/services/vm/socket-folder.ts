/** Private places for a machine's sockets: a folder of this user's own, with a path that fits into a socket address. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QemuSockets } from './qemu-argv.ts';

/** unix(7): 108 bytes with the final NUL on Linux, 104 on macOS. */
const ADDRESS_BYTES = 103;

export interface SocketFolder extends QemuSockets {
  remove(): void;
}

/** Throws when no folder can be made anywhere. */
export function makeSocketFolder(runtime: string): SocketFolder {
  // The longest name that is put into the folder, and the six letters that mkdtemp adds.
  const fits = (parent: string) => Buffer.byteLength(join(parent, 'vm-XXXXXX', 'monitor')) <= ADDRESS_BYTES;
  let cause: unknown = new Error('no folder has a path short enough for a socket');
  for (const parent of [runtime, tmpdir(), '/tmp']) {
    if (!fits(parent)) continue;
    try {
      if (parent === runtime) mkdirSync(runtime, { recursive: true, mode: 0o700 });
      const folder = mkdtempSync(join(parent, 'vm-'));
      chmodSync(folder, 0o700);
      const remove = () => rmSync(folder, { recursive: true, force: true });
      return { serial: join(folder, 'serial'), monitor: join(folder, 'monitor'), remove };
    } catch (error) {
      cause = error;
    }
  }
  throw new Error('no place for the sockets of a machine', { cause });
}

/** A folder lives for moments: until QEMU has connected. What is older was left by a host that was killed just then. */
const OLD_MS = 60_000;

export function sweepSocketFolders(runtime: string): void {
  try {
    for (const name of readdirSync(runtime)) {
      const folder = join(runtime, name);
      if (/^vm-\w{6}$/.test(name) && Date.now() - statSync(folder).mtimeMs > OLD_MS)
        rmSync(folder, { recursive: true });
    }
  } catch {
    // Nothing was left, or another host sweeps at the same time.
  }
}
