/** Sources as the window knows them: the rows of one project or template, kept up to date by the host's feed. */
import { useEffect, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import type { SourceRow, SourceScope, SourceState } from '#core/contract/sources.ts';
import { createFeedStore, type FeedStore } from '../rpc/feed-store.ts';
import { client } from './client.ts';
import { toastFailure } from './toasts.ts';

type States = ReadonlyMap<string, SourceState>;

/** Counts what was changed by this window: the rows are asked for again. */
export const sourceEdits = createStore<{ count: number }>(() => ({ count: 0 }));

let feed: FeedStore<States> | null = null;

/** Downloads of all projects, told by the host. */
export function sourceStates(): FeedStore<States> {
  feed ??= createFeedStore(
    client(),
    'sources.events',
    null,
    (states, { key, state }) => new Map(states).set(key, state),
    new Map() as States,
  );
  return feed;
}

export async function listSources(scope: SourceScope): Promise<readonly SourceRow[]> {
  const answer = await client().call('sources.list', scope);
  if (answer.ok) return answer.value;
  toastFailure(answer.error);
  return [];
}

/** null until they are known. A download that ends is followed by a fresh look. */
export function useSources(scope: SourceScope | null): readonly SourceRow[] | null {
  const [rows, setRows] = useState<{ key: string; rows: readonly SourceRow[] } | null>(null);
  const [round, setRound] = useState(0);
  const key = scope ? JSON.stringify(scope) : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is the scope by value
  useEffect(() => {
    if (!scope) return;
    let gone = false;
    void listSources(scope).then((found) => {
      if (!gone) setRows({ key, rows: found });
    });
    return () => {
      gone = true;
    };
  }, [key, round]);
  useEffect(() => {
    const states = sourceStates();
    const again = () => setRound((count) => count + 1);
    let ended = '';
    const edits = sourceEdits.subscribe(again);
    const events = states.subscribe(({ value }) => {
      setRows((known) =>
        known === null
          ? null
          : { ...known, rows: known.rows.map((row) => ({ ...row, state: shownState(row, value.get(row.key)) })) },
      );
      const now = [...value].flatMap(([key, { kind }]) => (kind === 'fetching' ? [] : [`${key} ${kind}`])).join();
      if (now !== ended) again();
      ended = now;
    });
    return () => {
      edits();
      events();
    };
  }, []);
  return rows?.key === key ? rows.rows : null;
}

/** A folder of one's own is used whatever becomes of the download. */
function shownState(row: SourceRow, told: SourceState | undefined): SourceState {
  return told?.kind === 'fetching' && row.state.kind !== 'adopted' ? told : row.state;
}

export async function fetchSource(scope: SourceScope, source: string): Promise<void> {
  const answer = await client().call('sources.fetch', { scope, source });
  if (!answer.ok) toastFailure(answer.error);
}

export async function cancelSource(key: string): Promise<void> {
  const answer = await client().call('sources.cancel', key);
  if (!answer.ok) toastFailure(answer.error);
}
