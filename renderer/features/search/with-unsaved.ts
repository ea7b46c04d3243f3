/** Puts what is on the screen in the place of what is on the disk: a search finds the text that one sees. */
import type { SearchHit, SearchQuery, SearchResult } from '#core/contract/files.ts';
import { searchText } from '#core/engines/search/search-text.ts';
import type { UnsavedText } from '../../app/unsaved-texts.ts';

/** Hits in one unsaved text. */
const LIMIT = 2000;

/**
 * A regular expression is not tried here: one that never ends would take the window with it. Its hits in unsaved files
 * are those of the disk.
 */
export function withUnsaved(result: SearchResult, query: SearchQuery, unsaved: readonly UnsavedText[]): SearchResult {
  if (query.regex || unsaved.length === 0) return result;
  const found = new Map<string, readonly SearchHit[]>(
    unsaved.map(({ path, text }) => [path, searchText(text, path, query, LIMIT)]),
  );
  const placed = new Set<string>();
  const hits = result.hits.flatMap((hit) => {
    const own = found.get(hit.path);
    if (!own) return [hit];
    if (placed.has(hit.path)) return [];
    placed.add(hit.path);
    return own;
  });
  for (const [path, own] of found) if (!placed.has(path)) hits.push(...own);
  return { ...result, hits, files: new Set(hits.map((hit) => hit.path)).size };
}
