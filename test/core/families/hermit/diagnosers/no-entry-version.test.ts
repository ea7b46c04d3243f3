import { expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';

it('knows an image of another system, and turns on the feature without which a kernel looks like one', () => {
  const problem = diagnose('run', 'loader-bad-initrd.serial.txt');
  expect(problem.code).toBe('hermit.no-entry-version');
  const [fix] = problem.fixes;
  expect(fix).toMatchObject({ kind: 'edit', title: 'Turn on the feature `loader`' });
  expect(fix?.kind === 'edit' && fix.edits[0]?.newText).toContain('"loader"');
});
