/** The search in files: asked as it is typed, the earlier question taken back when a newer one comes. */
import { createStore } from 'zustand/vanilla';
import type { Failure } from '#core/base/result.ts';
import type { SearchQuery, SearchResult } from '#core/contract/files.ts';
import { client } from '../../app/client.ts';
import { unsavedTexts } from '../../app/unsaved-texts.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { regexProblem } from './search-rows.ts';
import { withUnsaved } from './with-unsaved.ts';

export interface SearchState {
  readonly query: SearchQuery;
  readonly searching: boolean;
  /** null before the first answer. */
  readonly result: SearchResult | null;
  readonly failure: Failure | null;
  readonly closed: ReadonlySet<string>;
  /** Id of the row in the list. */
  readonly selectedRow: string | null;
  /** Goes up when the field should take the focus. */
  readonly focusRequest: number;
}

/** Between the last key and the question. */
const WAIT_MS = 150;

const noQuery: SearchQuery = { text: '', regex: false, caseSensitive: false, wholeWord: false };

const blank = { searching: false, result: null, failure: null, closed: new Set<string>(), selectedRow: null } as const;

export const searchStore = createStore<SearchState>(() => ({ ...blank, query: noQuery, focusRequest: 0 }));

let running: AbortController | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

export function setQuery(change: Partial<SearchQuery>): void {
  const query = { ...searchStore.getState().query, ...change };
  running?.abort();
  clearTimeout(timer);
  if (query.text === '') {
    searchStore.setState({ ...blank, query });
    return;
  }
  const wrong = query.regex ? regexProblem(query.text) : null;
  if (wrong !== null) {
    searchStore.setState({ query, searching: false, result: null, failure: { code: 'bad-pattern', message: wrong } });
    return;
  }
  searchStore.setState({ query, searching: true, failure: null });
  timer = setTimeout(() => void search(), WAIT_MS);
}

/** Asks now, also for the same query again. */
export async function search(): Promise<void> {
  const { project } = workspaceStore.getState();
  const { query } = searchStore.getState();
  if (!project || query.text === '') return;
  clearTimeout(timer);
  running?.abort();
  const own = new AbortController();
  running = own;
  searchStore.setState({ searching: true, failure: null });
  const answer = await client().call('files.search', { projectId: project.id, query }, { signal: own.signal });
  if (running !== own || own.signal.aborted) return;
  searchStore.setState(
    answer.ok
      ? {
          searching: false,
          result: withUnsaved(answer.value, query, unsavedTexts()),
          closed: new Set(),
          selectedRow: null,
        }
      : { searching: false, result: null, failure: answer.error },
  );
}

export function toggleFile(path: string): void {
  searchStore.setState(({ closed }) => {
    const next = new Set(closed);
    if (!next.delete(path)) next.add(path);
    return { closed: next };
  });
}

export function focusSearch(): void {
  searchStore.setState(({ focusRequest }) => ({ focusRequest: focusRequest + 1 }));
}

/** Results belong to one project. */
export function startSearch(): void {
  let of = workspaceStore.getState().project?.id;
  workspaceStore.subscribe(({ project }) => {
    if (project?.id === of) return;
    of = project?.id;
    running?.abort();
    clearTimeout(timer);
    searchStore.setState({ ...blank, query: noQuery });
  });
}
