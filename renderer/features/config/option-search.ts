/** Keeps what the search has found in step with what is typed, the filters, and the values; the last question wins. */
import { type ConfigView, configViewStore, type Found, session, wireFilter } from './config-store.ts';
import type { Hit } from './option-rows.ts';

/** More rows than anybody reads; the total is told all the same. */
const LIMIT = 1000;

let asked: AbortController | null = null;

export function setQuery(change: Partial<Pick<ConfigView, 'query' | 'filter' | 'onlyVisible'>>): void {
  configViewStore.setState({ ...change, closed: new Set() });
  void search();
}

/** Asks again; nothing is searched while there is no word and no filter. */
export async function search(): Promise<void> {
  asked?.abort();
  const { query, filter, onlyVisible } = configViewStore.getState();
  const open = session();
  const text = query.trim();
  if (!open || (text === '' && filter === 'all')) {
    configViewStore.setState({ found: null });
    return;
  }
  const mine = new AbortController();
  asked = mine;
  const answer = await open.tell(
    'config.search',
    { text: text.slice(0, 200), filter: wireFilter({ filter, onlyVisible }), limit: LIMIT },
    mine.signal,
  );
  if (mine.signal.aborted || session() !== open || !answer.ok) return;
  const hits = new Map<number, Hit>();
  const ranked: number[] = [];
  for (const hit of answer.value.hits) {
    if (hit.node === null || hits.has(hit.node)) continue;
    hits.set(hit.node, hit);
    ranked.push(hit.node);
  }
  const { total, counts } = answer.value;
  const found: Found = { hits, ranked, total, counts };
  configViewStore.setState({ found });
}

/** Called after each change of the values: filters may let other options through now. */
export function searchAgain(): void {
  const { query, filter } = configViewStore.getState();
  if (query.trim() !== '' || filter !== 'all') void search();
}
