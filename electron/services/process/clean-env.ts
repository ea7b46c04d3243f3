/** The environment that every child gets: a short list of the host's variables, a fixed locale, and what the caller adds. */
import { delimiter, isAbsolute } from 'node:path';
import { DEFAULT_PATH } from './find-program.ts';

/** Where Rust's tools and their downloads are, and how the network is reached: without these a tool does not work at all. */
const PLACES = [
  ...['CARGO_HOME', 'RUSTUP_HOME', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY'],
];
/** Anything else (MAKEFLAGS, CFLAGS, NODE_OPTIONS, tokens) would change what a build does from one machine to the next. */
const KEPT = ['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TMPDIR', ...PLACES];
/** kraft's own settings (where BuildKit is, where its sockets and sources lie): they are meant for it alone. */
const KEPT_PREFIX = 'KRAFTKIT_';
/** Without these, hardly a program starts on Windows. */
const KEPT_ON_WINDOWS = [
  'SystemRoot',
  'SystemDrive',
  'ComSpec',
  'PATHEXT',
  'TEMP',
  'TMP',
  'USERPROFILE',
  'LOCALAPPDATA',
];

/** The locale is fixed because compilers translate the messages that problems are read from. */
export function cleanEnv(
  terminal: string,
  added: Readonly<Record<string, string>> = {},
  host: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const env: Record<string, string> = { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TERM: terminal };
  for (const name of process.platform === 'win32' ? [...KEPT, ...KEPT_ON_WINDOWS] : KEPT) {
    const value = host[name];
    if (value !== undefined) env[name] = value;
  }
  for (const [name, value] of Object.entries(host))
    if (name.startsWith(KEPT_PREFIX) && value !== undefined) env[name] = value;
  Object.assign(env, added);
  // A relative entry would let a stranger's project put programs of its own before the system's.
  const folders = (env.PATH ?? '').split(delimiter).filter(isAbsolute);
  env.PATH = folders.length > 0 ? folders.join(delimiter) : DEFAULT_PATH;
  return env;
}
