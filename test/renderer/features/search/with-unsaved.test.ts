import { describe, expect, it } from 'vitest';
import type { SearchHit, SearchQuery } from '#core/contract/files.ts';
import { withUnsaved } from '../../../../renderer/features/search/with-unsaved.ts';

const query: SearchQuery = { text: 'read', regex: false, caseSensitive: false, wholeWord: false };
const hit = (path: string, line: number): SearchHit => ({ path, line, column: 1, start: 0, end: 4, preview: 'read' });
const result = { hits: [hit('a.c', 1), hit('b.c', 1), hit('b.c', 9), hit('c.c', 1)], files: 3, truncated: false };
const places = (hits: readonly SearchHit[]) => hits.map(({ path, line }) => `${path}:${line}`);

describe('withUnsaved', () => {
  it('puts the hits of an unsaved text where those of the disk were', () => {
    const mixed = withUnsaved(result, query, [{ path: 'b.c', text: '\n\nread' }]);
    expect(places(mixed.hits)).toEqual(['a.c:1', 'b.c:3', 'c.c:1']);
    expect(mixed.files).toBe(3);
  });

  it('drops a file that has no hit any more, and adds one that has', () => {
    const mixed = withUnsaved(result, query, [
      { path: 'b.c', text: '' },
      { path: 'new.c', text: 'read read' },
    ]);
    expect(places(mixed.hits)).toEqual(['a.c:1', 'c.c:1', 'new.c:1', 'new.c:1']);
    expect(mixed.files).toBe(3);
  });

  it('tries no regular expression in the window', () => {
    expect(withUnsaved(result, { ...query, regex: true }, [{ path: 'b.c', text: '' }])).toBe(result);
  });
});
