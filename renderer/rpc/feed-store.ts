/** Turns a feed into a store: its value is a fold over the events, and it is published once for each batch. */

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Disposable } from '#core/base/disposable.ts';
import type { Failure } from '#core/base/result.ts';
import type { Contract, FeedName } from '#core/contract/contract.ts';
import type { EventOf, KeyOf } from '#core/contract/define.ts';
import type { StudioClient } from './client.ts';

export interface FeedState<S> {
  readonly value: S;
  /** live: more may come; ended: the whole feed was seen; failed: it cannot be had. */
  readonly status: 'live' | 'ended' | 'failed';
  readonly failure: Failure | null;
}

export type FeedStore<S> = StoreApi<FeedState<S>> & Disposable;

/**
 * Follows the feed from its beginning until disposed.
 * @param fold makes the next value from the last one; pure, or at least answers with a new object when it changed something.
 */
export function createFeedStore<C extends FeedName, S>(
  client: Pick<StudioClient, 'subscribe'>,
  name: C,
  key: KeyOf<Contract[C]>,
  fold: (value: S, event: EventOf<Contract[C]>, seq: number) => S,
  initial: S,
): FeedStore<S> {
  const store = createStore<FeedState<S>>(() => ({ value: initial, status: 'live', failure: null }));
  const subscription = client.subscribe(name, key, {
    onEvents(events, firstSeq) {
      let { value } = store.getState();
      events.forEach((event, index) => {
        value = fold(value, event, firstSeq + index);
      });
      store.setState({ value });
    },
    onEnd: (failure) => store.setState({ status: failure ? 'failed' : 'ended', failure }),
  });
  return Object.assign(store, { dispose: () => subscription.dispose() });
}
