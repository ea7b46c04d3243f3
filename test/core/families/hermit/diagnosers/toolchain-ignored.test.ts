import { expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';

it('names the feature that the wrong compiler does not know', () => {
  const problem = diagnose('build', [
    '   Compiling app v0.1.0',
    'error[E0635]: unknown feature `linked_list_cursors2`',
  ]);
  expect(problem).toMatchObject({
    code: 'hermit.toolchain-ignored',
    why: expect.stringContaining('`linked_list_cursors2`'),
  });
});

it('knows a stable compiler where a nightly was asked for', () => {
  const line = 'error[E0554]: `#![feature]` may not be used on the stable release channel';
  expect(diagnose('build', ['   Compiling hermit-kernel v0.13.2', line]).why).toContain('of the stable channel');
});
