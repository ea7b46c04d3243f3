/** Turns what went wrong in a run into problems for the person, one after the other: source line, then the family's own view. */
import type { ByteSource } from '#core/contract/handlers.ts';
import type { Problem } from '#core/contract/problem.ts';
import type { VmEvent } from '#core/contract/vm.ts';
import type { CrashReport, RunPlan, UnikernelFamily } from '#core/families/family.ts';
import type { ProcessService } from '../process/process-types.ts';
import type { OpenProject } from '../project/open-project.ts';
import { findCrashSite, sourceSite } from './crash-site.ts';
import { diagnoseRun } from './diagnose-run.ts';
import type { SeenCrash } from './guest-console.ts';
import { crashProblem } from './vm-problems.ts';

type Told = Pick<Extract<VmEvent, { kind: 'problem' }>, 'problem' | 'crash' | 'report'>;

export interface ExplainerNeeds {
  readonly process: ProcessService;
  readonly project: OpenProject & { readonly family: UnikernelFamily };
  readonly plan: RunPlan;
  /** The serial text so far. */
  readonly source: ByteSource;
  readonly argv: () => readonly string[];
  readonly tell: (told: Told) => void;
}

export class RunExplainer {
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly needs: ExplainerNeeds) {}

  /** @param seen where the report stands on serial; null where the studio found the crash out by itself. */
  crash(report: CrashReport, seen: SeenCrash | null): void {
    this.last = this.last.then(() => this.explainCrash(report, seen));
  }

  problem(problem: Problem): void {
    this.last = this.last.then(() => this.diagnosed(problem, {}));
  }

  /** Resolves when all that was handed over has been told. */
  done(): Promise<void> {
    return this.last;
  }

  private async explainCrash(report: CrashReport, seen: SeenCrash | null): Promise<void> {
    const { process, project, plan } = this.needs;
    const { address, callers, program = '' } = report;
    const symbols = plan.programs?.[program] ?? plan.symbols;
    const image = { root: project.info.root, symbols, arch: project.info.arch };
    const named = report.source && (await sourceSite(report.source, image, plan.trees));
    const found =
      address === undefined
        ? named && { site: named, tool: '' }
        : await findCrashSite(process, { address, callers }, image);
    const crash = found ? { crash: found.site } : {};
    const range = seen ? { report: { start: seen.start, end: seen.end } } : {};
    const problem = crashProblem(report, seen, found?.site ?? null, found?.tool !== null);
    await this.diagnosed(problem, { ...crash, ...range });
  }

  /** The place belongs to the first problem told: a better one of the family takes the place of the one found. */
  private async diagnosed(found: Problem, place: Omit<Told, 'problem'>): Promise<void> {
    const { project, source, argv, tell } = this.needs;
    const problems = await diagnoseRun(project, { source, argv: argv(), found: [found] });
    for (const [index, problem] of problems.entries()) tell({ problem, ...(index === 0 ? place : {}) });
  }
}
