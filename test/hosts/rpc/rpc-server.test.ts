import { afterEach, describe, expect, it, vi } from 'vitest';
import { EventLog } from '#core/base/event-log.ts';
import type { SessionId } from '#core/base/id.ts';
import { fail, ok } from '#core/base/result.ts';
import type { Handlers } from '#core/contract/handlers.ts';
import { HIGH_MARK, type HostMessage, MAX_MESSAGE, PROTOCOL } from '#core/contract/protocol.ts';
import type { SerialMarks } from '#core/contract/vm.ts';
import { MAX_OPEN, serveLink } from '../../../electron/hosts/rpc/rpc-server.ts';
import { PATIENCE_MS } from '../../patience.ts';
import { linkPair } from './memory-link.ts';
import { MemorySource, stubHandlers } from './stub-handlers.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A raw window: it sends what a test likes, and keeps what comes back. */
function serve(given: Partial<Handlers>) {
  const { host, window } = linkPair();
  const bugs: [string, unknown][] = [];
  const messages: HostMessage[] = [];
  const frames: Uint8Array[] = [];
  window.onText((text) => messages.push(JSON.parse(text)));
  window.onBytes((bytes) => frames.push(bytes));
  const service = serveLink(stubHandlers(given), host, (what, cause) => bugs.push([what, cause]));
  ends.push(() => service.dispose());
  const send = (message: unknown) => window.sendText(JSON.stringify(message));
  const answer = (id: number) =>
    vi.waitFor(() => messages.find((m) => m.t !== 'hello' && m.id === id) ?? wait(), PATIENCE_MS);
  return { host, window, bugs, messages, frames, send, answer, service };
}

function wait(): never {
  throw new Error('not yet');
}

