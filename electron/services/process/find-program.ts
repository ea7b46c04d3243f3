/** Finds a program the way execvp does, but only where a file can really be executed. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

function isProgram(path: string): boolean {
  try {
    if (!statSync(path).isFile()) return false;
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Absolute path of `command`, or null. A command with a `/` is a path, relative to `cwd`; `path` holds absolute folders. */
export function findProgram(command: string, path: string, cwd: string): string | null {
  if (command === '' || command.includes('\0')) return null;
  if (isAbsolute(command) || command.includes('/')) {
    const file = resolve(cwd, command);
    return isProgram(file) ? file : null;
  }
  const endings = process.platform === 'win32' ? ['.exe', '.com', ''] : [''];
  for (const folder of path.split(delimiter)) {
    for (const ending of endings) if (isProgram(join(folder, command + ending))) return join(folder, command + ending);
  }
  return null;
}
