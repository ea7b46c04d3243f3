import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { body } from '../../kconfig/c-conf.ts';
import { randomConfig, randomTree } from '../../kconfig/random-tree.ts';
import { resultOf, sessionOf } from '../../kconfig/run-session.ts';

const python = '/usr/bin/python3';
const missing = spawnSync(python, ['-c', 'import kconfiglib']).status !== 0;
if (missing) console.warn('kconfiglib: skipped: Debian’s package python3-kconfiglib is not installed');

const script = fileURLToPath(new URL('../../kconfig/run-kconfiglib.py', import.meta.url));
const SEEDS = 250;

interface Asked {
  readonly kconfig: string;
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
  const { text, symbols } = randomTree(seed);
  return { text: text.replace('\n\tmodules\n', '\n\toption modules\n'), symbols };
};

describe.skipIf(missing)('the zephyr dialect against kconfiglib', () => {
  it.each(['alldefconfig', 'olddefconfig', 'savedefconfig'])(`agrees on ${SEEDS} random trees: %s`, (mode) => {
    const asked = Array.from({ length: SEEDS }, (_, seed) => {
      const { text, symbols } = tree(seed);
      // Numbers out of range among them: what becomes of those is where dialects differ.
      const config = mode === 'alldefconfig' ? '' : randomConfig(seed, symbols).replaceAll(/=(?:7|0x4F)$/gm, '=99');
      return { kconfig: text, config, mode };
    });
    const wanted = kconfiglib(asked);
    for (const [seed, { kconfig, config }] of asked.entries()) {
      const made = resultOf(sessionOf(kconfig, 'zephyr'), mode === 'alldefconfig' ? 'olddefconfig' : mode, config);
      expect(mode === 'savedefconfig' ? made : body(made), `seed ${seed}`).toBe(wanted[seed]);
    }
  });
});
