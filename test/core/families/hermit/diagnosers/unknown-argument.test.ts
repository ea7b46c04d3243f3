import { expect, it } from 'vitest';
import { linesOf } from '../transcripts.ts';
import { diagnose, diagnoseAll } from './diagnose.ts';

it('warns of a word that the kernel does not know', () => {
  expect(diagnose('run', 'unknown-bootarg.serial.txt')).toMatchObject({
    ...{ code: 'hermit.unknown-argument', severity: 'warning' },
    title: expect.stringContaining('`env=FOO=bar`'),
  });
});

it('does not take it for the cause of a panic that comes after it', () => {
  const all = diagnoseAll('run', linesOf('panic-huge-page-unknown-bootarg.serial.txt'));
  expect(all.map(({ code, severity }) => [code, severity])).toEqual([
    ['hermit.loader-too-new', 'error'],
    ['hermit.unknown-argument', 'warning'],
  ]);
});
