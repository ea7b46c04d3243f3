/**
 * The three shapes of the contract: a call (question and answer), a feed (numbered events that can be replayed) and a
 * stream (bytes both ways, with flow control). Both ends parse every value with the schemas given here.
 */
import type { BaseIssue, BaseSchema, InferOutput } from 'valibot';
import * as v from 'valibot';
import type { Id } from '../base/id.ts';

export type Schema<T = unknown> = BaseSchema<unknown, T, BaseIssue<unknown>>;

export interface Call<P extends Schema = Schema, R extends Schema = Schema> {
  readonly kind: 'call';
  readonly params: P;
  readonly result: R;
  /** May be asked again when the connection broke before the answer came: it changes nothing, or nothing twice. */
  readonly repeatable: boolean;
}

/** Events about the thing that `key` names. Numbers start at 1; a reader resumes after the last number it saw. */
export interface Feed<K extends Schema = Schema, E extends Schema = Schema> {
  readonly kind: 'feed';
  readonly key: K;
  readonly event: E;
}

/** Bytes of the thing that `key` names. Offsets count from 0; a reader resumes from the offset it has reached. */
export interface Stream<K extends Schema = Schema> {
  readonly kind: 'stream';
  readonly key: K;
}

export type Channel = Call | Feed | Stream;

export function call<P extends Schema, R extends Schema>(
  params: P,
  result: R,
  repeat: 'repeatable' | 'once' = 'once',
): Call<P, R> {
  return { kind: 'call', params, result, repeatable: repeat === 'repeatable' };
}

export function feed<K extends Schema, E extends Schema>(key: K, event: E): Feed<K, E> {
  return { kind: 'feed', key, event };
}

export function stream<K extends Schema>(key: K): Stream<K> {
  return { kind: 'stream', key };
}

export type ParamsOf<C> = C extends Call<infer P, Schema> ? InferOutput<P> : never;
export type AnswerOf<C> = C extends Call<Schema, infer R> ? InferOutput<R> : never;
export type KeyOf<C> =
  C extends Feed<infer K, Schema> ? InferOutput<K> : C extends Stream<infer K> ? InferOutput<K> : never;
export type EventOf<C> = C extends Feed<Schema, infer E> ? InferOutput<E> : never;

/** An identifier made by the host: short, and free of anything that could be read as a path. */
export function id<Brand extends string>(): Schema<Id<Brand>> {
  return v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9_-]{1,64}$/),
    v.transform((text) => text as Id<Brand>),
  );
}

/** A path inside a project: relative, `/`-separated, without `..`, empty for the project's root. */
export const relativePath = v.pipe(
  v.string(),
  v.maxLength(4096),
  v.check(
    (path) =>
      path === '' ||
      (!path.startsWith('/') &&
        !path.includes('\0') &&
        path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')),
    'a path inside the project',
  ),
);

export const absolutePath = v.pipe(
  v.string(),
  v.maxLength(4096),
  v.check((path) => !path.includes('\0'), 'a path'),
);

export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const nothing = v.null();
