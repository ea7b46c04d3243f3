import { expect, test } from 'vitest';
import { parseDotConfig } from '#core/engines/config/dot-config.ts';
import { CONFIG, diagnose, diagnoseAll, fixed } from './diagnose.ts';

const WITH_RANDOM = { '.config': `${CONFIG}CONFIG_LIBUKRANDOM=y\n` };

test.each(['boot-hwrng-error.serial.txt', 'boot-hwrng-ok-cpu-max.serial.txt', 'boot-hwrng-insecure-seed.serial.txt'])(
  '%s: the boot without random numbers is explained, and the option is one click away',
  (log) => {
    const { problem, files } = diagnose('unikraft.hwrng', log, { files: WITH_RANDOM });
    expect(problem.title).toBe('The boot stopped: no hardware random numbers');
    expect(parseDotConfig(fixed(files, problem.fixes[0])).get('LIBUKRANDOM')).toBe('n');
    expect(problem.fixes.filter(({ kind }) => kind === 'dead-end').map(({ title }) => title)).toEqual([
      expect.stringContaining('8.1.3'),
      expect.stringContaining('`-cpu max` does not help'),
    ]);
  },
);

test('it takes the place of what the console said of it', () => {
  expect(diagnoseAll('boot-hwrng-error.serial.txt', { files: WITH_RANDOM }).all.map(({ code }) => code)).toEqual([
    'unikraft.hwrng',
  ]);
});
