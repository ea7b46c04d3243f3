/** Results of a search as rows: a head for each file, its matches below it. */
import type { SearchHit } from '#core/contract/files.ts';

export type SearchRow =
  | { readonly kind: 'file'; readonly path: string; readonly count: number; readonly closed: boolean }
  | { readonly kind: 'hit'; readonly hit: SearchHit; readonly index: number };

export function searchRows(hits: readonly SearchHit[], closed: ReadonlySet<string>): readonly SearchRow[] {
  const byFile = new Map<string, { hit: SearchHit; index: number }[]>();
  hits.forEach((hit, index) => {
    const known = byFile.get(hit.path);
    if (known) known.push({ hit, index });
    else byFile.set(hit.path, [{ hit, index }]);
  });
  const rows: SearchRow[] = [];
  for (const [path, found] of byFile) {
    const isClosed = closed.has(path);
    rows.push({ kind: 'file', path, count: found.length, closed: isClosed });
    if (!isClosed) for (const { hit, index } of found) rows.push({ kind: 'hit', hit, index });
  }
  return rows;
}

/** "38 results in 5 files"; a search that was cut short says so. */
export function countsOf(hits: number, files: number, truncated: boolean): string {
  if (hits === 0) return 'No results';
  const counted = `${hits.toLocaleString('en')} ${hits === 1 ? 'result' : 'results'} in ${files.toLocaleString('en')} ${files === 1 ? 'file' : 'files'}`;
  return truncated ? `The first ${counted}` : counted;
}

/** The match in the middle of a line that is too long for its row; leading blanks are left out. */
export function shortened(hit: SearchHit, before = 24): { before: string; match: string; after: string } {
  const indent = hit.preview.length - hit.preview.trimStart().length;
  const start = Math.min(indent, hit.start);
  const head = hit.preview.slice(start, hit.start);
  return {
    before: head.length > before ? `…${head.slice(head.length - before)}` : head,
    match: hit.preview.slice(hit.start, hit.end),
    after: hit.preview.slice(hit.end, hit.end + 200),
  };
}

/** What is wrong with a regular expression, before anybody searches with it; null where it will do. */
export function regexProblem(text: string): string | null {
  try {
    new RegExp(text, 'u');
    return null;
  } catch {
    try {
      // Some patterns are valid only without the strict rules of Unicode.
      new RegExp(text);
      return null;
    } catch (error) {
      const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : '';
      return `This is no valid regular expression: ${reason.replace(/^\/.*\/[a-z]*: /, '')}.`;
    }
  }
}