const session = 'abc' as SessionId;
/** Turns of the event loop, not a time: enough for everything that is on its way, however slow the computer. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('calls', () => {
  it('greets with its life and protocol before anything else', async () => {
    const { messages } = serve({});
    await settled();
    expect(messages).toEqual([{ t: 'hello', host: expect.any(String), protocol: PROTOCOL }]);
  });

  it('answers with what the handler says, without fields that the contract does not know', async () => {
    const given = { path: '/a', parent: null, writable: true, folders: [], secret: 1 };
    const { send, answer } = serve({ 'places.list': async (path) => ok({ ...given, path }) });
    send({ t: 'call', id: 1, ch: 'places.list', p: '/a' });
    expect(await answer(1)).toEqual({
      t: 'result',
      id: 1,
      v: { path: '/a', parent: null, writable: true, folders: [] },
    });
  });

  it('hands on the failure of a handler with its hint', async () => {
    const { send, answer } = serve({ 'places.list': async () => fail('not-found', 'No such folder.', 'Look again.') });
    send({ t: 'call', id: 1, ch: 'places.list', p: '/a' });
    expect(await answer(1)).toEqual({
      t: 'failure',
      id: 1,
      e: { code: 'not-found', message: 'No such folder.', hint: 'Look again.' },
    });
  });

  it('refuses parameters that do not fit before the handler sees them', async () => {
    const handler = vi.fn();
    const { send, answer } = serve({ 'files.read': handler });
    send({ t: 'call', id: 1, ch: 'files.read', p: { projectId: 'p', path: '../../etc/passwd' } });
    send({ t: 'call', id: 2, ch: 'files.read', p: null });
    expect(await answer(1)).toMatchObject({ t: 'failure', e: { code: 'bad-request' } });
    expect(await answer(2)).toMatchObject({ t: 'failure', e: { code: 'bad-request' } });
    expect(handler).not.toHaveBeenCalled();
  });

  it.each(['nothing.here', 'constructor', '__proto__', 'toString', 'settings.changes', 'vm.serial'])(
    'knows no call named %s',
    async (name) => {
      const { send, answer } = serve({});
      send({ t: 'call', id: 1, ch: name, p: null });
      expect(await answer(1)).toMatchObject({ t: 'failure', e: { code: 'unknown-channel' } });
    },
  );

  it('tells the window nothing of a bug but that it is one, and reports it once with its cause', async () => {
    const cause = new Error('secret detail');
    const { send, answer, bugs } = serve({ 'vm.list': () => Promise.reject(cause) });
    send({ t: 'call', id: 1, ch: 'vm.list', p: null });
    const message = await answer(1);
    expect(message).toMatchObject({ t: 'failure', e: { code: 'internal' } });
    expect(JSON.stringify(message)).not.toContain('secret');
    expect(bugs).toEqual([['call vm.list', cause]]);
  });

  it('takes a handler that throws at once for the same kind of bug', async () => {
    const { send, answer, bugs } = serve({});
    send({ t: 'call', id: 1, ch: 'vm.list', p: null });
    expect(await answer(1)).toMatchObject({ t: 'failure', e: { code: 'internal' } });
    expect(bugs).toHaveLength(1);
  });

  it('takes an answer that does not fit the contract for a bug, and does not send it', async () => {
    const { send, answer, bugs } = serve({ 'state.get': async () => ok(12 as unknown as string) });
    send({ t: 'call', id: 1, ch: 'state.get', p: 'layout' });
    expect(await answer(1)).toMatchObject({ t: 'failure', e: { code: 'internal' } });
    expect(bugs).toHaveLength(1);
  });

  it('aborts the signal of a call that the window cancels', async () => {
    let aborted = false;
    const { send, answer } = serve({
      'vm.list': (_, { signal }) =>
        new Promise((resolve) =>
          signal.addEventListener('abort', () => {
            aborted = true;
            resolve(fail('cancelled', 'Cancelled.'));
          }),
        ),
    });
    send({ t: 'call', id: 1, ch: 'vm.list', p: null });
    send({ t: 'cancel', id: 1 });
    expect(await answer(1)).toMatchObject({ t: 'failure', e: { code: 'cancelled' } });
    expect(aborted).toBe(true);
  });

  it('refuses more calls at once than its limit', async () => {
    const { send, answer } = serve({ 'vm.list': () => new Promise(() => {}) });
    for (let id = 0; id <= MAX_OPEN; id++) send({ t: 'call', id, ch: 'vm.list', p: null });
    expect(await answer(MAX_OPEN)).toMatchObject({ t: 'failure', e: { code: 'too-many' } });
  });
});

describe('the end of a link', () => {
  it.each([
    ['text that is not JSON', '{'],
    ['an unknown message', '{"t":"shutdown","id":1}'],
    ['a message without a number', '{"t":"call","ch":"vm.list"}'],
    ['a number out of range', '{"t":"call","id":4294967296,"ch":"vm.list","p":null}'],
    ['an acknowledgement of a fraction', '{"t":"ack","id":1,"bytes":0.5}'],
    ['an array', '[]'],
  ])('comes with a reason after %s', async (_, text) => {
    const { window } = serve({});
    window.sendText(text);
    await vi.waitFor(() => expect(window.reason).toMatch(/\w/), PATIENCE_MS);
  });

  it('comes with a reason after a message that is too long', async () => {
    const { window } = serve({});
    window.sendText(`{"t":"ping","id":1${' '.repeat(MAX_MESSAGE)}}`);
    await vi.waitFor(() => expect(window.reason).toMatch(/too long/), PATIENCE_MS);
  });

  it('comes with a reason when a number is used twice', async () => {
    const { window, send } = serve({ 'vm.list': () => new Promise(() => {}) });
    send({ t: 'call', id: 1, ch: 'vm.list', p: null });
    send({ t: 'call', id: 1, ch: 'vm.list', p: null });
    await vi.waitFor(() => expect(window.reason).toMatch(/in use/), PATIENCE_MS);
  });

  it('aborts calls, lets go of logs and sources, and tells sources that the reader left', async () => {
    const log = new EventLog<SerialMarks>();
    const source = new MemorySource();
    let aborted = false;
    const growth = vi.spyOn(log, 'onGrowth');
    const { window, send } = serve({
      'vm.list': (_, { signal }) =>
        new Promise(() =>
          signal.addEventListener('abort', () => {
            aborted = true;
          }),
        ),
      'vm.marks': () => ok(log),
      'vm.serial': () => ok(source),
    });
    send({ t: 'call', id: 1, ch: 'vm.list', p: null });
    send({ t: 'subscribe', id: 2, ch: 'vm.marks', key: session, after: 0 });
    send({ t: 'open', id: 3, ch: 'vm.serial', key: session, from: 0 });
    await vi.waitFor(() => expect(source.readers.size).toBe(1), PATIENCE_MS);
    const release = vi.spyOn(growth.mock.results[0]?.value, 'dispose');
    window.close();
    expect(aborted).toBe(true);
    expect(release).toHaveBeenCalled();
    expect(source.watchers).toBe(0);
    expect(source.readers.size).toBe(0);
  });

  it('sends nothing any more when handlers answer late', async () => {
    let finish = () => {};
    const { host, window, send } = serve({
      'vm.list': () =>
        new Promise((resolve) => {
          finish = () => resolve(ok([]));
        }),
    });
    send({ t: 'call', id: 1, ch: 'vm.list', p: null });
    await settled();
    window.close();
    const sending = vi.spyOn(host, 'sendText');
    finish();
    await settled();
    expect(sending).not.toHaveBeenCalled();
  });
});

describe('feeds', () => {
  const mark = (n: number): SerialMarks => [[n, n]];
  const received = (messages: HostMessage[]) =>
    messages.flatMap((m) => (m.t === 'events' ? m.events.map((event, i) => [m.seq + i, event]) : []));

  it('sends what came after the number that the window names, then what comes', async () => {
    const log = new EventLog<SerialMarks>();
    for (let n = 1; n <= 5; n++) log.append(mark(n));
    const { send, messages } = serve({ 'vm.marks': () => ok(log) });
    send({ t: 'subscribe', id: 1, ch: 'vm.marks', key: session, after: 3 });
    await vi.waitFor(() => expect(received(messages)).toHaveLength(2), PATIENCE_MS);
    log.append(mark(6));
    await vi.waitFor(
      () =>
        expect(received(messages)).toEqual([
          [4, mark(4)],
          [5, mark(5)],
          [6, mark(6)],
        ]),
      PATIENCE_MS,
    );
  });

  it('sends events that come close together in few messages', async () => {
    const log = new EventLog<SerialMarks>();
    const { send, messages } = serve({ 'vm.marks': () => ok(log) });
    send({ t: 'subscribe', id: 1, ch: 'vm.marks', key: session, after: 0 });
    await settled();
    for (let n = 1; n <= 200; n++) log.append(mark(n));
    await vi.waitFor(() => expect(received(messages)).toHaveLength(200), PATIENCE_MS);
    expect(messages.filter((m) => m.t === 'events').length).toBeLessThan(5);
  });

  it('ends after the last event of a closed log', async () => {
    const log = new EventLog<SerialMarks>();
    log.append(mark(1));
    log.close();
    const { send, messages } = serve({ 'vm.marks': () => ok(log) });
    send({ t: 'subscribe', id: 1, ch: 'vm.marks', key: session, after: 0 });
    await vi.waitFor(() => expect(messages.slice(1).map((m) => m.t)).toEqual(['events', 'end']), PATIENCE_MS);
  });

  it('starts over when the window has seen more than the log ever had', async () => {
    const log = new EventLog<SerialMarks>();
    log.append(mark(1));
    const { send, messages } = serve({ 'vm.marks': () => ok(log) });
    send({ t: 'subscribe', id: 1, ch: 'vm.marks', key: session, after: 70 });
    await vi.waitFor(() => expect(received(messages)).toEqual([[1, mark(1)]]), PATIENCE_MS);
  });

  it('sends nothing after an unsubscription', async () => {
    const log = new EventLog<SerialMarks>();
    const { send, messages } = serve({ 'vm.marks': () => ok(log) });
    send({ t: 'subscribe', id: 1, ch: 'vm.marks', key: session, after: 0 });
    send({ t: 'unsubscribe', id: 1 });
    await settled();
    log.append(mark(1));
    await settled();
    expect(received(messages)).toEqual([]);
  });

  it('stops at the high mark while the window acknowledges nothing, and goes on when it does', async () => {
    const log = new EventLog<SerialMarks>();
    const { send, messages } = serve({ 'vm.marks': () => ok(log) });
    const wide: SerialMarks = Array.from({ length: 2000 }, (_, n) => [n, n]);
    for (let n = 0; n < 100; n++) log.append(wide);
    send({ t: 'subscribe', id: 1, ch: 'vm.marks', key: session, after: 0 });
    await settled();
    const size = () => JSON.stringify(messages).length;
    const stopped = size();
    expect(stopped).toBeGreaterThan(HIGH_MARK);
    expect(stopped).toBeLessThan(HIGH_MARK * 1.5);
    let acknowledged = 0;
    await vi.waitFor(() => {
      const total = messages.reduce((sum, m) => sum + (m.t === 'events' ? JSON.stringify(m).length : 0), 0);
      send({ t: 'ack', id: 1, bytes: total - acknowledged });
      acknowledged = total;
      expect(received(messages)).toHaveLength(100);
    }, PATIENCE_MS);
  });

  it('ends a feed whose log holds an event that does not fit the contract', async () => {
    const log = new EventLog<SerialMarks>();
    log.append('nonsense' as unknown as SerialMarks);
    const { send, answer, bugs } = serve({ 'vm.marks': () => ok(log) });
    send({ t: 'subscribe', id: 1, ch: 'vm.marks', key: session, after: 0 });
    expect(await answer(1)).toMatchObject({ t: 'end', e: { code: 'internal' } });
    expect(bugs).toHaveLength(1);
  });

  it('says why a feed cannot be had', async () => {
    const { send, answer } = serve({ 'vm.marks': () => fail('gone', 'No such machine.') });
    send({ t: 'subscribe', id: 1, ch: 'vm.marks', key: session, after: 0 });
    send({ t: 'subscribe', id: 2, ch: 'vm.marks', key: '../x', after: 0 });
    send({ t: 'subscribe', id: 3, ch: 'vm.list', key: null, after: 0 });
    expect(await answer(1)).toEqual({ t: 'end', id: 1, e: { code: 'gone', message: 'No such machine.' } });
    expect(await answer(2)).toMatchObject({ t: 'end', e: { code: 'bad-request' } });
    expect(await answer(3)).toMatchObject({ t: 'end', e: { code: 'unknown-channel' } });
  });

  it('refuses more feeds at once than its limit', async () => {
    const log = new EventLog<SerialMarks>();
    const { send, answer } = serve({ 'vm.marks': () => ok(log) });
    for (let id = 0; id <= MAX_OPEN; id++) send({ t: 'subscribe', id, ch: 'vm.marks', key: session, after: 0 });
    expect(await answer(MAX_OPEN)).toMatchObject({ t: 'end', e: { code: 'too-many' } });
  });
});

describe('streams', () => {
  const input = (id: number, text: string) => {
    const bytes = Buffer.from(text);
    const frame = Buffer.alloc(4 + bytes.length);
    frame.writeUInt32LE(id);
    bytes.copy(frame, 4);
    return frame;
  };
  const payload = (frames: Uint8Array[]) => Buffer.concat(frames.map((frame) => frame.subarray(4)));

  it('sends the bytes from the offset that the window names, under its number', async () => {
    const source = new MemorySource();
    source.push(Buffer.from('0123456789'));
    const { send, answer, frames } = serve({ 'vm.serial': () => ok(source) });
    send({ t: 'open', id: 258, ch: 'vm.serial', key: session, from: 4 });
    expect(await answer(258)).toEqual({ t: 'opened', id: 258, from: 4 });
    await vi.waitFor(() => expect(payload(frames).toString()).toBe('456789'), PATIENCE_MS);
    expect([...(frames[0]?.subarray(0, 4) ?? [])]).toEqual([2, 1, 0, 0]);
  });

  it('says so when the first bytes are gone', async () => {
    const source = new MemorySource(4);
    source.push(Buffer.from('0123456789'));
    const { send, answer, frames } = serve({ 'vm.serial': () => ok(source) });
    send({ t: 'open', id: 1, ch: 'vm.serial', key: session, from: 2 });
    expect(await answer(1)).toEqual({ t: 'opened', id: 1, from: 6 });
    await vi.waitFor(() => expect(payload(frames).toString()).toBe('6789'), PATIENCE_MS);
  });

  it('sends at most one high mark to a window that uses nothing, and goes on once it does', async () => {
    const source = new MemorySource();
    source.push(Buffer.alloc(3 * HIGH_MARK, 'x'));
    source.end();
    const { send, frames, messages } = serve({ 'vm.serial': () => ok(source) });
    send({ t: 'open', id: 1, ch: 'vm.serial', key: session, from: 0 });
    await settled();
    await settled();
    expect(payload(frames).length).toBe(HIGH_MARK);
    let used = 0;
    await vi.waitFor(() => {
      const all = payload(frames).length;
      if (all > used) send({ t: 'ack', id: 1, bytes: all - used });
      used = all;
      expect(messages.at(-1)).toEqual({ t: 'end', id: 1 });
    }, PATIENCE_MS);
    expect(used).toBe(3 * HIGH_MARK);
    expect(source.readers.size).toBe(0);
  });

  it('tells the source how far the window has come', async () => {
    const source = new MemorySource();
    source.push(Buffer.from('0123456789'));
    const { send, frames } = serve({ 'vm.serial': () => ok(source) });
    send({ t: 'open', id: 1, ch: 'vm.serial', key: session, from: 2 });
    await vi.waitFor(() => expect(frames).toHaveLength(1), PATIENCE_MS);
    expect([...source.readers.values()]).toEqual([2]);
    send({ t: 'ack', id: 1, bytes: 3 });
    await vi.waitFor(() => expect([...source.readers.values()]).toEqual([5]), PATIENCE_MS);
    send({ t: 'close', id: 1 });
    await vi.waitFor(() => expect(source.readers.size).toBe(0), PATIENCE_MS);
  });

  it('says where it goes on when a slow window lost bytes that the source could not keep', async () => {
    const source = new MemorySource(HIGH_MARK);
    source.push(Buffer.alloc(HIGH_MARK, 'a'));
    const { send, frames, messages } = serve({ 'vm.serial': () => ok(source) });
    send({ t: 'open', id: 1, ch: 'vm.serial', key: session, from: 0 });
    await vi.waitFor(() => expect(payload(frames).length).toBe(HIGH_MARK), PATIENCE_MS);
    for (let n = 0; n < 4; n++) source.push(Buffer.alloc(HIGH_MARK, 'b'));
    await settled();
    send({ t: 'ack', id: 1, bytes: HIGH_MARK });
    await vi.waitFor(() => expect(messages.filter((m) => m.t === 'opened')).toHaveLength(2), PATIENCE_MS);
    expect(messages.at(-1)).toEqual({ t: 'opened', id: 1, from: source.firstOffset });
  });

  it('ends the link of a window that acknowledges more than it got', async () => {
    const source = new MemorySource();
    source.push(Buffer.from('0123'));
    const { window, send, frames } = serve({ 'vm.serial': () => ok(source) });
    send({ t: 'open', id: 1, ch: 'vm.serial', key: session, from: 0 });
    await vi.waitFor(() => expect(frames).toHaveLength(1), PATIENCE_MS);
    send({ t: 'ack', id: 1, bytes: 5 });
    await vi.waitFor(() => expect(window.reason).toMatch(/acknowledged/), PATIENCE_MS);
  });

  it('hands input to the source, and drops input for a stream that is not open', async () => {
    const source = new MemorySource();
    const { window, send } = serve({ 'vm.serial': () => ok(source) });
    send({ t: 'open', id: 7, ch: 'vm.serial', key: session, from: 0 });
    window.sendBytes(input(7, 'ls\n'));
    window.sendBytes(input(8, 'rm\n'));
    await vi.waitFor(() => expect(Buffer.concat(source.written).toString()).toBe('ls\n'), PATIENCE_MS);
    await settled();
    expect(window.reason).toBeNull();
  });

  it('ends a stream whose source cannot be read', async () => {
    const source = new MemorySource();
    source.push(Buffer.from('0123'));
    vi.spyOn(source, 'read').mockRejectedValue(new Error('disk on fire'));
    const { send, messages, bugs } = serve({ 'vm.serial': () => ok(source) });
    send({ t: 'open', id: 1, ch: 'vm.serial', key: session, from: 0 });
    await vi.waitFor(
      () => expect(messages.at(-1)).toMatchObject({ t: 'end', id: 1, e: { code: 'internal' } }),
      PATIENCE_MS,
    );
    expect(bugs).toHaveLength(1);
  });

  it('gives the streams of one window turns, so that none waits for another to end', async () => {
    const sources = [new MemorySource(), new MemorySource()];
    for (const source of sources) source.push(Buffer.alloc(4 * 64 * 1024, 'x'));
    const { send, frames, window, host } = serve({ 'vm.serial': (key) => ok(sources[key === session ? 0 : 1]!) });
    host.pace = 32 * 1024;
    window.pace = 32 * 1024;
    send({ t: 'open', id: 0, ch: 'vm.serial', key: session, from: 0 });
    send({ t: 'open', id: 1, ch: 'vm.serial', key: 'other', from: 0 });
    await vi.waitFor(() => expect(payload(frames).length).toBe(8 * 64 * 1024), PATIENCE_MS);
    const order = frames.map((frame) => frame[0]);
    expect(order.slice(0, 4).sort()).toEqual([0, 0, 1, 1]);
  });

  it('holds back while the link itself is full', async () => {
    const source = new MemorySource();
    source.push(Buffer.alloc(64 * 1024));
    const { send, frames, host } = serve({ 'vm.serial': () => ok(source) });
    const full = vi.spyOn(host, 'bufferedBytes').mockReturnValue(HIGH_MARK + 1);
    send({ t: 'open', id: 1, ch: 'vm.serial', key: session, from: 0 });
    await settled();
    expect(frames).toEqual([]);
    full.mockReturnValue(0);
    await vi.waitFor(() => expect(payload(frames).length).toBe(64 * 1024), PATIENCE_MS);
  });
});
