import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { EventLog } from '#core/base/event-log.ts';
import type { SessionId } from '#core/base/id.ts';
import { fail, ok, type Result } from '#core/base/result.ts';
import type { Handlers } from '#core/contract/handlers.ts';
import { PROTOCOL } from '#core/contract/protocol.ts';
import type { SerialMarks, VmSession } from '#core/contract/vm.ts';
import { serveLink } from '../../../electron/hosts/rpc/rpc-server.ts';
import { StudioClient } from '../../../renderer/rpc/client.ts';
import { DialRefused } from '../../../renderer/rpc/connection.ts';
import { computedMs } from '../../computed-ms.ts';
import { linkPair, type MemoryEnd } from '../../hosts/rpc/memory-link.ts';
import { MemorySource, stubHandlers } from '../../hosts/rpc/stub-handlers.ts';
import { PATIENCE_MS } from '../../patience.ts';

const times = { backoffMs: [0], pingAfterMs: 10_000, pongWithinMs: 10_000 };
const session = 'abc' as SessionId;
const clients: StudioClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  vi.restoreAllMocks();
});

/** A client whose dials reach a host with these handlers, while `reachable`. */
function connect(given: Partial<Handlers>) {
  const handlers = stubHandlers(given);
  const world = {
    reachable: true,
    link: null as { host: MemoryEnd; window: MemoryEnd } | null,
    cut() {
      world.link?.host.close();
    },
  };
  const client = new StudioClient(async () => {
    if (!world.reachable) throw new Error('unreachable');
    const pair = linkPair();
    world.link = pair;
    serveLink(handlers, pair.host, () => {});
    return pair.window;
  }, times);
  clients.push(client);
  return { client, world };
}

const isUp = (client: StudioClient) => vi.waitFor(() => expect(client.connection.isUp).toBe(true), PATIENCE_MS);
const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('calls', () => {
  it('answers with the value of the handler, also when asked before the link stands', async () => {
    const { client } = connect({ 'vm.list': async () => ok([]) });
    expect(await client.call('vm.list', null)).toEqual({ ok: true, value: [] });
  });

  it('answers with the failure of the handler', async () => {
    const { client } = connect({ 'places.list': async () => fail('not-found', 'No such folder.', 'Look again.') });
    expect(await client.call('places.list', '/x')).toEqual(fail('not-found', 'No such folder.', 'Look again.'));
  });

  it('keeps answers apart when they come in another order', async () => {
    const { client } = connect({
      'state.get': async (key) => {
        if (key === 'slow') await settled();
        return ok(key);
      },
    });
    const answers = await Promise.all(['slow', 'fast'].map((key) => client.call('state.get', key)));
    expect(answers).toEqual([ok('slow'), ok('fast')]);
  });

  it('refuses an answer that does not fit the contract', async () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { client, world } = connect({ 'state.get': () => new Promise(() => {}) });
    await isUp(client);
    const answer = client.call('state.get', 'layout');
    world.link?.host.sendText(JSON.stringify({ t: 'result', id: 1, v: 12 }));
    expect(await answer).toMatchObject({ ok: false, error: { code: 'bad-answer' } });
    expect(complaint).toHaveBeenCalledOnce();
  });

  it('is cancelled by its signal, here and at the host', async () => {
    let aborted = false;
    const { client } = connect({
      'vm.list': (_, { signal }) =>
        new Promise(() =>
          signal.addEventListener('abort', () => {
            aborted = true;
          }),
        ),
    });
    await isUp(client);
    const stop = new AbortController();
    const answer = client.call('vm.list', null, { signal: stop.signal });
    stop.abort();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    await vi.waitFor(() => expect(aborted).toBe(true), PATIENCE_MS);
  });

  it('is not even sent when its signal is aborted already', async () => {
    const handler = vi.fn();
    const { client } = connect({ 'vm.list': handler });
    await isUp(client);
    const answer = await client.call('vm.list', null, { signal: AbortSignal.abort() });
    expect(answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    await settled();
    expect(handler).not.toHaveBeenCalled();
  });

  it('asks again after a break where asking twice does no harm', async () => {
    let asked = 0;
    const { client, world } = connect({
      'vm.list': (): Promise<Result<VmSession[]>> => (++asked === 1 ? new Promise(() => {}) : Promise.resolve(ok([]))),
    });
    await isUp(client);
    const answer = client.call('vm.list', null);
    await vi.waitFor(() => expect(asked).toBe(1), PATIENCE_MS);
    world.cut();
    expect(await answer).toEqual(ok([]));
    expect(asked).toBe(2);
  });

  it('fails after a break where asking twice would do it twice', async () => {
    let asked = 0;
    const { client, world } = connect({
      'vm.start': () => {
        asked++;
        return new Promise(() => {});
      },
    });
    await isUp(client);
    const answer = client.call('vm.start', { projectId: 'p' as never });
    await vi.waitFor(() => expect(asked).toBe(1), PATIENCE_MS);
    world.cut();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'disconnected', hint: expect.any(String) } });
    await isUp(client);
    await settled();
    expect(asked).toBe(1);
  });

  it('fails when the host cannot be reached for long', async () => {
    vi.useFakeTimers();
    try {
      const { client, world } = connect({});
      world.reachable = false;
      world.cut();
      const answer = client.call('vm.list', null);
      await vi.advanceTimersByTimeAsync(30_000);
      expect(await answer).toMatchObject({ ok: false, error: { code: 'disconnected' } });
    } finally {
      vi.useRealTimers();
    }
  });

  it('fails at once after the client was closed, and lets the host go', async () => {
    const { client, world } = connect({ 'vm.list': () => new Promise(() => {}) });
    await isUp(client);
    const waiting = client.call('vm.list', null);
    client.close();
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'disconnected' } });
    expect(await client.call('vm.list', null)).toMatchObject({ ok: false, error: { code: 'disconnected' } });
    expect(world.link?.host.reason).not.toBeNull();
    expect(client.connection.state.getState().phase).toBe('closed');
  });
});

