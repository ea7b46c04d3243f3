/** Asks the host, a moment after the last key, whether a project could be made there. */
import { useEffect, useState } from 'react';
import type { NewProject } from '#core/contract/project.ts';
import { client } from '../../app/client.ts';

const afterMs = 150;

export interface PlaceProblem {
  readonly field: 'name' | 'location';
  readonly message: string;
  readonly suggestion: string | null;
}

export interface PlaceCheck {
  /** The answer is about what is shown now. */
  readonly checked: boolean;
  readonly problem: PlaceProblem | null;
}

export function usePlaceCheck(choice: NewProject | null): PlaceCheck {
  const [answered, setAnswered] = useState<{ key: string; problem: PlaceProblem | null }>({ key: '', problem: null });
  const key = choice ? JSON.stringify(choice) : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is the choice by value
  useEffect(() => {
    if (!choice) return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await client().call('project.checkPlace', choice, { signal: abort.signal });
      if (abort.signal.aborted) return;
      const problem = answer.ok
        ? answer.value
        : { field: 'location' as const, message: answer.error.message, suggestion: null };
      setAnswered({ key, problem });
    }, afterMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [key]);
  // The last answer stays on the screen until the next one is here: a message must not flicker with each key.
  return { checked: answered.key === key && key !== '', problem: answered.problem };
}
