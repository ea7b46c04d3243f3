/** The problems as the panel lists them: filtered, by file, in one order that the list and the keys share. */
import type { FoundProblem } from '../../app/activity.ts';

export interface ProblemGroup {
  /** Path of the file; '' for problems of no file. */
  readonly file: string;
  readonly problems: readonly FoundProblem[];
}

export interface ProblemFilter {
  readonly text: string;
  readonly warnings: boolean;
  /** Notes that are known to be harmless. */
  readonly hints: boolean;
}

export interface ProblemView {
  readonly groups: readonly ProblemGroup[];
  /** All problems of the groups, in their order. */
  readonly order: readonly FoundProblem[];
  readonly hiddenHints: number;
}

const RANK = { error: 0, warning: 1, hint: 2 } as const;

/** Files in the order in which they were found, those with errors first; within a file errors first, then by line. */
export function viewOf(found: readonly FoundProblem[], filter: ProblemFilter): ProblemView {
  const wanted = filter.text.trim().toLowerCase();
  const byFile = new Map<string, FoundProblem[]>();
  let hiddenHints = 0;
  for (const entry of found) {
    const { severity } = entry.problem;
    if (!matches(entry, wanted)) continue;
    if (severity === 'hint' && !filter.hints) {
      hiddenHints++;
      continue;
    }
    if (severity === 'warning' && !filter.warnings) continue;
    const file = entry.problem.at?.file ?? '';
    byFile.set(file, [...(byFile.get(file) ?? []), entry]);
  }
  const groups = [...byFile].map(([file, problems]) => ({ file, problems: problems.sort(byRankAndPlace) }));
  groups.sort((a, b) => RANK[a.problems[0]!.problem.severity] - RANK[b.problems[0]!.problem.severity]);
  return { groups, order: groups.flatMap((group) => group.problems), hiddenHints };
}

function matches({ problem }: FoundProblem, wanted: string): boolean {
  if (wanted === '') return true;
  return [problem.title, problem.why, problem.code, problem.at?.file, problem.quote].some((text) =>
    text?.toLowerCase().includes(wanted),
  );
}

function byRankAndPlace(a: FoundProblem, b: FoundProblem): number {
  return RANK[a.problem.severity] - RANK[b.problem.severity] || (a.problem.at?.line ?? 0) - (b.problem.at?.line ?? 0);
}

/** The same problem in another list: found again by a later build, or by a feed that was read anew. */
export function isSameProblem(a: FoundProblem, b: FoundProblem): boolean {
  if (a === b) return true;
  const [one, other] = [a.problem, b.problem];
  return (
    a.source === b.source &&
    one.code === other.code &&
    one.title === other.title &&
    one.at?.file === other.at?.file &&
    one.at?.line === other.at?.line
  );
}

/**
 * What is explained of a list that is another one now: the same as before, where it is still there. The errors of a build
 * that failed are newer than what the last run said; only a person's own choice stays before them.
 */
export function selectionOf(view: ProblemView, before: FoundProblem | null, chosen: boolean): FoundProblem | null {
  const kept = before && view.order.find((entry) => isSameProblem(entry, before));
  const failed = view.order.find(({ source, problem }) => source === 'build' && problem.severity === 'error');
  if (failed && !chosen && kept?.source !== 'build') return failed;
  return kept ?? view.order[0] ?? null;
}

export interface Caret {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Where F8 leads: to the next problem after the caret in its file, then on through the list, and around.
 * @param from the problem shown last, for where the caret says nothing
 */
export function neighbour(
  order: readonly FoundProblem[],
  step: 1 | -1,
  caret: Caret | null,
  from: FoundProblem | null,
): FoundProblem | null {
  if (order.length === 0) return null;
  const here = caret ? order.filter(({ problem }) => problem.at?.file === caret.path) : [];
  if (caret && here.length > 0) {
    const sorted = [...here].sort((a, b) => compare(a, b));
    const ahead = sorted.filter((entry) => step * compareToCaret(entry, caret) > 0);
    const next = step === 1 ? ahead[0] : ahead.at(-1);
    if (next) return next;
    const edge = order.indexOf(step === 1 ? here.at(-1)! : here[0]!);
    return order[(edge + step + order.length) % order.length]!;
  }
  const index = from ? order.findIndex((entry) => isSameProblem(entry, from)) : -1;
  if (index < 0) return step === 1 ? order[0]! : order.at(-1)!;
  return order[(index + step + order.length) % order.length]!;
}

function compare(a: FoundProblem, b: FoundProblem): number {
  const [one, other] = [a.problem.at, b.problem.at];
  return (one?.line ?? 0) - (other?.line ?? 0) || (one?.column ?? 0) - (other?.column ?? 0);
}

function compareToCaret({ problem }: FoundProblem, caret: Caret): number {
  return (problem.at?.line ?? 0) - caret.line || (problem.at?.column ?? 0) - caret.column;
}
