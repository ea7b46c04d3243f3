/** What the host answers to a question about the present revision; the last answer stays until the next one is here. */
import { useEffect, useRef, useState } from 'react';
import type { Failure, Result } from '#core/base/result.ts';

/** A change of values is drawn in the tree first. */
const AGAIN_AFTER_MS = 40;

export interface Answered<T> {
  readonly value: T | null;
  readonly failure: Failure | null;
  /** Another question is being answered. */
  readonly waiting: boolean;
}

/**
 * @param question names what is asked: while it stays the same, the last answer is kept shown; null asks nothing.
 * @param revision asked again when it changes.
 */
export function useAnswer<T>(
  question: string | null,
  revision: number,
  ask: (signal: AbortSignal) => Promise<Result<T>>,
): Answered<T> {
  const [state, setState] = useState<{ of: string | null } & Answered<T>>({
    of: null,
    value: null,
    failure: null,
    waiting: true,
  });
  const latest = useRef(ask);
  latest.current = ask;
  const asked = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision makes the answer old
  useEffect(() => {
    if (question === null) return undefined;
    const stop = new AbortController();
    const find = () =>
      void latest.current(stop.signal).then((answer) => {
        if (stop.signal.aborted) return;
        setState(
          answer.ok
            ? { of: question, value: answer.value, failure: null, waiting: false }
            : { of: question, value: null, failure: answer.error, waiting: false },
        );
      });
    const isNew = asked.current !== question;
    asked.current = question;
    const timer = isNew ? undefined : setTimeout(find, AGAIN_AFTER_MS);
    if (isNew) find();
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [question, revision]);
  if (question === null) return { value: null, failure: null, waiting: false };
  return state.of === question ? state : { value: null, failure: null, waiting: true };
}
