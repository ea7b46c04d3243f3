/** Small trees, each about one matter; most are taken from the ideas of Linux's and kconfiglib's own tests. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DialectName } from '#core/engines/kconfig/dialect.ts';
import { KconfigSession } from '#core/engines/kconfig/session.ts';
import { MachineOutside } from '../../../electron/services/config/kconfig-outside.ts';
import { shellRun } from '../../../electron/services/config/shell-answers.ts';
import { body, confMissing, dialectOf, runConf, whyWithout } from '../../kconfig/c-conf.ts';
import { resultOf } from '../../kconfig/run-session.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/kconfig', import.meta.url));
const names = readdirSync(fixtures).sort();
const modes = [
  'alldefconfig',
  'allnoconfig',
  'allyesconfig',
  'allmodconfig',
  'olddefconfig',
  'savedefconfig',
  'listnewconfig',
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'us fixtures '));
  cpSync(fixtures, folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function open(name: string, dialect: DialectName): KconfigSession {
  const root = join(folder, name);
  return new KconfigSession(
    new MachineOutside({ roots: [root], env: {}, shell: shellRun(root, {}) }),
    'Kconfig',
    dialect,
  );
}

const optional = (name: string, file: string): string =>
  existsSync(join(fixtures, name, file)) ? readFileSync(join(fixtures, name, file), 'latin1') : '';

/** Which conf can read a tree: all, where nothing is said. */
const readers = (name: string): readonly string[] =>
  (optional(name, 'versions') || '6.1 6.12 unikraft').trim().split(' ');

const trees = names.filter((name) => !name.startsWith('err-'));
const comparable = (mode: string, text: string): string => (/savedef|listnew/.test(mode) ? text : body(text));

/** What a program makes of a tree in each mode, as one text. */
function inAllModes(name: string, run: (mode: string, config: string) => string): string {
  return modes
    .map((mode) => {
      const config = mode.startsWith('all') ? '' : optional(name, 'config');
      return `== ${mode}\n${comparable(mode, run(mode, config))}`;
    })
    .join('');
}

describe.each(['6.1', '6.12'] as const)('a tree about', (version) => {
  const why = whyWithout(version);
  if (why) console.warn(`kconfig against conf: ${why}`);
  it.skipIf(why).each(trees.filter((name) => readers(name).includes(version)))(
    `%s gives what conf ${version} gives, in every mode`,
    (name) => {
      const made = inAllModes(name, (mode, config) => resultOf(open(name, dialectOf(version)), mode, config));
      expect(made).toBe(
        inAllModes(name, (mode, config) => runConf({ folder: join(folder, name), version, mode, config })),
      );
    },
  );
});

// Recorded once from the conf that Unikraft ships as source; where UNIKRAFT_CONF names one, the record is checked (`-u` renews it).
describe('a tree about', () => {
  const why = whyWithout('unikraft');
  beforeAll(() => {
    for (const name of trees) {
      const top = join(folder, name, 'Kconfig');
      writeFileSync(top, readFileSync(top, 'latin1').replaceAll(/^\tmodules$/gm, '\toption modules'), 'latin1');
    }
  });

  it.each(trees)('%s gives what Unikraft’s conf gave, in every mode', async (name) => {
    if (!why) {
      const given = inAllModes(name, (mode, config) =>
        runConf({ folder: join(folder, name), version: 'unikraft', mode, config }),
      );
      await expect(given).toMatchFileSnapshot(join(fixtures, name, 'unikraft'));
    }
    expect(inAllModes(name, (mode, config) => resultOf(open(name, 'unikraft'), mode, config))).toBe(
      optional(name, 'unikraft'),
    );
  });
});

describe('a tree with errors', () => {
  it.each(names.filter((name) => name.startsWith('err-')))(
    '%s is refused by conf, and its errors have places',
    (name) => {
      if (!confMissing)
        expect(() => runConf({ folder: join(folder, name), mode: 'alldefconfig' })).toThrow('ended with 1');
      const errors = open(name, 'linux-6.1').problems.filter(({ severity }) => severity === 'error');
      const places = errors.map(({ code, file, line }) => `${code} ${file}:${line}\n`).join('');
      expect(places).toBe(optional(name, 'errors'));
    },
  );
});
