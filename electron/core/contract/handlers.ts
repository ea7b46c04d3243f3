/** What a host must provide for the contract: one handler for each channel; the compiler demands all of them. */
import type { Disposable } from '../base/disposable.ts';
import type { EventLog } from '../base/event-log.ts';
import type { Result } from '../base/result.ts';
import type { CallName, Contract, FeedName, StreamName } from './contract.ts';
import type { AnswerOf, EventOf, KeyOf, ParamsOf } from './define.ts';

export interface CallContext {
  /** Aborted when the client cancels the call or goes away. */
  readonly signal: AbortSignalLike;
}

/** The part of AbortSignal that both Node and browsers have, without their type libraries. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * Bytes that can be read again from an offset. A reader pulls at its own pace, so a slow window never slows its
 * neighbours down; a source that cannot keep what it has (a terminal) slows its producer through `onLag`.
 */
export interface ByteSource {
  /** Offset of the oldest byte that can still be read. */
  readonly firstOffset: number;
  /** Offset after the newest byte. */
  readonly endOffset: number;
  /** True when no more bytes will come. */
  readonly ended: boolean;
  /** Up to `limit` bytes from `offset`, which was not below `firstOffset` when asked; empty when there are none yet. */
  read(offset: number, limit: number): Promise<Uint8Array> | Uint8Array;
  onGrowth(waker: () => void): Disposable;
  /** Input from a window. */
  write(bytes: Uint8Array): void;
  /** Tells how far the slowest attached reader has come; called on each acknowledgement. */
  onReader?(reader: object, offset: number | null): void;
}

export type CallHandlers = {
  readonly [C in CallName]: (
    params: ParamsOf<Contract[C]>,
    context: CallContext,
  ) => Promise<Result<AnswerOf<Contract[C]>>>;
};
export type FeedHandlers = {
  readonly [C in FeedName]: (key: KeyOf<Contract[C]>) => Result<EventLog<EventOf<Contract[C]>>>;
};
export type StreamHandlers = {
  readonly [C in StreamName]: (key: KeyOf<Contract[C]>) => Result<ByteSource>;
};
export type Handlers = CallHandlers & FeedHandlers & StreamHandlers;
/** Calls that the host answers itself, since only it has windows; everything else is answered by services. */
export type HostHandlers = Pick<Handlers, 'places.pick'>;
export type ServiceHandlers = Omit<Handlers, keyof HostHandlers>;
