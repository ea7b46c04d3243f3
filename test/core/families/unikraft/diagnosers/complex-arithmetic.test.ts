import { expect, test } from 'vitest';
import { parseDotConfig } from '#core/engines/config/dot-config.ts';
import { CONFIG, diagnose, diagnoseAll, fixed } from './diagnose.ts';

test("a program's own complex numbers can be computed without the helper", () => {
  const { problem, files } = diagnose('unikraft.complex-arithmetic', 'build-complex-arithmetic.log');
  expect(problem.title).toBe("Complex numbers need `__muldc3`, a helper of the compiler's own library");
  expect(fixed(files, problem.fixes[0], 'Makefile.uk')).toContain('APPHELLO_CFLAGS-y += -fcx-limited-range\n');
});

test("(quoted text) musl's complex numbers can be left out", () => {
  const { all, files } = diagnoseAll('quoted-musl-complex.log', {
    files: { '.config': `${CONFIG}CONFIG_LIBMUSL=y\nCONFIG_LIBMUSL_COMPLEX=y\n` },
  });
  const own = all.filter(({ code }) => code === 'unikraft.complex-arithmetic');
  expect(own.length).toBe(2);
  expect(parseDotConfig(fixed(files, own[0]!.fixes[0])).get('LIBMUSL_COMPLEX')).toBe('n');
});
