// `npm run test:kconfig-linux`: the Kconfig engine against conf on Linux's own tree. Takes the folder LINUX_ROOT, or the
// tarball of Debian's package linux-source-6.1, of which the Kconfig files and scripts are unpacked once into .cache.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackages, root, withSetup } from './setup.mjs';

const conf = '/usr/lib/linux-kbuild-6.1/scripts/kconfig/conf';

/** What make would tell the Kconfig files of this tree, for x86 and the usual tools. */
export function linuxEnvironment(tree) {
  return {
    srctree: tree,
    ARCH: 'x86',
    SRCARCH: 'x86',
    KERNELVERSION: '6.1.0',
    CC: 'gcc',
    LD: 'ld',
    NM: 'nm',
    OBJCOPY: 'objcopy',
    HOSTCC: 'gcc',
    HOSTCXX: 'g++',
    RUSTC: 'rustc',
    BINDGEN: 'bindgen',
    PAHOLE: 'pahole',
    CC_VERSION_TEXT: 'gcc',
  };
}

/** Folder of the tree; null, and said why, where it cannot be had. */
export function linuxTree() {
  if (process.env.LINUX_ROOT) return process.env.LINUX_ROOT;
  const tarball = '/usr/src/linux-source-6.1.tar.xz';
  const folder = join(root, '.cache', 'linux-source-6.1');
  if (existsSync(join(folder, 'Kconfig'))) return folder;
  if (!existsSync(tarball)) {
    console.log(
      `Skipped: ${tarball} is not there. Install Debian’s package linux-source-6.1, or set LINUX_ROOT to a tree of Linux 6.1.`,
    );
    return null;
  }
  console.log('Unpacking the Kconfig files of Linux 6.1 …');
  mkdirSync(join(root, '.cache'), { recursive: true });
  const wanted = ['--wildcards', '*/Kconfig*', '*/scripts/*', '*/include/config', '*/tools/scripts/*'];
  spawnSync('tar', ['-xf', tarball, '-C', join(root, '.cache'), ...wanted], { stdio: ['ignore', 'inherit', 'ignore'] });
  return existsSync(join(folder, 'Kconfig')) ? folder : null;
}

if (import.meta.filename === process.argv[1]) {
  await withSetup(async () => {
    ensurePackages();
    if (!existsSync(conf)) {
      console.log(`Skipped: ${conf} is not there. Install Debian’s package linux-kbuild-6.1.`);
      return;
    }
    const tree = linuxTree();
    if (!tree) return;
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const done = spawnSync(process.execPath, [vitest, 'run', '--project', 'kconfig-linux'], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, KCONFIG_LINUX: tree },
    });
    process.exitCode = done.status ?? 1;
  });
}
