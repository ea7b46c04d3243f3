// Gets a clean clone ready: the packages of the lock file, the built program, and (for tests) the system's packages.
// Everything here uses Node alone and touches the network only where something is really missing.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** A set-up step that could not be done; the message is all that the person needs. */
export class SetupError extends Error {}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new SetupError(`Node ${process.versions.node} is too old: Unikernel Studio needs Node 20.19 or newer.`);
  }
}

function run(title, program, args, options = {}) {
  console.log(title);
  const shell = process.platform === 'win32' && !program.includes('\\');
  const done = spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
    shell,
    ...options,
  });
  if (done.error) throw new SetupError(`${program} could not be started: ${done.error.message}`);
  if (done.status !== 0) throw new SetupError(`${[program, ...args].join(' ')} ended with status ${done.status}.`);
}

/** Installs exactly what the lock file says, if that is not what is there. */
export function ensurePackages() {
  checkNode();
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  const stamp = join(root, 'node_modules', '.lock-hash');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  run('Installing the packages of package-lock.json …', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, wanted);
}

function newest(path) {
  const at = statSync(path);
  if (!at.isDirectory()) return at.mtimeMs;
  return readdirSync(path).reduce((most, name) => Math.max(most, newest(join(path, name))), at.mtimeMs);
}

/** Builds the program if a source is newer than the last build. */
export function ensureBuild() {
  const stamp = join(root, 'dist', '.built');
  const sources = ['electron', 'renderer', 'package.json', 'package-lock.json', 'scripts/build.mjs', 'CHANGELOG.md'];
  const changed = Math.max(...sources.map((name) => newest(join(root, name))));
  if (existsSync(stamp) && statSync(stamp).mtimeMs > changed) return;
  run('Building Unikernel Studio …', process.execPath, ['scripts/build.mjs']);
}

export function markBuilt() {
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'dist', '.built'), '');
}

export function inPath(program) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    try {
      accessSync(join(folder, program), constants.X_OK);
      if (statSync(join(folder, program)).isFile()) return true;
    } catch {
      // Not in this folder.
    }
  }
  return false;
}

/** What the tests need of the system: a program or a file that proves it, and Debian's package with it. */
const systemNeeds = [
  { program: 'gcc', package: 'gcc' },
  { program: 'g++', package: 'g++' },
  { program: 'make', package: 'make' },
  { program: 'addr2line', package: 'binutils' },
  { program: 'git', package: 'git' },
  { program: 'qemu-system-x86_64', package: 'qemu-system-x86' },
  { program: 'qemu-system-aarch64', package: 'qemu-system-arm' },
  { program: 'qemu-system-riscv64', package: 'qemu-system-misc' },
  { program: 'aarch64-linux-gnu-gcc', package: 'gcc-aarch64-linux-gnu' },
  { program: 'riscv64-linux-gnu-gcc', package: 'gcc-riscv64-linux-gnu' },
  { program: 'chromium', package: 'chromium' },
  { file: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', package: 'fonts-dejavu-core' },
];

/** What tests compare the Kconfig engine with. Not every release has them; without them those tests say so and skip. */
const oracles = [
  { files: /^linux-kbuild-6\.1$/, folder: '/usr/lib', package: 'linux-kbuild-6.1' },
  { files: /^linux-kbuild-6\.12/, folder: '/usr/lib', package: 'linux-kbuild-6.12' },
  { files: /^kconfiglib\.py$/, folder: '/usr/lib/python3/dist-packages', package: 'python3-kconfiglib' },
];

function isThere({ files, folder }) {
  return existsSync(folder) && readdirSync(folder).some((name) => files.test(name));
}

/** The package of that name, or the newest whose name goes on with a version; undefined where there is none. */
function packageNamed(name) {
  const listed = spawnSync('apt-cache', ['pkgnames', name], { encoding: 'utf8' }).stdout ?? '';
  const names = listed.split('\n').filter((each) => each === name || each.startsWith(`${name}.`));
  names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return names.includes(name) ? name : names.at(-1);
}

function isDebianLike() {
  try {
    return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** As root on Debian or Ubuntu: installs what the tests miss. Elsewhere: throws with the one command that would. */
export function ensureSystemPackages() {
  const missing = systemNeeds
    .filter((need) => (need.program ? !inPath(need.program) : isDebianLike() && !existsSync(need.file)))
    .map((need) => need.package);
  const wished = oracles.filter((oracle) => !isThere(oracle)).map((oracle) => oracle.package);
  const asRoot = process.getuid?.() === 0;
  const installs = isDebianLike() && asRoot;
  if (missing.length === 0 && !installs) return;
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (!installs) {
    throw new SetupError(
      `The tests need packages of the system that are not here: ${missing.join(', ')}.\n` +
        (isDebianLike()
          ? `Run: sudo sh -c '${command}'`
          : 'Install them with your package manager (the names are Debian’s).'),
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (missing.length > 0) run('Reading the lists of Debian packages …', 'apt-get', ['update', '-qq'], { env });
  const known = wished.map(packageNamed).filter((name) => name !== undefined);
  const packages = [...missing, ...known];
  if (packages.length === 0) return;
  const words = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  run(`Installing ${packages.join(', ')} …`, 'apt-get', words, { env });
}

/** Runs `main` and turns a failed set-up into its message and status 1. */
export async function withSetup(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
