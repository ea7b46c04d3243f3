/** What the host and the worker thread of a search tell each other. */
import type { SearchHit, SearchQuery } from '#core/contract/files.ts';

export interface SearchTask {
  readonly root: string;
  readonly paths: readonly string[];
  readonly query: SearchQuery;
  /** Hits after which the search ends. */
  readonly limit: number;
  /** One 32-bit number: how many files were begun. A message for each of 50,000 files would keep the host busy. */
  readonly begun: SharedArrayBuffer;
}

export type SearchReport = { readonly kind: 'hits'; readonly hits: readonly SearchHit[] } | { readonly kind: 'done' };
