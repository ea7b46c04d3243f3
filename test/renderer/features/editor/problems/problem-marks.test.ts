import { describe, expect, it } from 'vitest';
import type { Problem, SourceRange } from '#core/contract/problem.ts';
import { marksOf, plainText, worstByLine } from '../../../../../renderer/features/editor/problems/problem-marks.ts';

const text = ['#include <stdio.h>', '', '    while (read(fd))', 'int x = 1;'];
const lines = { count: text.length, at: (line: number) => text[line - 1]! };

function problem(at: Partial<SourceRange> & { line: number }, severity: Problem['severity'] = 'error'): Problem {
  return {
    code: 'gcc.error',
    severity,
    title: 'a',
    at: { file: 'main.c', column: 1, ...at },
    evidence: { firstLine: 0, lastLine: 0 },
    fixes: [],
  };
}

function place(at: Partial<SourceRange> & { line: number }) {
  const [mark] = marksOf([problem(at)], 'main.c', lines);
  return mark && [mark.line, mark.column, mark.endLine, mark.endColumn];
}

describe('marksOf', () => {
  it('takes a range as it is', () => {
    expect(place({ line: 3, column: 12, endLine: 3, endColumn: 16 })).toEqual([3, 12, 3, 16]);
  });

  it('marks the word at a column without an end', () => {
    expect(place({ line: 3, column: 12 })).toEqual([3, 12, 3, 16]);
    expect(place({ line: 4, column: 7 })).toEqual([4, 7, 4, 8]);
  });

  it('marks the text of the line where only the line is known', () => {
    expect(place({ line: 3 })).toEqual([3, 5, 3, 21]);
  });

  it('marks something also on an empty line and behind the end of a line', () => {
    expect(place({ line: 2 })).toEqual([2, 1, 2, 1]);
    expect(place({ line: 4, column: 99 })).toEqual([4, 1, 4, 11]);
  });

  it('stays inside a text that has become shorter', () => {
    expect(place({ line: 40, column: 7 })).toEqual([4, 1, 4, 11]);
    expect(place({ line: 3, column: 5, endLine: 9, endColumn: 80 })).toEqual([3, 5, 4, 11]);
  });

  it('leaves out what is in other files or nowhere', () => {
    const nowhere = { ...problem({ line: 1 }) };
    delete nowhere.at;
    expect(marksOf([nowhere, problem({ line: 1, file: 'other.c' })], 'main.c', lines)).toEqual([]);
  });
});

describe('worstByLine', () => {
  it('keeps the most severe problem of each line', () => {
    const marks = marksOf(
      [problem({ line: 3 }, 'warning'), problem({ line: 3 }, 'error'), problem({ line: 1 }, 'hint')],
      'main.c',
      lines,
    );
    expect(worstByLine(marks).map((mark) => [mark.line, mark.problem.severity])).toEqual([
      [1, 'hint'],
      [3, 'error'],
    ]);
  });
});

describe('plainText', () => {
  it('takes the marks of code away', () => {
    expect(plainText('Nothing provides `read()`')).toBe('Nothing provides read()');
  });
});
