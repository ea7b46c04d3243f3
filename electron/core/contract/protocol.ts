/**
 * The messages that carry the contract over a link, and the limits of flow control.
 *
 * Text frames are these messages as JSON. Binary frames are `[u32 channel, little endian][bytes]`, where the channel is
 * the number that the client gave when it opened a stream. Every number is chosen by the client.
 */
import * as v from 'valibot';
import { count } from './define.ts';

/** Bytes in flight to a client above which the host stops sending; it goes on below `lowMark`. */
export const HIGH_MARK = 512 * 1024;
export const LOW_MARK = 128 * 1024;
/** A client acknowledges at the latest after this many bytes that it has really used. */
export const ACK_EVERY = 64 * 1024;
/** Bytes are gathered for at most this long, or up to this size, before they are sent. */
export const BATCH_MS = 5;
/** The same for events: as often as a window is drawn. A build or a boot tells hundreds of them a second. */
export const EVENTS_MS = 16;
export const BATCH_BYTES = 64 * 1024;
/** Length of the longest text frame (UTF-16 units), and of the longest binary frame (bytes), that a host accepts. */
export const MAX_MESSAGE = 32 * 1024 * 1024;
/** Raised whenever a message changes its meaning; a window of another number is told to reload. */
export const PROTOCOL = 1;

const channel = v.string();
const failure = v.object({ code: v.string(), message: v.string(), hint: v.optional(v.string()) });

export const clientMessage = v.variant('t', [
  v.object({ t: v.literal('call'), id: count, ch: channel, p: v.unknown() }),
  v.object({ t: v.literal('cancel'), id: count }),
  /** `after`: number of the last event that the client has seen; 0 for all of them. */
  v.object({ t: v.literal('subscribe'), id: count, ch: channel, key: v.unknown(), after: count }),
  v.object({ t: v.literal('unsubscribe'), id: count }),
  /** `from`: offset of the first byte wanted. */
  v.object({ t: v.literal('open'), id: count, ch: channel, key: v.unknown(), from: count }),
  /** Used since the last one: bytes of a stream, or the length of `events` messages of a feed (UTF-16 units). */
  v.object({ t: v.literal('ack'), id: count, bytes: count }),
  v.object({ t: v.literal('close'), id: count }),
  /** Answered at once with `pong`: proof of life for both sides. */
  v.object({ t: v.literal('ping'), id: count }),
]);
export type ClientMessage = v.InferOutput<typeof clientMessage>;

export const hostMessage = v.variant('t', [
  /** The first message of every link. `host` names this life of the host: numbers and ids of another one mean nothing. */
  v.object({ t: v.literal('hello'), host: v.string(), protocol: count }),
  v.object({ t: v.literal('result'), id: count, v: v.unknown() }),
  v.object({ t: v.literal('failure'), id: count, e: failure }),
  /** Events numbered `seq`, `seq + 1`, … */
  v.object({ t: v.literal('events'), id: count, seq: count, events: v.array(v.unknown()) }),
  /**
   * The stream is open; its next byte will be the one at `from` (later than asked for where older ones are gone). Comes
   * again when a reader was so slow that bytes were dropped before it got them.
   */
  v.object({ t: v.literal('opened'), id: count, from: count }),
  /** The feed or stream has ended; with `e` when it could not be had. */
  v.object({ t: v.literal('end'), id: count, e: v.optional(failure) }),
  v.object({ t: v.literal('pong'), id: count }),
]);
export type HostMessage = v.InferOutput<typeof hostMessage>;

/** A two-way connection between a window and a host: a WebSocket or a MessagePort. Frames arrive whole and in order. */
export interface Link {
  sendText(text: string): void;
  sendBytes(bytes: Uint8Array): void;
  /** Bytes handed over and not yet gone out of this process; 0 where the transport cannot tell. */
  bufferedBytes(): number;
  onText(listener: (text: string) => void): void;
  onBytes(listener: (bytes: Uint8Array) => void): void;
  /** `reason` is empty where the transport gives none. Called once, also after `close`. */
  onClose(listener: (reason: string) => void): void;
  close(reason?: string): void;
}