describe('feeds', () => {
  const mark = (n: number): SerialMarks => [[n, n]];

  it('delivers events one by one and in batches, and tells the end', async () => {
    const log = new EventLog<SerialMarks>();
    for (let n = 1; n <= 3; n++) log.append(mark(n));
    const { client } = connect({ 'vm.marks': () => ok(log) });
    const single: unknown[] = [];
    const batches: unknown[] = [];
    const end = vi.fn();
    client.subscribe('vm.marks', session, {
      onEvent: (event, seq) => single.push([seq, event]),
      onEvents: (events, firstSeq) => batches.push([firstSeq, events.length]),
      onEnd: end,
    });
    log.close();
    await vi.waitFor(() => expect(end).toHaveBeenCalledWith(null), PATIENCE_MS);
    expect(single).toEqual([
      [1, mark(1)],
      [2, mark(2)],
      [3, mark(3)],
    ]);
    expect(batches).toEqual([[1, 3]]);
  });

  it('tells why a feed cannot be had', async () => {
    const { client } = connect({ 'vm.marks': () => fail('gone', 'No such machine.') });
    const end = vi.fn();
    client.subscribe('vm.marks', session, { onEnd: end });
    await vi.waitFor(
      () => expect(end).toHaveBeenCalledWith({ code: 'gone', message: 'No such machine.' }),
      PATIENCE_MS,
    );
  });

  it('delivers nothing after it was disposed, not even the rest of a batch', async () => {
    const log = new EventLog<SerialMarks>();
    for (let n = 1; n <= 3; n++) log.append(mark(n));
    const { client } = connect({ 'vm.marks': () => ok(log) });
    const seen: number[] = [];
    const subscription = client.subscribe('vm.marks', session, {
      onEvent: (_, seq) => {
        seen.push(seq);
        subscription.dispose();
      },
    });
    await vi.waitFor(() => expect(seen).toEqual([1]), PATIENCE_MS);
    log.append(mark(4));
    await settled();
    expect(seen).toEqual([1]);
  });

  it('goes on for others when a listener throws', async () => {
    const log = new EventLog<SerialMarks>();
    log.append(mark(1));
    const { client } = connect({ 'vm.marks': () => ok(log) });
    const thrown: unknown[] = [];
    const keep = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.once('uncaughtException', (error) => thrown.push(error));
    try {
      client.subscribe('vm.marks', session, {
        onEvent: () => {
          throw new Error('listener');
        },
      });
      const seen: number[] = [];
      client.subscribe('vm.marks', session, { onEvent: (_, seq) => seen.push(seq) });
      await vi.waitFor(() => expect(seen).toEqual([1]), PATIENCE_MS);
      expect(thrown).toHaveLength(1);
    } finally {
      for (const listener of keep) process.on('uncaughtException', listener);
    }
  });

  it('keeps a flood flowing by acknowledging it', async () => {
    const log = new EventLog<SerialMarks>();
    const wide: SerialMarks = Array.from({ length: 2000 }, (_, n) => [n, n]);
    for (let n = 0; n < 200; n++) log.append(wide);
    const { client } = connect({ 'vm.marks': () => ok(log) });
    let seen = 0;
    client.subscribe('vm.marks', session, { onEvent: () => seen++ });
    await vi.waitFor(() => expect(seen).toBe(200), PATIENCE_MS);
  });
});

