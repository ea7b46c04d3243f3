/** Small trees, each about one matter; most are taken from the ideas of Linux's and kconfiglib's own tests. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KconfigSession } from '#core/engines/kconfig/session.ts';
import { MachineOutside } from '../../../electron/services/config/kconfig-outside.ts';
import { shellRun } from '../../../electron/services/config/shell-answers.ts';
import { body, confMissing, runConf } from '../../kconfig/c-conf.ts';
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

function open(name: string): KconfigSession {
  const root = join(folder, name);
  return new KconfigSession(new MachineOutside({ roots: [root], env: {}, shell: shellRun(root, {}) }), 'Kconfig');
}

const optional = (name: string, file: string): string =>
  existsSync(join(fixtures, name, file)) ? readFileSync(join(fixtures, name, file), 'latin1') : '';

describe.skipIf(confMissing)('a tree about', () => {
  it.each(names.filter((name) => !name.startsWith('err-')))('%s gives what conf gives, in every mode', (name) => {
    for (const mode of modes) {
      const config = mode.startsWith('all') ? '' : optional(name, 'config');
      const wanted = runConf({ folder: join(folder, name), mode, config });
      const made = resultOf(open(name), mode, config);
      const cut = /savedef|listnew/.test(mode) ? (text: string) => text : body;
      expect(cut(made), mode).toBe(cut(wanted));
    }
  });
});

describe('a tree with errors', () => {
  it.each(names.filter((name) => name.startsWith('err-')))(
    '%s is refused by conf, and its errors have places',
    (name) => {
      if (!confMissing)
        expect(() => runConf({ folder: join(folder, name), mode: 'alldefconfig' })).toThrow('ended with 1');
      const errors = open(name).problems.filter(({ severity }) => severity === 'error');
      const places = errors.map(({ code, file, line }) => `${code} ${file}:${line}\n`).join('');
      expect(places).toBe(optional(name, 'errors'));
    },
  );
});
