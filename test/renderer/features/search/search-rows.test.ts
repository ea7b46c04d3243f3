import { describe, expect, it } from 'vitest';
import type { SearchHit } from '#core/contract/files.ts';
import { countsOf, regexProblem, searchRows, shortened } from '../../../../renderer/features/search/search-rows.ts';

const hit = (path: string, line: number, preview = 'x', start = 0, end = 1): SearchHit => ({
  path,
  line,
  column: start + 1,
  preview,
  start,
  end,
});

describe('searchRows', () => {
  const hits = [hit('a.c', 1), hit('b.c', 2), hit('a.c', 3)];

  it('gathers the matches of a file below its head', () => {
    expect(
      searchRows(hits, new Set()).map((row) => (row.kind === 'file' ? `${row.path} ${row.count}` : row.hit.line)),
    ).toEqual(['a.c 2', 1, 3, 'b.c 1', 2]);
  });

  it('leaves out the matches of a closed file', () => {
    expect(searchRows(hits, new Set(['a.c'])).map((row) => row.kind)).toEqual(['file', 'file', 'hit']);
  });
});

describe('countsOf', () => {
  it('counts in words, and says when there is more', () => {
    expect(countsOf(38, 5, false)).toBe('38 results in 5 files');
    expect(countsOf(1, 1, false)).toBe('1 result in 1 file');
    expect(countsOf(0, 0, false)).toBe('No results');
    expect(countsOf(10_000, 500, true)).toBe('The first 10,000 results in 500 files');
  });
});

describe('shortened', () => {
  it('drops the indentation and keeps the match in sight', () => {
    expect(shortened(hit('a.c', 1, '    return read(fd);', 11, 15))).toEqual({
      before: 'return ',
      match: 'read',
      after: '(fd);',
    });
  });

  it('cuts a long beginning', () => {
    const line = `${'a'.repeat(500)}needle`;
    const { before, match } = shortened(hit('a.c', 1, line, 500, 506));
    expect(before).toBe(`…${'a'.repeat(24)}`);
    expect(match).toBe('needle');
  });

  it('keeps blanks that are themselves the match', () => {
    expect(shortened(hit('a.c', 1, '    x', 0, 4)).match).toBe('    ');
  });
});

describe('regexProblem', () => {
  it('explains what is wrong, and lets the rest pass', () => {
    expect(regexProblem('a(b')).toMatch(/no valid regular expression: .+/);
    expect(regexProblem('a.*b')).toBeNull();
    expect(regexProblem('\\-')).toBeNull();
  });
});
