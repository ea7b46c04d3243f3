/** Asks everybody who may know why a step failed: the family first, then the general diagnosers. */
import type { Arch } from '#core/contract/problem.ts';
import { diagnoseFailure } from '#core/engines/problems/general-diagnosers.ts';
import type { ProjectFiles, UnikernelFamily } from '#core/families/family.ts';
import type { PlanContext } from '#core/families/source.ts';
import type { Exit } from '../process/process-types.ts';
import type { JobProblems } from './job-problems.ts';

export interface EndedStep {
  readonly argv: readonly string[];
  readonly exit: Exit;
  readonly lines: readonly string[];
  /** Number of lines[0] in the job's log. */
  readonly firstLine: number;
}

export function diagnoseStep(
  step: EndedStep,
  of: {
    readonly family: UnikernelFamily;
    readonly files: ProjectFiles;
    readonly arch: Arch;
    readonly context: PlanContext;
  },
  problems: JobProblems,
): void {
  const { argv, exit, lines, firstLine } = step;
  for (const diagnoser of of.family.diagnosers) {
    const found = problems.all;
    const input = {
      phase: 'build' as const,
      files: of.files,
      arch: of.arch,
      lines,
      firstLine,
      status: exit.status,
      argv,
      context: of.context,
      found,
    };
    for (const problem of diagnoser.diagnose(input)) problems.diagnose(problem);
  }
  const { status, signal } = exit;
  for (const problem of diagnoseFailure({ argv, status, signal, lines, firstLine, found: problems.all })) {
    problems.diagnose(problem);
  }
}
