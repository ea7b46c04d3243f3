/**
 * The window's end of the contract: calls, feeds and streams over a connection that may break and come back. A reader
 * that survives a break gets exactly what it missed: feeds go on after the last number, streams from the last offset.
 */

import * as v from 'valibot';
import { type Disposable, disposable } from '#core/base/disposable.ts';
import { type Failure, fail, type Result } from '#core/base/result.ts';
import { type CallName, type Contract, contract, type FeedName, type StreamName } from '#core/contract/contract.ts';
import type { AnswerOf, EventOf, KeyOf, ParamsOf } from '#core/contract/define.ts';
import type { ClientMessage, HostMessage } from '#core/contract/protocol.ts';
import { Connection, type ConnectionTimes, type Dial } from './connection.ts';
import { FeedReader } from './feed-reader.ts';
import { StreamReader } from './stream-reader.ts';

/** How long a call may wait for a connection before it fails. */
const WAIT_FOR_LINK_MS = 10_000;

export interface FeedListener<E> {
  /** Number of the last event already seen; default 0: from the beginning. */
  readonly after?: number;
  onEvent?(event: E, seq: number): void;
  /** Events that came together, numbered from `firstSeq`: for those who would rather paint once. */
  onEvents?(events: readonly E[], firstSeq: number): void;
  /** No more events will come; `failure` when the feed could not be had. */
  onEnd?(failure: Failure | null): void;
}

export interface StreamListener {
  /** Offset of the first byte wanted; default 0. */
  readonly from?: number;
  /** The next byte will be the one at `offset`: where the stream begins, and after bytes that nobody kept. */
  onOpened?(offset: number): void;
  /** Call `done` once the bytes were really used (written to the screen): it lets more of them come. */
  onBytes(bytes: Uint8Array, done: () => void): void;
  onEnd?(failure: Failure | null): void;
}

export interface StreamHandle {
  /** Input for the other side; false when there is no connection, and the input was dropped. */
  write(bytes: Uint8Array): boolean;
  close(): void;
  /** Offset after the last byte received. */
  readonly offset: number;
}

interface Pending {
  readonly name: CallName;
  readonly message: ClientMessage;
  settle(result: Result<unknown>): void;
  sent: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

type Reader = FeedReader | StreamReader;

export class StudioClient {
  readonly connection: Connection;
  private readonly pending = new Map<number, Pending>();
  private readonly readers = new Map<number, Reader>();
  private nextId = 1;
  /** The connection will not come back. */
  private over = false;

  constructor(dial: Dial, times?: ConnectionTimes) {
    this.connection = new Connection(
      dial,
      {
        onUp: () => this.resume(),
        onDown: (final) => this.interrupt(final),
        onMessage: (message, size) => this.receive(message, size),
        onBytes: (channel, bytes) => this.readerOf(StreamReader, channel)?.receive(bytes),
      },
      times,
    );
    void this.connection.open();
  }

  /**
   * Asks the host. Never rejects. Besides the call's own failures: `disconnected` (it may have been carried out or not),
   * `cancelled` (by `signal`), `bad-answer`, `bad-request`, `internal`.
   */
  call<C extends CallName>(
    name: C,
    params: ParamsOf<Contract[C]>,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Result<AnswerOf<Contract[C]>>> {
    const { signal } = options;
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve(cancelled());
      const id = this.nextId++;
      const cancel = () => {
        if (pending.sent) this.send({ t: 'cancel', id });
        pending.settle(cancelled());
      };
      const pending: Pending = {
        name,
        message: { t: 'call', id, ch: name, p: params },
        sent: false,
        timer: undefined,
        settle: (result) => {
          if (!this.pending.delete(id)) return;
          clearTimeout(pending.timer);
          signal?.removeEventListener('abort', cancel);
          // `receive` has parsed the answer with this call's own schema.
          resolve(result as Result<AnswerOf<Contract[C]>>);
        },
      };
      this.pending.set(id, pending);
      signal?.addEventListener('abort', cancel, { once: true });
      this.launch(pending);
    });
  }

  /** Delivers the events of a feed until disposed or ended, also across broken connections. */
  subscribe<C extends FeedName>(
    name: C,
    key: KeyOf<Contract[C]>,
    listener: FeedListener<EventOf<Contract[C]>>,
  ): Disposable {
    const id = this.nextId++;
    const reader = new FeedReader(id, name, key, listener as FeedListener<unknown>, (message) => this.send(message));
    this.attach(id, reader);
    return disposable(() => {
      reader.stop();
      if (this.readers.delete(id)) this.send({ t: 'unsubscribe', id });
    });
  }

