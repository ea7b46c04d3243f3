import { describe, expect, it } from 'vitest';
import { findInLog } from '../../../../renderer/features/build/find-in-log.ts';
import { LogLines } from '../../../../renderer/features/build/log-lines.ts';
import { drawLine } from '../../../../renderer/features/build/log-pieces.ts';
import { EVERY_LINE, LogRows } from '../../../../renderer/features/build/log-rows.ts';
import { findPattern } from '../../../../renderer/ui/find-bar.tsx';

describe('drawLine', () => {
  it('sets the parts of a step apart and leaves its alignment to the column', () => {
    expect(drawLine('  CC      libkvmplat: console.c').pieces.map(({ text, role }) => [text, role])).toEqual([
      ['CC        ', 'verb'],
      ['libkvmplat: ', 'scope'],
      ['console.c', 'rest'],
    ]);
  });

  it('links the place of a message, in one colour', () => {
    const { severity, pieces } = drawLine('\x1b[1msrc/a.c:3:7:\x1b[m \x1b[35mwarning:\x1b[m unused');
    expect(severity).toBe('warning');
    expect(pieces.filter((piece) => piece.link).map((piece) => piece.text)).toEqual(['src/a.c:3:7']);
    expect(pieces.every((piece) => Object.keys(piece.style).length === 0)).toBe(true);
  });

  it('marks what was found, also across the borders of colours', () => {
    const { pieces } = drawLine('ab\x1b[31mcd\x1b[0mef', [{ start: 1, end: 5, now: true }]);
    expect(pieces.map(({ text, found }) => [text, found])).toEqual([
      ['a', null],
      ['b', 'now'],
      ['cd', 'now'],
      ['e', 'now'],
      ['f', null],
    ]);
  });
});

describe('findInLog', () => {
  const lines = new LogLines();
  lines.append('one Two\n\x1b[31mtwo\x1b[0m two\nthree\n', 1);
  const rows = new LogRows(lines).read(EVERY_LINE);
  const find = (text: string, regex = false, caseSensitive = false) => {
    const pattern = findPattern({ text, regex, caseSensitive });
    return typeof pattern === 'string'
      ? pattern
      : findInLog(lines, rows, pattern).map(({ line, start }) => [line, start]);
  };

  it('finds plain text and patterns, by case or not', () => {
    expect(find('two')).toEqual([
      [1, 4],
      [2, 0],
      [2, 4],
    ]);
    expect(find('two', false, true)).toEqual([
      [2, 0],
      [2, 4],
    ]);
    expect(find('^t\\w+e', true)).toEqual([[3, 0]]);
    expect(find('.*')).toEqual([]);
  });

  it('says when a pattern is none, and does not hang on an empty match', () => {
    expect(find('(', true)).toBe('Not a pattern');
    expect(find('x*', true)).toEqual([]);
  });
});
