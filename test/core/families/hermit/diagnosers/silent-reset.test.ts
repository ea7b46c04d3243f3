import { expect, it } from 'vitest';
import { linesOf } from '../transcripts.ts';
import { diagnose, diagnoseAll, RESET } from './diagnose.ts';

it.each([
  ['silent-reset-after-heap.serial.txt', /kernel 0\.6\.9 reset the machine/],
  ['silent-reset-0.6.9-loader-0.5.7.serial.txt', /kernel 0\.6\.9 reset the machine/],
  ['silent-reset-entering-kernel.serial.txt', /as soon as the loader 0\.5\.7/],
  ['boot-c-hello.serial.txt', /as soon as the loader 0\.5\.7/],
])('knows a reset without a word: %s', (name, title) => {
  const problem = diagnose('run', name, { found: [RESET] });
  expect(problem).toMatchObject({ code: 'hermit.silent-reset', title: expect.stringMatching(title) });
  expect(problem.evidence).toEqual(RESET.evidence);
});

it('says nothing where the machine did not reset', () => {
  expect(diagnoseAll('run', linesOf('silent-reset-after-heap.serial.txt'))).toEqual([]);
});
