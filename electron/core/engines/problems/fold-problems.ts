/** The problems of a job as its events leave them: a later problem may take the place of earlier ones. */
import type { JobEvent } from '../../contract/build.ts';
import type { Problem } from '../../contract/problem.ts';

/** Slot n belongs to the n-th `problem` event; null: another one has taken its place. */
export type ProblemSlots = readonly (Problem | null)[];

/** Pure: `slots` is not changed. Events of other kinds leave it as it is. */
export function foldProblems(slots: ProblemSlots, event: JobEvent): ProblemSlots {
  if (event.kind !== 'problem') return slots;
  const next: (Problem | null)[] = [...slots, event.problem];
  for (const index of event.replaces ?? []) if (index < slots.length) next[index] = null;
  return next;
}

export function shownProblems(slots: ProblemSlots): readonly Problem[] {
  return slots.filter((problem) => problem !== null);
}
