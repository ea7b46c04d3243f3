/** Keeps what the search has found in step with what is typed, the filters, and the values; the last question wins. */
import type { LoadedConfig } from '../../app/config/config-session.ts';
import { type ConfigView, configViewStore, type Filter, type Found, session, wireFilter } from './config-store.ts';
import type { Hit } from './option-rows.ts';

/** More rows than anybody reads between two keys; the total is told all the same. */
const FIRST = 80;
const ALL = 20_000;
let limit = FIRST;
/** What changed is drawn first; hits that another value lets through come a moment later. */
const AGAIN_AFTER_MS = 200;

let asked: AbortController | null = null;

export function setQuery(change: Partial<Pick<ConfigView, 'query' | 'filter' | 'onlyVisible'>>): void {
  configViewStore.setState({ ...change, closed: new Set() });
  limit = FIRST;
  void search();
}

/** Every hit of the present words, not the best ones alone. */
export function showAllHits(): void {
  limit = ALL;
  void search();
}

/** Asks again; nothing is searched while there is no word and no filter. */
export async function search(): Promise<void> {
  asked?.abort();
  const { query, filter, onlyVisible } = configViewStore.getState();
  const open = session();
  const text = query.trim();
  if (!open?.config || text === '') {
    configViewStore.setState({
      found: open?.config && filter !== 'all' ? filtered(open.config, filter, onlyVisible) : null,
    });
    return;
  }
  const mine = new AbortController();
  asked = mine;
  const answer = await open.tell(
    'config.search',
    { text: text.slice(0, 200), filter: wireFilter({ filter, onlyVisible }), limit },
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
  const found: Found = { hits, ranked, total, more: total - answer.value.hits.length, counts };
  configViewStore.setState({ found });
}

/** Every place that a filter leaves, without a word being searched: the window knows by itself. */
function filtered(config: LoadedConfig, filter: Exclude<Filter, 'all'>, onlyVisible: boolean): Found {
  const { tree, states, counts } = config;
  const passes = (option: number) => {
    const visible = states.has(option, 'visible');
    if (onlyVisible && !visible) return false;
    return filter === 'blocked' ? !visible : states.has(option, filter);
  };
  const hits = new Map<number, Hit | null>();
  for (let node = 1; node < tree.nodeCount; node++) {
    const option = tree.option(node);
    if (option >= 0 && tree.prompt(node) !== '' && tree.type(option) !== 'choice' && passes(option))
      hits.set(node, null);
  }
  const ranked = [...hits.keys()];
  return { hits, ranked, total: ranked.length, more: 0, counts };
}

let again: ReturnType<typeof setTimeout> | undefined;

/** Called after each change of the values: filters may let other options through now. */
export function searchAgain(): void {
  const { query, filter } = configViewStore.getState();
  if (query.trim() === '' && filter === 'all') return;
  clearTimeout(again);
  again = setTimeout(() => void search(), AGAIN_AFTER_MS);
}
