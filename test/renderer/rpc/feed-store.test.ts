import { describe, expect, it, vi } from 'vitest';
import type { SessionId } from '#core/base/id.ts';
import type { SerialMarks } from '#core/contract/vm.ts';
import type { FeedListener, StudioClient } from '../../../renderer/rpc/client.ts';
import { createFeedStore } from '../../../renderer/rpc/feed-store.ts';

const session = 'abc' as SessionId;

/** A client that hands its listener over to the test. */
function fakeClient() {
  const dispose = vi.fn();
  let listener: FeedListener<SerialMarks> = {};
  const client = {
    subscribe: (_name: unknown, _key: unknown, given: unknown) => {
      listener = given as FeedListener<SerialMarks>;
      return { dispose };
    },
  } as Pick<StudioClient, 'subscribe'>;
  return { client, dispose, listener: () => listener };
}

describe('a feed store', () => {
  it('folds events in order and publishes once for each batch', () => {
    const { client, listener } = fakeClient();
    const store = createFeedStore(client, 'vm.marks', session, (seen, _, seq) => [...seen, seq], [] as number[]);
    const published = vi.fn();
    store.subscribe(published);
    expect(store.getState()).toEqual({ value: [], status: 'live', failure: null });
    listener().onEvents?.([[], [], []], 1);
    listener().onEvents?.([[]], 4);
    expect(store.getState().value).toEqual([1, 2, 3, 4]);
    expect(published).toHaveBeenCalledTimes(2);
  });

  it('says whether it ended or failed, and why', () => {
    const ended = fakeClient();
    const store = createFeedStore(ended.client, 'vm.marks', session, (n) => n + 1, 0);
    ended.listener().onEvents?.([[]], 1);
    ended.listener().onEnd?.(null);
    expect(store.getState()).toEqual({ value: 1, status: 'ended', failure: null });

    const failed = fakeClient();
    const other = createFeedStore(failed.client, 'vm.marks', session, (n) => n + 1, 0);
    const failure = { code: 'gone', message: 'No such machine.' };
    failed.listener().onEnd?.(failure);
    expect(other.getState()).toEqual({ value: 0, status: 'failed', failure });
  });

  it('ends its subscription when it is disposed', () => {
    const { client, dispose } = fakeClient();
    createFeedStore(client, 'vm.marks', session, (n) => n + 1, 0).dispose();
    expect(dispose).toHaveBeenCalledOnce();
  });
});
