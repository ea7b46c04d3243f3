/** The problems of one job as its events tell them: numbered, replaced when more becomes known, and not without end. */
import type { JobEvent } from '#core/contract/build.ts';
import type { Problem } from '#core/contract/problem.ts';

/** More problems than anybody reads; the rest is in the log. */
const MOST = 1000;

export class JobProblems {
  private readonly slots: (Problem | null)[] = [];
  private shown = 0;
  private untold = 0;

  constructor(private readonly emit: (event: JobEvent) => void) {}

  get all(): readonly Problem[] {
    return this.slots.filter((problem) => problem !== null);
  }

  get hasError(): boolean {
    return this.slots.some((problem) => problem?.severity === 'error');
  }

  /** @param previous told before, now better known. */
  tell(problem: Problem, previous: Problem | null = null): void {
    const index = previous === null ? -1 : this.slots.indexOf(previous);
    this.put(problem, index < 0 ? [] : [index]);
  }

  /** Takes the place of every problem that was found on the same lines of the log, and of the same missing tool. */
  diagnose(problem: Problem): void {
    const replaced = this.slots.flatMap((found, index) => (found && covers(problem, found) ? [index] : []));
    this.put(problem, replaced);
  }

  /** Says how many were not told. */
  end(): void {
    if (this.untold === 0) return;
    const count = this.untold;
    this.untold = 0;
    const title = `${count} more problems are in the log and not listed here.`;
    const evidence = { firstLine: 0, lastLine: 0 };
    this.emit({
      kind: 'problem',
      problem: { code: 'build.more-problems', severity: 'hint', title, evidence, fixes: [] },
    });
  }

  private put(problem: Problem, replaced: readonly number[]): void {
    // A warning may be left out; the reason of a failure never.
    if (this.shown - replaced.length >= MOST && problem.severity !== 'error') {
      this.untold++;
      return;
    }
    if (this.shown - replaced.length >= 2 * MOST) {
      this.untold++;
      return;
    }
    for (const index of replaced) this.slots[index] = null;
    this.slots.push(problem);
    this.shown += 1 - replaced.length;
    this.emit({ kind: 'problem', problem, ...(replaced.length > 0 ? { replaces: [...replaced] } : {}) });
  }
}

function covers(better: Problem, found: Problem): boolean {
  const [a, b] = [better.evidence, found.evidence];
  if (a.firstLine === 0 || b.firstLine === 0) return false;
  if (a.firstLine === b.firstLine) return true;
  const inside = a.firstLine <= b.firstLine && b.lastLine <= a.lastLine;
  // A diagnosis of many lines does not silence the warnings among them.
  return inside && found.severity === 'error';
}