  /** Delivers the bytes of a stream until closed or ended, also across broken connections. */
  openStream<C extends StreamName>(name: C, key: KeyOf<Contract[C]>, listener: StreamListener): StreamHandle {
    const id = this.nextId++;
    const reader = new StreamReader(id, name, key, listener, (message) => this.send(message));
    this.attach(id, reader);
    return {
      write: (bytes) => {
        if (!this.connection.isUp || !this.readers.has(id)) return false;
        for (const frame of reader.frames(bytes)) this.connection.sendBytes(frame);
        return true;
      },
      close: () => {
        if (this.readers.delete(id)) this.send({ t: 'close', id });
      },
      get offset() {
        return reader.offset;
      },
    };
  }

  close(): void {
    this.connection.close();
  }

  private attach(id: number, reader: Reader): void {
    this.readers.set(id, reader);
    if (this.over) queueMicrotask(() => this.end(id, gone()));
    else if (this.connection.isUp) this.send(reader.opening());
  }

  private launch(pending: Pending): void {
    if (this.over) pending.settle({ ok: false, error: gone() });
    else if (this.connection.isUp) {
      clearTimeout(pending.timer);
      pending.sent = true;
      this.send(pending.message);
    } else {
      pending.timer ??= setTimeout(() => pending.settle({ ok: false, error: unreachable() }), WAIT_FOR_LINK_MS);
    }
  }

  private resume(): void {
    for (const reader of this.readers.values()) this.send(reader.opening());
    for (const pending of [...this.pending.values()]) this.launch(pending);
  }

  private interrupt(final: boolean): void {
    this.over ||= final;
    for (const reader of this.readers.values()) reader.interrupt();
    for (const pending of [...this.pending.values()]) {
      if (final) pending.settle({ ok: false, error: gone() });
      else if (pending.sent && !contract[pending.name].repeatable) pending.settle({ ok: false, error: interrupted() });
      else if (pending.sent) {
        pending.sent = false;
        pending.timer = undefined;
        this.launch(pending);
      }
    }
    if (final) for (const id of [...this.readers.keys()]) this.end(id, gone());
  }

  private receive(message: HostMessage, size: number): void {
    switch (message.t) {
      case 'result': {
        const pending = this.pending.get(message.id);
        if (!pending) return;
        const parsed = v.safeParse(contract[pending.name].result as v.GenericSchema, message.v);
        pending.settle(parsed.success ? { ok: true, value: parsed.output } : badAnswer(pending.name, parsed.issues));
        return;
      }
      case 'failure':
        this.pending.get(message.id)?.settle({ ok: false, error: plainFailure(message.e) });
        return;
      case 'events': {
        const problem = this.readerOf(FeedReader, message.id)?.receive(message.seq, message.events, size);
        if (!problem) return;
        this.readers.delete(message.id);
        this.send({ t: 'unsubscribe', id: message.id });
        return;
      }
      case 'opened':
        this.readerOf(StreamReader, message.id)?.opened(message.from);
        return;
      case 'end':
        this.end(message.id, message.e ? plainFailure(message.e) : null);
        return;
      case 'hello':
      case 'pong':
        return;
    }
  }

  private end(id: number, failure: Failure | null): void {
    const reader = this.readers.get(id);
    this.readers.delete(id);
    reader?.end(failure);
  }

  private readerOf<R extends Reader>(kind: new (...args: never[]) => R, id: number): R | undefined {
    const reader = this.readers.get(id);
    return reader instanceof kind ? reader : undefined;
  }

  private send(message: ClientMessage): void {
    if (this.connection.isUp) this.connection.sendText(JSON.stringify(message));
  }
}

function plainFailure(e: { code: string; message: string; hint?: string | undefined }): Failure {
  return e.hint === undefined
    ? { code: e.code, message: e.message }
    : { code: e.code, message: e.message, hint: e.hint };
}

function cancelled(): Result<never> {
  return fail('cancelled', 'Cancelled.');
}

function gone(): Failure {
  return {
    code: 'disconnected',
    message: 'This window has no connection to the studio any more.',
    hint: 'Load the window again, or start the studio again.',
  };
}

function unreachable(): Failure {
  return {
    code: 'disconnected',
    message: 'The studio could not be reached.',
    hint: 'The window keeps trying; do it again when the connection is back.',
  };
}

function interrupted(): Failure {
  return {
    code: 'disconnected',
    message: 'The connection to the studio broke before the answer came.',
    hint: 'It may have been done all the same: look first, then do it again.',
  };
}

function badAnswer(name: CallName, issues: readonly v.BaseIssue<unknown>[]): Result<never> {
  const issue = issues[0];
  const where = issue ? (v.getDotPath(issue as v.BaseIssue<unknown>) ?? 'the answer') : 'the answer';
  console.error(`${name}: the host's answer does not fit the contract at ${where}: ${issue?.message}`);
  return fail(
    'bad-answer',
    'The studio gave an answer that this window does not understand.',
    'Load the window again.',
  );
}
