/** Finds a query in one text, line by line. Pure. */
import type { SearchHit, SearchQuery } from '../../contract/files.ts';

/** UTF-16 units of a line that are shown around a match: a line of a generated file may be a megabyte long. */
const PREVIEW = 240;
const BEFORE = 60;

/** The pattern that a query stands for. @throws SyntaxError where it is not a regular expression */
export function queryPattern(query: SearchQuery): RegExp {
  const source = query.regex ? query.text : query.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(source, query.caseSensitive ? 'g' : 'gi');
}

/** At most `limit` hits; matches of no length are left out. */
export function searchText(text: string, path: string, query: SearchQuery, limit: number): SearchHit[] {
  if (query.text === '') return [];
  const pattern = queryPattern(query);
  // A literal text without line ends is in the file or not: most files are settled by one look.
  if (!query.regex && !pattern.test(text)) return [];
  // `test` leaves a mark in a global pattern, and `matchAll` would begin there.
  pattern.lastIndex = 0;
  const hits: SearchHit[] = [];
  let line = 0;
  for (let start = 0; start <= text.length && hits.length < limit; line++) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const content = text.slice(start, end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end);
    for (const match of content.matchAll(pattern)) {
      if (match[0] === '' || (query.wholeWord && !isWhole(content, match.index, match[0].length))) continue;
      hits.push({ path, line: line + 1, column: match.index + 1, ...preview(content, match.index, match[0].length) });
      if (hits.length >= limit) break;
    }
    start = end + 1;
  }
  return hits;
}

const wordUnit = /[\p{L}\p{N}_]/u;

function isWhole(content: string, index: number, length: number): boolean {
  const before = content.slice(0, index).at(-1);
  const after = content[index + length];
  return !(before !== undefined && wordUnit.test(before)) && !(after !== undefined && wordUnit.test(after));
}

function preview(content: string, index: number, length: number): Pick<SearchHit, 'preview' | 'start' | 'end'> {
  const indent = content.length - content.trimStart().length;
  const from = index - BEFORE > indent ? index - BEFORE : Math.min(indent, index);
  const shown = content.slice(from, from + PREVIEW);
  return { preview: shown, start: index - from, end: Math.min(index - from + length, shown.length) };
}
