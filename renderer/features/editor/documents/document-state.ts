/** What the window knows of one open file beside its text. */
import type { Failure } from '#core/base/result.ts';

/** The disk holds something else than what this text was made from. */
export type Divergence =
  | { readonly kind: 'changed'; readonly theirs: string; readonly etag: string }
  /** Other bytes stand there now that are no text, or too many. */
  | { readonly kind: 'not-text'; readonly etag: string }
  | { readonly kind: 'deleted' };

export type DocumentState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'binary'; readonly size: number }
  | { readonly kind: 'too-large'; readonly size: number; readonly limit: number }
  | ReadyState;

export interface ReadyState {
  readonly kind: 'ready';
  /** There is text that the disk does not have. */
  readonly dirty: boolean;
  readonly saving: boolean;
  readonly divergence: Divergence | null;
  /** The last save did not work. */
  readonly saveFailure: Failure | null;
  /** The last copy of unsaved text could not be put aside: a crash would lose it. */
  readonly backupFailure: Failure | null;
  /** This text came back from a copy that a window left behind; until the person has seen it. */
  readonly restoredAt: number | null;
  readonly eol: '\n' | '\r\n';
  readonly bom: boolean;
  /** Null where it can be written; else the reason. */
  readonly readOnly: string | null;
}

/** Just read: nothing is unsaved, nothing is wrong. */
export function freshState(eol: '\n' | '\r\n'): ReadyState {
  return {
    kind: 'ready',
    dirty: false,
    saving: false,
    divergence: null,
    saveFailure: null,
    backupFailure: null,
    restoredAt: null,
    eol,
    bom: false,
    readOnly: null,
  };
}
