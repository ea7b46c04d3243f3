import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { body, type ConfVersion, dialectOf, runConf, whyWithout } from '../../kconfig/c-conf.ts';
import {
  type RandomTree,
  type RandomTreeOptions,
  random,
  randomConfig,
  randomTree,
} from '../../kconfig/random-tree.ts';
import { mutateConfig, resultOf, sessionOf } from '../../kconfig/run-session.ts';

const SEEDS = 260;
const modes = [
  'alldefconfig',
  'allnoconfig',
  'allyesconfig',
  'allmodconfig',
  'olddefconfig',
  'savedefconfig',
  'listnewconfig',
];
const takesConfig = (mode: string): boolean => !mode.startsWith('all');
const comparable = (mode: string, text: string): string => (/savedef|listnew/.test(mode) ? text : body(text));

const versions: readonly ConfVersion[] = ['6.1', '6.12', 'unikraft'];
for (const why of versions.map(whyWithout)) if (why) console.warn(`kconfig against conf: ${why}`);

describe.each(versions)('the engine against the conf of %s', (version) => {
  if (whyWithout(version)) return it.skip(whyWithout(version)!, () => undefined);
  const dialect = dialectOf(version);
  const options: RandomTreeOptions = {
    plainChoices: version === '6.12',
    modules: version === 'unikraft' ? 'option modules' : 'modules',
  };
  /** Every other tree has what is rare, too. */
  const treeOf = (seed: number): RandomTree => randomTree(seed, { ...options, rare: seed % 2 === 1 });
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'us kconfig '));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(modes)(`writes what conf writes, byte for byte, on ${SEEDS} random trees: %s`, (mode) => {
    for (let seed = 0; seed < SEEDS; seed++) {
      const { text, symbols } = treeOf(seed);
      writeFileSync(join(folder, 'Kconfig'), text, 'latin1');
      const config = takesConfig(mode) ? randomConfig(seed, symbols) : '';
      const wanted = comparable(mode, runConf({ folder, version, mode, config }));
      expect(comparable(mode, resultOf(sessionOf(text, dialect), mode, config)), `seed ${seed}`).toBe(wanted);
    }
  });

  // conf writes a header in the order of its hash table, which says nothing.
  it('writes the lines of the C header that conf writes', () => {
    const sorted = (text: string): string[] =>
      text
        .split('\n')
        .filter((line) => line.startsWith('#'))
        .sort();
    for (let seed = 0; seed < 100; seed++) {
      const { text, symbols } = treeOf(seed);
      writeFileSync(join(folder, 'Kconfig'), text, 'latin1');
      const config = randomConfig(seed, symbols);
      const wanted = runConf({ folder, version, mode: 'header', config });
      const made = sessionOf(text, dialect);
      made.read(config);
      expect(sorted(made.writeHeader()), `seed ${seed}`).toEqual(sorted(wanted));
    }
  });

  it(`takes what conf made at random, changed by hand, as conf takes it, on ${SEEDS} trees`, () => {
    let symbolsCompared = 0;
    for (let seed = 0; seed < SEEDS; seed++) {
      const { text } = treeOf(seed + 10_000);
      writeFileSync(join(folder, 'Kconfig'), text, 'latin1');
      const made = runConf({ folder, version, mode: 'randconfig', env: { KCONFIG_SEED: String(seed + 1) } });
      const config = mutateConfig(made, random(seed));
      const wanted = body(runConf({ folder, version, mode: 'olddefconfig', config }));
      expect(body(resultOf(sessionOf(text, dialect), 'olddefconfig', config)), `seed ${seed}`).toBe(wanted);
      symbolsCompared += wanted.split('\n').length;
    }
    expect(symbolsCompared).toBeGreaterThan(SEEDS * 10);
  });
});
