import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchQuery } from '#core/contract/files.ts';
import { searchText } from '#core/engines/search/search-text.ts';

const find = (text: string, query: Partial<SearchQuery> & { text: string }, limit = 100) =>
  searchText(text, 'a.c', { regex: false, caseSensitive: false, wholeWord: false, ...query }, limit);

describe('searchText', () => {
  it('gives line, column and the place of the match in what is shown', () => {
    const [hit] = find('one\n  two read(fd)\n', { text: 'READ' });
    expect(hit).toMatchObject({ path: 'a.c', line: 2, column: 7 });
    expect(hit!.preview.slice(hit!.start, hit!.end)).toBe('read');
  });

  it('minds case and whole words where told so', () => {
    expect(find('read Read', { text: 'read', caseSensitive: true })).toHaveLength(1);
    expect(find('read thread readable', { text: 'read', wholeWord: true })).toHaveLength(1);
  });

  it('takes a text as it is and a pattern as a pattern', () => {
    expect(find('a.c abc', { text: 'a.c' })).toHaveLength(1);
    expect(find('a.c abc', { text: 'a.c', regex: true })).toHaveLength(2);
    expect(find('aaa', { text: 'x*', regex: true })).toEqual([]);
  });

  it('leaves carriage returns out of lines', () => {
    expect(find('one\r\ntwo\r\n', { text: 'o$', regex: true }).map((hit) => hit.line)).toEqual([2]);
  });

  it('stops at the limit', () => {
    expect(find('x '.repeat(50), { text: 'x' }, 7)).toHaveLength(7);
  });

  it('keeps the match in sight on a line of any length', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(2000), (before, after) => {
        const [hit] = find(`${'a'.repeat(before)}needle${'b'.repeat(after)}`, { text: 'needle' });
        expect(hit!.column).toBe(before + 1);
        expect(hit!.preview.slice(hit!.start, hit!.end)).toBe('needle');
        expect(hit!.preview.length).toBeLessThanOrEqual(240);
      }),
    );
  });
});
