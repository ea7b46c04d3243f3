/** A tiny disk of its own for tests of full and read-only disks; only root can mount one, elsewhere there is none. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface MountedDisk {
  readonly path: string;
  makeReadOnly(): void;
  remove(): void;
}

/** null: this user or this system can't mount. `sizeKiB` is the room for files. */
export function mountDisk(sizeKiB: number): MountedDisk | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const path = mkdtempSync(join(tmpdir(), 'us disk '));
  const run = (program: string, ...args: string[]) => execFileSync(program, args, { stdio: 'ignore' });
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${sizeKiB}k`, 'tmpfs', path);
  } catch {
    rmdirSync(path);
    return null;
  }
  return {
    path,
    makeReadOnly: () => run('mount', '-o', 'remount,ro', path),
    remove() {
      run('umount', '-l', path);
      rmdirSync(path);
    },
  };
}
