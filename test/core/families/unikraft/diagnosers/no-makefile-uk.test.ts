import { expect, test } from 'vitest';
import { diagnose, fixed } from './diagnose.ts';

test('a missing Makefile.uk is made with the source files that are there', () => {
  const { problem, files } = diagnose('unikraft.no-makefile-uk', 'build-no-makefile-uk.log', {
    root: '/home/user/src/apps/empty',
    files: { 'Makefile.uk': null, 'hello.c': null, 'src/main.c': '' },
  });
  expect(problem.title).toBe('The project has no `Makefile.uk`');
  expect(fixed(files, problem.fixes[0], 'Makefile.uk')).toBe(
    '$(eval $(call addlib,appempty))\n\nAPPEMPTY_SRCS-y += $(APPEMPTY_BASE)/src/main.c\n',
  );
});
