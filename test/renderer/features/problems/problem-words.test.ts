import { describe, expect, it } from 'vitest';
import type { Problem } from '#core/contract/problem.ts';
import { commandLine, kindWord, summaryOf, textParts } from '../../../../renderer/features/problems/problem-words.ts';

const problem: Problem = {
  code: 'gcc.unused-result',
  severity: 'warning',
  title: 'The result is not used',
  at: { file: 'clock.c', line: 16, column: 5 },
  evidence: { firstLine: 0, lastLine: 0 },
  fixes: [
    { kind: 'dead-end', title: 'no' },
    { kind: 'edit', title: 'yes', edits: [] },
  ],
};

describe('problem words', () => {
  it('keeps the names of compiler options and spells other codes out', () => {
    expect(kindWord('gcc.unused-result')).toBe('unused-result');
    expect(kindWord('ld.undefined-reference')).toBe('undefined reference');
    expect(kindWord('odd')).toBe('odd');
  });

  it('sums a problem up in one line, without counting dead ends', () => {
    expect(summaryOf(problem)).toBe('unused-result · line 16 · 1 quick fix');
    expect(summaryOf({ ...problem, severity: 'error', fixes: [] })).toBe('unused-result · line 16');
  });

  it('shows a command as it could be pasted', () => {
    expect(commandLine(['apt-get', 'install', 'qemu system', "it's"])).toBe("apt-get install 'qemu system' 'it'\\''s'");
  });

  it('takes what is between backticks for code, and a lone backtick for itself', () => {
    expect(textParts('Use `read()` here')).toEqual([
      { text: 'Use ', code: false },
      { text: 'read()', code: true },
      { text: ' here', code: false },
    ]);
    expect(textParts("undefined reference to `read'")).toEqual([
      { text: "undefined reference to `read'", code: false },
    ]);
    expect(textParts('`a` and `b')).toEqual([
      { text: 'a', code: true },
      { text: ' and `b', code: false },
    ]);
  });
});
