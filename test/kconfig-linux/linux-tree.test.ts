/** The tree of Linux 6.1 for x86, in a lane of its own because it takes minutes: `npm run test:kconfig-linux`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KconfigSession } from '#core/engines/kconfig/session.ts';
import { MachineOutside } from '../../electron/services/config/kconfig-outside.ts';
import { RecordedShell, shellRun } from '../../electron/services/config/shell-answers.ts';
import { linuxEnvironment } from '../../scripts/test-kconfig-linux.mjs';
import { body, runConf } from '../kconfig/c-conf.ts';
import { random } from '../kconfig/random-tree.ts';
import { mutateConfig, resultOf } from '../kconfig/run-session.ts';

const root = process.env.KCONFIG_LINUX!;
const env = linuxEnvironment(root);

describe('the engine against conf on Linux 6.1', () => {
  let folder = '';
  let made: KconfigSession;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'us-linux-'));
    const shell = new RecordedShell(shellRun(folder, env));
    made = new KconfigSession(new MachineOutside({ roots: [folder, root], env, shell }), 'Kconfig');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const ofConf = (mode: string, config = '', more: Record<string, string> = {}): string =>
    body(runConf({ folder, mode, config, env: { ...env, ...more } }));
  const fresh = (): KconfigSession => {
    made.read('');
    return made;
  };

  it.each(['alldefconfig', 'allnoconfig', 'allyesconfig', 'allmodconfig'])('writes what conf writes: %s', (mode) => {
    expect(made.tree.files.length).toBeGreaterThan(1000);
    expect(body(resultOf(fresh(), mode))).toBe(ofConf(mode));
  });

  it.each(Array.from({ length: 20 }, (_, i) => i + 1))('takes the random configuration %i, changed by hand', (seed) => {
    const config = mutateConfig(ofConf('randconfig', '', { KCONFIG_SEED: String(seed) }), random(seed));
    expect(body(resultOf(made, 'olddefconfig', config))).toBe(ofConf('olddefconfig', config));
  });

  it('writes the minimal configuration that conf writes', () => {
    const config = ofConf('randconfig', '', { KCONFIG_SEED: '77' });
    const wanted = runConf({ folder, mode: 'savedefconfig', config, env });
    expect(resultOf(made, 'savedefconfig', config)).toBe(wanted);
  });
});
