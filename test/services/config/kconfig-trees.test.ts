/** Well-known trees, where somebody has them: UNIKRAFT_ROOT, FIASCO_ROOT and L4RE_ROOT name their folders. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KconfigSession } from '#core/engines/kconfig/session.ts';
import { MachineOutside } from '../../../electron/services/config/kconfig-outside.ts';
import { shellOff } from '../../../electron/services/config/shell-answers.ts';
import { body, confMissing, runConf } from '../../kconfig/c-conf.ts';
import { random } from '../../kconfig/random-tree.ts';
import { mutateConfig, resultOf } from '../../kconfig/run-session.ts';
import { unikraftEnvironment } from '../../kconfig/unikraft-environment.ts';

interface Tree {
  readonly top: string;
  /** Where files are looked for, beside the folder. */
  readonly roots?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

function rootOf(variable: string): { readonly root: string; readonly why: string | null } {
  const root = process.env[variable] ?? '';
  const why = confMissing ?? (existsSync(root) ? null : `skipped: ${variable} names no folder with that tree`);
  if (why) console.warn(`${variable}: ${why}`);
  return { root, why };
}

function compareWithConf(folder: () => string, tree: () => Tree): void {
  const open = (): KconfigSession => {
    const { top, env, roots = [] } = tree();
    const outside = new MachineOutside({ roots: [folder(), ...roots], env, shell: shellOff });
    const made = new KconfigSession(outside, top);
    expect(made.problems.filter(({ severity, code }) => severity === 'error' || code === 'shell-unknown')).toEqual([]);
    return made;
  };
  const ofConf = (mode: string, config = '', more: Record<string, string> = {}): string => {
    const { top, env } = tree();
    return body(runConf({ folder: folder(), mode, config, kconfig: top, env: { ...env, ...more } }));
  };

  it.each(['alldefconfig', 'allnoconfig', 'allyesconfig', 'allmodconfig'])('writes what conf writes: %s', (mode) => {
    const wanted = ofConf(mode);
    expect(wanted.split('\n').length).toBeGreaterThan(50);
    expect(body(resultOf(open(), mode))).toBe(wanted);
  });

  it('takes 25 random configurations, changed by hand, as conf takes them', () => {
    const made = open();
    for (let seed = 1; seed <= 25; seed++) {
      const config = mutateConfig(ofConf('randconfig', '', { KCONFIG_SEED: String(seed) }), random(seed));
      expect(body(resultOf(made, 'olddefconfig', config)), `seed ${seed}`).toBe(ofConf('olddefconfig', config));
    }
  });
}

const unikraft = rootOf('UNIKRAFT_ROOT');
describe.skipIf(unikraft.why)('the tree of Unikraft, without a shell', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'us-unikraft-'));
    mkdirSync(join(folder, 'build'));
    mkdirSync(join(folder, 'app'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  compareWithConf(
    () => folder,
    () => ({
      top: join(unikraft.root, 'Config.uk'),
      env: unikraftEnvironment(unikraft.root, join(folder, 'app'), join(folder, 'build')),
    }),
  );
});

const fiasco = rootOf('FIASCO_ROOT');
describe.skipIf(fiasco.why)('the tree of Fiasco', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'us-fiasco-'));
    // As Fiasco's Makefile merges its pieces.
    const kern = readdirSync(join(fiasco.root, 'src/kern'), { recursive: true, encoding: 'utf8' });
    const pieces = kern.filter((name) => /^[^/]+\/Kconfig$/.test(name)).sort();
    const boards = kern.filter((name) => /bsp.*\/Kconfig$/.test(name)).sort();
    const inputs = [...pieces, ...boards].map((name) => join('src/kern', name));
    execFileSync('perl', ['tool/gen_kconfig', 'src/Kconfig', join(folder, 'Kconfig'), ...inputs], { cwd: fiasco.root });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  compareWithConf(
    () => folder,
    () => ({ top: 'Kconfig', env: { fiasco_srcdir: fiasco.root } }),
  );
});

const l4re = rootOf('L4RE_ROOT');
describe.skipIf(l4re.why)('the tree of L4Re', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'us-l4re-'));
    // Its Makefile writes the options of the packages that are there, and refuses a folder that is.
    execFileSync('make', ['-C', l4re.root, `B=${folder}/objects`], { stdio: 'ignore' });
    rmSync(join(folder, 'objects/.config'), { force: true });
  }, 900_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  compareWithConf(
    () => join(folder, 'objects'),
    () => ({
      top: 'Kconfig.generated',
      roots: [l4re.root],
      env: { l4re_srcdir: l4re.root, srctree: l4re.root },
    }),
  );
});
