/** Expected outcomes as values: a success or a failure that the caller must look at. */
export type Result<T, E = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/**
 * An expected failure, fit to be shown to a person.
 * `message` says what happened and to what; `hint` says what to do next.
 */
export interface Failure<Code extends string = string> {
  readonly code: Code;
  readonly message: string;
  readonly hint?: string;
}

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail<Code extends string>(
  code: Code,
  message: string,
  hint?: string,
): { readonly ok: false; readonly error: Failure<Code> } {
  return { ok: false, error: hint === undefined ? { code, message } : { code, message, hint } };
}