describe('the connection', () => {
  it('says that it is reconnecting and why, and that it is back', async () => {
    const { client, world } = connect({});
    await isUp(client);
    world.reachable = false;
    world.link?.host.close('The studio is closing.');
    expect(client.connection.state.getState()).toMatchObject({
      phase: 'reconnecting',
      reason: 'The studio is closing.',
    });
    await vi.waitFor(() => expect(client.connection.state.getState().attempts).toBeGreaterThan(1), PATIENCE_MS);
    world.reachable = true;
    await vi.waitFor(() => expect(client.connection.state.getState().phase).toBe('connected'), PATIENCE_MS);
  });

  it('gives up where the host refuses this window', async () => {
    const client = new StudioClient(() => Promise.reject(new DialRefused('Open the new address.')), times);
    clients.push(client);
    const end = vi.fn();
    client.subscribe('vm.marks', session, { onEnd: end });
    expect(await client.call('vm.list', null)).toMatchObject({ ok: false, error: { code: 'disconnected' } });
    expect(end).toHaveBeenCalledWith(expect.objectContaining({ code: 'disconnected' }));
    expect(client.connection.state.getState()).toMatchObject({ phase: 'refused', reason: 'Open the new address.' });
  });

  it.each([
    ['another life of the host', { host: 'two', protocol: PROTOCOL }],
    ['another protocol', { host: 'one', protocol: PROTOCOL + 1 }],
  ])('is replaced when %s answers', async (_, hello) => {
    let dials = 0;
    let first: MemoryEnd | undefined;
    const client = new StudioClient(async () => {
      const { host, window } = linkPair();
      first ??= host;
      host.sendText(JSON.stringify({ t: 'hello', ...(dials++ === 0 ? { host: 'one', protocol: PROTOCOL } : hello) }));
      return window;
    }, times);
    clients.push(client);
    await isUp(client);
    first?.close();
    await vi.waitFor(() => expect(client.connection.state.getState().phase).toBe('replaced'), PATIENCE_MS);
    expect(dials).toBe(2);
  });

  it('refuses a host of another version at once, instead of loading the page for ever', async () => {
    let dials = 0;
    const client = new StudioClient(async () => {
      dials++;
      const { host, window } = linkPair();
      host.sendText(JSON.stringify({ t: 'hello', host: 'one', protocol: PROTOCOL + 1 }));
      return window;
    }, times);
    clients.push(client);
    await vi.waitFor(() => expect(client.connection.state.getState().phase).toBe('refused'), PATIENCE_MS);
    await client.connection.open();
    await settled();
    expect(dials).toBe(1);
    expect(client.connection.state.getState().phase).toBe('refused');
  });

  it('asks for life after silence, and dials again when nobody answers', async () => {
    vi.useFakeTimers();
    try {
      const pairs: ReturnType<typeof linkPair>[] = [];
      const client = new StudioClient(
        async () => {
          const pair = linkPair(true);
          pairs.push(pair);
          pair.host.sendText(JSON.stringify({ t: 'hello', host: 'one', protocol: PROTOCOL }));
          return pair.window;
        },
        { backoffMs: [10], pingAfterMs: 1000, pongWithinMs: 500 },
      );
      clients.push(client);
      await vi.advanceTimersByTimeAsync(1200);
      expect(pairs).toHaveLength(1);
      expect(pairs[0]?.window.sent.map((frame) => JSON.parse(String(frame)).t)).toEqual(['ping']);
      pairs[0]?.host.sendText(JSON.stringify({ t: 'pong', id: 1 }));
      await vi.advanceTimersByTimeAsync(900);
      expect(pairs).toHaveLength(1);
      await vi.advanceTimersByTimeAsync(2000);
      expect(pairs.length).toBeGreaterThan(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('does not dial at full speed a host that ends every link at once', async () => {
    vi.useFakeTimers();
    try {
      let dials = 0;
      const client = new StudioClient(
        async () => {
          dials++;
          const { host, window } = linkPair();
          host.sendText(JSON.stringify({ t: 'hello', host: 'one', protocol: PROTOCOL }));
          setTimeout(() => host.close('No.'), 5);
          return window;
        },
        { ...times, backoffMs: [1, 1000] },
      );
      clients.push(client);
      await vi.advanceTimersByTimeAsync(5000);
      expect(dials).toBeLessThan(9);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a client that loses its link at random', () => {
  /** What happens to the world, step by step. */
  const step = fc.oneof(
    fc.record({ do: fc.constant('event' as const), count: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ do: fc.constant('bytes' as const), count: fc.integer({ min: 1, max: 100_000 }) }),
    fc.record({ do: fc.constant('cut' as const) }),
    fc.record({ do: fc.constant('wait' as const), count: fc.integer({ min: 0, max: 12 }) }),
    fc.record({
      do: fc.constant('pace' as const),
      count: fc.constantFrom(100, 5000, 100_000, Number.POSITIVE_INFINITY),
    }),
  );

  it('gets every event and every byte once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const log = new EventLog<SerialMarks>();
        const source = new MemorySource();
        let total = 0;
        const { client, world } = connect({ 'vm.marks': () => ok(log), 'vm.serial': () => ok(source) });
        const seqs: number[] = [];
        const chunks: Uint8Array[] = [];
        const opened: number[] = [];
        const ended = vi.fn();
        client.subscribe('vm.marks', session, { onEvent: (_, seq) => seqs.push(seq), onEnd: ended });
        const handle = client.openStream('vm.serial', session, {
          onOpened: (offset) => opened.push(offset),
          onBytes: (bytes, done) => {
            chunks.push(bytes.slice());
            if (chunks.length % 2) done();
            else setImmediate(done);
          },
          onEnd: ended,
        });
        for (const each of steps) {
          if (each.do === 'event') for (let n = 0; n < each.count; n++) log.append([[n, n]]);
          else if (each.do === 'bytes') {
            source.push(Uint8Array.from({ length: each.count }, (_, i) => (total + i) % 251));
            total += each.count;
          } else if (each.do === 'cut') world.cut();
          else if (each.do === 'pace' && world.link) world.link.host.pace = each.count;
          else if (each.do === 'wait') {
            for (let n = 0; n < each.count; n++) await new Promise((resolve) => setImmediate(resolve));
          }
        }
        if (world.link) world.link.host.pace = Number.POSITIVE_INFINITY;
        log.close();
        source.end();
        await vi.waitFor(() => expect(ended).toHaveBeenCalledTimes(2), { timeout: PATIENCE_MS, interval: 2 });
        expect(ended.mock.calls).toEqual([[null], [null]]);
        expect(seqs).toEqual(Array.from({ length: log.lastSeq }, (_, i) => i + 1));
        const bytes = Buffer.concat(chunks);
        expect(bytes.length).toBe(total);
        expect(bytes.every((byte, i) => byte === i % 251)).toBe(true);
        expect(handle.offset).toBe(total);
        expect(new Set(opened)).toEqual(new Set([0]));
        client.close();
        expect(source.readers.size).toBe(0);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe('a flood', () => {
  it('of 50 MB on a stream loses nothing and leaves calls quick', async () => {
    const source = new MemorySource();
    const total = 50_000_000;
    source.push(Buffer.alloc(total, 'x'));
    source.end();
    const { client, world } = connect({ 'vm.serial': () => ok(source), 'state.get': async () => ok('x'.repeat(100)) });
    await isUp(client);
    if (world.link) world.link.host.pace = 256 * 1024;
    let received = 0;
    let ended = false;
    client.openStream('vm.serial', session, {
      onBytes: (bytes, done) => {
        received += bytes.length;
        setImmediate(done);
      },
      onEnd: () => {
        ended = true;
      },
    });
    let slowest = 0;
    let calls = 0;
    while (!ended) {
      const started = computedMs();
      expect((await client.call('state.get', 'layout')).ok).toBe(true);
      slowest = Math.max(slowest, computedMs() - started);
      calls++;
    }
    expect(received).toBe(total);
    expect(calls).toBeGreaterThan(10);
    expect(slowest).toBeLessThan(1000);
  }, 30_000);
});
