/**
 * Shows an address in the person's own browser. The browser is theirs: unlike everything else that is started here, it
 * is let go of at once and lives on when the studio ends.
 */
import { spawn } from 'node:child_process';

type Environment = Readonly<Record<string, string | undefined>>;

/** The program that opens an address; null where there is no screen to open it on. */
export function browserCommand(platform: NodeJS.Platform, env: Environment): readonly string[] | null {
  if (platform === 'darwin') return ['open'];
  // Unlike `start` it needs no shell, which would give `&` in an address a meaning.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open'] : null;
}

/** Does its best and says nothing: the address is printed anyway. */
export function openInBrowser(
  url: string,
  platform: NodeJS.Platform = process.platform,
  env: Environment = process.env,
) {
  const command = browserCommand(platform, env);
  if (!command) return;
  const [program = '', ...args] = command;
  const child = spawn(program, [...args, url], { cwd: '/', detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}
