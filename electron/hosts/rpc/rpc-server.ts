/**
 * Serves the contract to one window over one link: parses everything that comes in and goes out, and ends everything
 * that the window started when its link closes. What a window may do is decided by the handlers, not here.
 *
 * Parsing on the way out costs about 0.2 µs a value; 20 ms for the largest answer there is (an index of 100,000 paths).
 * It drops fields that the contract does not name, and finds our mistakes here instead of in the window.
 */
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { type Disposable, disposable } from '#core/base/disposable.ts';
import type { EventLog } from '#core/base/event-log.ts';
import type { Failure, Result } from '#core/base/result.ts';
import { contract } from '#core/contract/contract.ts';
import type { Call, Feed, Schema, Stream } from '#core/contract/define.ts';
import type { ByteSource, Handlers } from '#core/contract/handlers.ts';
import { type ClientMessage, clientMessage, type Link, MAX_MESSAGE, PROTOCOL } from '#core/contract/protocol.ts';
import { CreditPool } from './credit.ts';
import { badRequest, cancelled, internal, tooMany, unknownChannel } from './failures.ts';
import { FeedPump } from './feed-pump.ts';
import { Outlet } from './outlet.ts';
import { StreamPump } from './stream-pump.ts';

/** Feeds and streams that one window may have open, and calls that it may wait for, at the same time. */
export const MAX_OPEN = 1000;

/** Names this life of the host for windows that come back. */
const hostLife = randomUUID();

/** A mistake of ours: what was being done, and the error with its cause. */
export type ReportBug = (what: string, cause: unknown) => void;

/** @returns ends the service and closes the link. */
export function serveLink(handlers: Handlers, link: Link, reportBug: ReportBug): Disposable {
  const server = new RpcServer(handlers, link, reportBug);
  return disposable(() => server.end('The studio is closing.'));
}

type AnyHandlers = Readonly<Record<string, (argument: unknown, context?: unknown) => unknown>>;
type Channels = { readonly call: Call; readonly feed: Feed; readonly stream: Stream };

class RpcServer {
  private readonly handlers: AnyHandlers;
  private readonly outlet: Outlet;
  private readonly credits = new CreditPool();
  private readonly calls = new Map<number, AbortController>();
  private readonly pumps = new Map<number, FeedPump | StreamPump>();
  private live = true;

  constructor(
    handlers: Handlers,
    private readonly link: Link,
    private readonly reportBug: ReportBug,
  ) {
    // Which handler takes what is proven by `Handlers`; behind this line every value is parsed by schema instead.
    this.handlers = handlers as unknown as AnyHandlers;
    this.outlet = new Outlet(link, () => this.end('The window takes nothing any more.'));
    link.onClose(() => this.release());
    link.onText((text) => this.readText(text));
    link.onBytes((frame) => this.readBytes(frame));
    this.outlet.send({ t: 'hello', host: hostLife, protocol: PROTOCOL });
  }

  end(reason: string): void {
    this.release();
    this.link.close(reason);
  }

  private release(): void {
    if (!this.live) return;
    this.live = false;
    this.outlet.close();
    for (const pump of this.pumps.values()) pump.dispose();
    this.pumps.clear();
    for (const call of this.calls.values()) call.abort();
    this.calls.clear();
  }

