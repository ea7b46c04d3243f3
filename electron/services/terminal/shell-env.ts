/** The environment of a person's own shell: theirs, without what belongs to the studio and to how it was started. */
import { accessSync, constants } from 'node:fs';

const NOT_THEIRS =
  /^(ELECTRON_|UNIKERNEL_STUDIO_|CHROME_|npm_|NODE_|VITE|VITEST|TEST$|INIT_CWD$|MAKEFLAGS$|MAKELEVEL$|MFLAGS$|OLDPWD$|_$)/;

export function shellEnv(host: NodeJS.ProcessEnv = process.env): Record<string, string> {
  // An empty LC_ALL counts as none, and takes the place of the fixed one that build tools get.
  const env: Record<string, string> = { LC_ALL: '' };
  for (const [name, value] of Object.entries(host)) {
    if (value !== undefined && !NOT_THEIRS.test(name)) env[name] = value;
  }
  return { ...env, TERM: 'xterm-256color', COLORTERM: 'truecolor', TERM_PROGRAM: 'unikernel-studio' };
}

/** The shell that the person chose for themselves, else the one that every system has. */
export function personShell(host: NodeJS.ProcessEnv = process.env): string {
  if (process.platform === 'win32') return host.ComSpec ?? 'cmd.exe';
  try {
    if (host.SHELL?.startsWith('/')) {
      accessSync(host.SHELL, constants.X_OK);
      return host.SHELL;
    }
  } catch {
    // Named in the environment, and not there.
  }
  return '/bin/sh';
}
