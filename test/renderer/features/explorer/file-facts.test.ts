import { describe, expect, it } from 'vitest';
import type { Problem } from '#core/contract/problem.ts';
import { FactsByPath } from '../../../../renderer/features/explorer/file-facts.ts';

const problem = (file: string, severity: Problem['severity']): Problem => ({
  code: 'gcc.error',
  severity,
  title: 'a',
  at: { file, line: 1, column: 1 },
  evidence: { firstLine: 0, lastLine: 0 },
  fixes: [],
});

describe('FactsByPath', () => {
  const facts = new FactsByPath(
    [
      problem('src/a.c', 'error'),
      problem('src/a.c', 'warning'),
      problem('src/x/b.c', 'warning'),
      problem('c.c', 'hint'),
    ],
    ['src/x/b.c'],
  );

  it('counts errors and warnings of a file', () => {
    expect(facts.of('src/a.c')).toEqual({ errors: 1, warnings: 1, dirty: false });
    expect(facts.of('c.c')).toEqual({ errors: 0, warnings: 0, dirty: false });
  });

  it('adds them up for the folders above', () => {
    expect(facts.of('src')).toEqual({ errors: 1, warnings: 2, dirty: true });
    expect(facts.of('src/x')).toEqual({ errors: 0, warnings: 1, dirty: true });
  });

  it('says them in words', () => {
    expect(facts.describe('src/a.c')).toBe('1 error, 1 warning');
    expect(facts.describe('src')).toBe('1 error, 2 warnings, not saved');
    expect(facts.describe('README.md')).toBeUndefined();
  });

  it('leaves files outside the project out', () => {
    expect(new FactsByPath([problem('/usr/include/x.h', 'error')], []).describe('usr')).toBeUndefined();
  });
});
