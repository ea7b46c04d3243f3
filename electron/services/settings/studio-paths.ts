/** Where the studio keeps what is its own: the XDG folders on Linux, the system's places elsewhere. */
import { homedir, tmpdir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

export interface StudioPaths {
  readonly home: string;
  /** Settings that a person may edit. */
  readonly config: string;
  /** Trust, recent projects, backups of unsaved text, layouts, logs of sessions. */
  readonly data: string;
  /** Can be deleted at any time. */
  readonly cache: string;
  /** Sockets and process records of this run; readable by this user alone. */
  readonly runtime: string;
}

const NAME = 'unikernel-studio';

/** `UNIKERNEL_STUDIO_HOME` puts everything below one folder: for tests and for portable use. */
export function studioPaths(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): StudioPaths {
  const home = env.HOME || homedir();
  const own = env.UNIKERNEL_STUDIO_HOME;
  if (own) {
    return {
      home,
      config: join(own, 'config'),
      data: join(own, 'data'),
      cache: join(own, 'cache'),
      runtime: join(own, 'run'),
    };
  }
  const runtimeFallback = join(tmpdir(), `${NAME}-${userInfo().uid}`);
  if (platform === 'darwin') {
    const library = join(home, 'Library');
    return {
      home,
      config: join(library, 'Application Support', NAME),
      data: join(library, 'Application Support', NAME),
      cache: join(library, 'Caches', NAME),
      runtime: runtimeFallback,
    };
  }
  if (platform === 'win32') {
    const local = env.LOCALAPPDATA || join(home, 'AppData', 'Local');
    return {
      home,
      config: join(env.APPDATA || join(home, 'AppData', 'Roaming'), NAME),
      data: join(local, NAME, 'data'),
      cache: join(local, NAME, 'cache'),
      runtime: join(local, NAME, 'run'),
    };
  }
  // The XDG base directory specification: a relative path in one of these variables is to be ignored.
  const xdg = (value: string | undefined, fallback: string) => (value && isAbsolute(value) ? value : fallback);
  return {
    home,
    config: join(xdg(env.XDG_CONFIG_HOME, join(home, '.config')), NAME),
    data: join(xdg(env.XDG_DATA_HOME, join(home, '.local', 'share')), NAME),
    cache: join(xdg(env.XDG_CACHE_HOME, join(home, '.cache')), NAME),
    runtime: env.XDG_RUNTIME_DIR && isAbsolute(env.XDG_RUNTIME_DIR) ? join(env.XDG_RUNTIME_DIR, NAME) : runtimeFallback,
  };
}