  private readText(text: string): void {
    if (!this.live) return;
    if (text.length > MAX_MESSAGE) return void this.end('A message was too long.');
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      return void this.end('A message was not JSON.');
    }
    const parsed = v.safeParse(clientMessage, message);
    if (!parsed.success) return void this.end('A message did not fit the protocol.');
    this.dispatch(parsed.output);
  }

  private readBytes(frame: Uint8Array): void {
    if (!this.live) return;
    if (frame.byteLength < 4 || frame.byteLength > MAX_MESSAGE) return void this.end('A binary frame was malformed.');
    const id = new DataView(frame.buffer, frame.byteOffset, 4).getUint32(0, true);
    const pump = this.pumps.get(id);
    // Input for a stream that has just ended is not the window's fault.
    if (!(pump instanceof StreamPump)) return;
    try {
      pump.write(frame.subarray(4));
    } catch (cause) {
      this.reportBug(`input for stream ${id}`, cause);
    }
  }

  private dispatch(message: ClientMessage): void {
    switch (message.t) {
      case 'call':
        if (this.isFree(message.id)) void this.call(message.id, message.ch, message.p);
        return;
      case 'cancel':
        this.calls.get(message.id)?.abort();
        return;
      case 'subscribe':
        if (this.isFree(message.id)) this.subscribe(message.id, message.ch, message.key, message.after);
        return;
      case 'open':
        if (this.isFree(message.id)) this.open(message.id, message.ch, message.key, message.from);
        return;
      case 'unsubscribe':
      case 'close':
        this.pumps.get(message.id)?.dispose();
        this.pumps.delete(message.id);
        return;
      case 'ack':
        if (this.pumps.get(message.id)?.acknowledge(message.bytes) === false) {
          this.end('More was acknowledged than was sent.');
        }
        return;
      case 'ping':
        this.outlet.send({ t: 'pong', id: message.id });
        return;
    }
  }

  /** Every number is used once at a time; a window that does otherwise is out of step. */
  private isFree(id: number): boolean {
    if (id <= 0xffffffff && !this.calls.has(id) && !this.pumps.has(id)) return true;
    this.end(`The number ${id} is in use or out of range.`);
    return false;
  }

  private async call(id: number, name: string, given: unknown): Promise<void> {
    const channel = channelOf('call', name);
    if (!channel) return this.fail(id, unknownChannel(name));
    if (this.calls.size >= MAX_OPEN) return this.fail(id, tooMany('calls', MAX_OPEN));
    const params = v.safeParse(channel.params, given);
    if (!params.success) return this.fail(id, badRequest(name, params.issues));
    const abort = new AbortController();
    this.calls.set(id, abort);
    try {
      const result = (await this.handlers[name]?.(params.output, { signal: abort.signal })) as Result<unknown>;
      if (!this.calls.delete(id)) return;
      if (!result.ok) this.fail(id, result.error);
      else this.outlet.send({ t: 'result', id, v: v.parse(channel.result, result.value) });
    } catch (cause) {
      const answered = !this.calls.delete(id);
      // A handler may end an aborted call by throwing the abort: nobody waits for it, and it is no mistake.
      if (abort.signal.aborted && isAbort(cause)) return answered ? undefined : this.fail(id, cancelled());
      this.reportBug(`call ${name}`, cause);
      this.fail(id, internal());
    }
  }

  private subscribe(id: number, name: string, key: unknown, after: number): void {
    const channel = channelOf('feed', name);
    const log = this.find<EventLog<unknown>>(id, name, channel?.key, key);
    if (!channel || !log) return;
    const pump = new FeedPump({
      id,
      after,
      log,
      outlet: this.outlet,
      credits: this.credits,
      check: (event) => v.parse(channel.event, event),
      onEnd: (failure, cause) => this.ended(id, name, failure, cause),
    });
    this.pumps.set(id, pump);
    pump.start();
  }

  private open(id: number, name: string, key: unknown, from: number): void {
    const channel = channelOf('stream', name);
    const source = this.find<ByteSource>(id, name, channel?.key, key);
    if (!source) return;
    const pump = new StreamPump({
      id,
      from,
      source,
      outlet: this.outlet,
      credits: this.credits,
      onEnd: (failure, cause) => this.ended(id, name, failure, cause),
    });
    this.pumps.set(id, pump);
    pump.start();
  }

  /** What the handler of a feed or stream has under `given`; tells the client why where it has nothing. */
  private find<T>(id: number, name: string, schema: Schema | undefined, given: unknown): T | null {
    const refuse = (failure: Failure) => {
      this.outlet.send({ t: 'end', id, e: failure });
      return null;
    };
    if (!schema) return refuse(unknownChannel(name));
    if (this.pumps.size >= MAX_OPEN) return refuse(tooMany('feeds and streams', MAX_OPEN));
    const key = v.safeParse(schema, given);
    if (!key.success) return refuse(badRequest(name, key.issues));
    try {
      const found = this.handlers[name]?.(key.output) as Result<T>;
      return found.ok ? found.value : refuse(found.error);
    } catch (cause) {
      this.reportBug(`opening ${name}`, cause);
      return refuse(internal());
    }
  }

  private ended(id: number, name: string, failure: Failure | null, cause: unknown): void {
    this.pumps.delete(id);
    if (cause !== undefined) this.reportBug(`sending ${name}`, cause);
    this.outlet.send(failure ? { t: 'end', id, e: failure } : { t: 'end', id });
  }

  private fail(id: number, { code, message, hint }: Failure): void {
    this.outlet.send({ t: 'failure', id, e: hint === undefined ? { code, message } : { code, message, hint } });
  }
}

function channelOf<K extends keyof Channels>(kind: K, name: string): Channels[K] | null {
  const channel = Object.hasOwn(contract, name) ? contract[name as keyof typeof contract] : null;
  return channel?.kind === kind ? (channel as unknown as Channels[K]) : null;
}

function isAbort(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'AbortError';
}
