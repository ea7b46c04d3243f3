import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { KconfigSession } from '#core/engines/kconfig/session.ts';
import { MachineOutside } from '../../../electron/services/config/kconfig-outside.ts';
import { shellOff } from '../../../electron/services/config/shell-answers.ts';
import { body } from '../../kconfig/c-conf.ts';
import { randomConfig, randomTree } from '../../kconfig/random-tree.ts';
import { resultOf, sessionOf } from '../../kconfig/run-session.ts';

const python = '/usr/bin/python3';
const missing = spawnSync(python, ['-c', 'import kconfiglib']).status !== 0;
if (missing) console.warn('kconfiglib: skipped: Debian’s package python3-kconfiglib is not installed');

const script = fileURLToPath(new URL('../../kconfig/run-kconfiglib.py', import.meta.url));
const SEEDS = 250;
const modes = [
  'alldefconfig',
  'allnoconfig',
  'allyesconfig',
  'allmodconfig',
  'olddefconfig',
  'savedefconfig',
  'listnewconfig',
];

interface Asked {
  /** The tree as one text, or the folder that it is in. */
  readonly kconfig?: string;
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly config: string;
  readonly mode: string;
}

function kconfiglib(asked: readonly Asked[]): readonly string[] {
  const input = asked.map((each) => JSON.stringify(each)).join('\n');
  const done = spawnSync(python, [script], { input, encoding: 'utf8', maxBuffer: 64 << 20 });
  if (done.status !== 0) throw new Error(done.stderr);
  return done.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** kconfiglib knows `option modules` only. */
const tree = (seed: number) => {
  const { text, symbols } = randomTree(seed, { rare: seed % 2 === 1 });
  return { text: text.replace('\n\tmodules\n', '\n\toption modules\n'), symbols };
};

describe.skipIf(missing)('the zephyr dialect against kconfiglib', () => {
  it.each(modes)(`agrees on ${SEEDS} random trees: %s`, (mode) => {
    const asked = Array.from({ length: SEEDS }, (_, seed) => {
      const { text, symbols } = tree(seed);
      // Numbers out of range among them: what becomes of those is where dialects differ.
      const config = mode.startsWith('all') ? '' : randomConfig(seed, symbols).replaceAll(/=(?:7|0x4F)$/gm, '=99');
      return { kconfig: text, config, mode };
    });
    const wanted = kconfiglib(asked);
    for (const [seed, { kconfig = '', config }] of asked.entries()) {
      const made = resultOf(sessionOf(kconfig, 'zephyr'), mode, config);
      expect(/savedef|listnew/.test(mode) ? made : body(made), `seed ${seed}`).toBe(wanted[seed]);
    }
  });
});

const fixtures = fileURLToPath(new URL('../../fixtures/kconfig-zephyr', import.meta.url));
const env = { NAME: 'of the outside', EMPTY: '' };

describe.skipIf(missing)('in the zephyr dialect, a tree about', () => {
  it.each(readdirSync(fixtures).sort())('%s gives what kconfiglib gives, in every mode', (name) => {
    const folder = join(fixtures, name);
    const given = join(folder, 'config');
    const config = existsSync(given) ? readFileSync(given, 'latin1') : '';
    const wanted = kconfiglib(modes.map((mode) => ({ folder, config, mode, env })));
    for (const [i, mode] of modes.entries()) {
      const outside = new MachineOutside({ roots: [folder], env, shell: shellOff });
      const session = new KconfigSession(outside, 'Kconfig', 'zephyr');
      expect(session.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      const made = resultOf(session, mode, config);
      expect(/savedef|listnew/.test(mode) ? made : body(made), mode).toBe(wanted[i]);
    }
  });
});
