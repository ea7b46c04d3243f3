/** What the window shows of one run beside its serial text: a fold over the session's events. */
import type { Problem } from '#core/contract/problem.ts';
import type { Accelerator, CrashSite, VmEvent } from '#core/contract/vm.ts';
import { type BootLine, foldBoot, POWER_ON, withAttempt } from './boot-line.ts';

export interface RunNote {
  readonly atMs: number;
  /** Serial bytes before it. */
  readonly offset: number;
  readonly severity: 'info' | 'warning' | 'error';
  readonly text: string;
}

export interface RunProblem {
  readonly atMs: number;
  readonly problem: Problem;
  readonly crash: CrashSite | null;
  /** Bytes of the guest's report. */
  readonly report: { readonly start: number; readonly end: number } | null;
}

export interface RunView {
  readonly boot: BootLine;
  readonly accelerator: Accelerator | null;
  readonly argv: readonly string[];
  readonly notes: readonly RunNote[];
  readonly problems: readonly RunProblem[];
}

export const NO_RUN: RunView = { boot: POWER_ON, accelerator: null, argv: [], notes: [], problems: [] };

export function foldRun(view: RunView, event: VmEvent): RunView {
  switch (event.kind) {
    case 'accelerator': {
      // A second one takes the place of the first, which could not run the guest: that took time before the boot.
      const given = view.accelerator === null || event.atMs === 0 ? null : view.accelerator;
      const boot = given === null ? view.boot : withAttempt(view.boot, given, event.atMs);
      return { ...view, boot, accelerator: event.accelerator, argv: event.argv };
    }
    case 'note': {
      const { atMs, offset, severity, text } = event;
      return { ...view, notes: [...view.notes, { atMs, offset, severity, text }] };
    }
    case 'problem': {
      const { atMs, problem, crash = null, report = null } = event;
      // The same report, read again when more of it was known (the crash site is looked up after the text).
      const others = view.problems.filter(
        (other) => other.problem.code !== problem.code || other.report?.start !== report?.start,
      );
      return { ...view, problems: [...others, { atMs, problem, crash, report }] };
    }
    case 'state':
    case 'booted':
    case 'stage':
      return { ...view, boot: foldBoot(view.boot, event) };
  }
}
