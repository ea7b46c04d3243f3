/** The doctor: which tools the families need and which are here. Answers are kept for a while, since tools rarely come and go. */
import { statSync } from 'node:fs';
import { delimiter } from 'node:path';
import type { Arch, Problem } from '#core/contract/problem.ts';
import type { DoctorReport } from '#core/contract/toolchain.ts';
import type { ToolRequirement, UnikernelFamily } from '#core/families/family.ts';
import type { ProcessService } from '../process/process-types.ts';
import type { Kvm } from '../vm/kvm.ts';
import { checkTool, findTool, type ToolFinding } from './check-tool.ts';
import { lookAtComputer } from './computer.ts';
import { distinctTools, neededTools, readiness, toolReports } from './doctor-report.ts';
import type { Measurements } from './measurements.ts';
import { missingToolProblem } from './missing-tool.ts';
import { findSystem, installCommand, type System } from './package-manager.ts';

export interface ToolchainService {
  /** @param fresh true: nothing that was found earlier counts */
  report(fresh: boolean): Promise<DoctorReport>;
  /**
   * What is missing to work with one target; looks into PATH and starts nothing.
   * @param wanted a command that is needed now although the target can do without
   */
  missing(family: UnikernelFamily, arch: Arch, wanted?: string): readonly MissingTool[];
}

export interface MissingTool {
  readonly requirement: ToolRequirement;
  readonly installArgv: readonly string[] | null;
  readonly problem: Problem;
}

export interface ToolchainOptions {
  readonly process: ProcessService;
  readonly families: readonly UnikernelFamily[];
  /** The folder whose disk the doctor looks at. */
  readonly home: string;
  readonly measurements: Pick<Measurements, 'bootTest'>;
  readonly kvm: Pick<Kvm, 'known'>;
  /** Default: this computer's. */
  readonly system?: System;
}

const KEPT_MS = 10 * 60_000;

interface Known {
  readonly at: number;
  readonly path: string;
  readonly findings: ReadonlyMap<string, ToolFinding>;
}

export function createToolchainService(options: ToolchainOptions): ToolchainService {
  const { process: processes, families, home, measurements, kvm } = options;
  let found: System | null = options.system ?? null;
  let known: Known | null = null;
  let checking: Promise<Known> | null = null;
  const system = () => {
    found ??= findSystem((command) => processes.which(command));
    return found;
  };

  async function check(path: string): Promise<Known> {
    const tools = distinctTools(families);
    const findings = await Promise.all(tools.map((tool) => checkTool(processes, tool)));
    known = { at: Date.now(), path, findings: new Map(findings.map((finding) => [finding.requirement.id, finding])) };
    return known;
  }

  async function look(fresh: boolean): Promise<Known> {
    const path = pathState();
    if (!fresh && known && known.path === path && Date.now() - known.at < KEPT_MS) return known;
    checking ??= check(path).finally(() => {
      checking = null;
    });
    return checking;
  }

  return {
    async report(fresh) {
      const [{ at, findings }, bootTest] = await Promise.all([look(fresh), measurements.bootTest()]);
      return {
        at,
        tools: toolReports(families, findings, (tool) => installCommand(tool, system())),
        families: families.map((family) => readiness(family, findings)),
        computer: await lookAtComputer(system().name, home, await kvm.known()),
        bootTest,
      };
    },

    missing(family, arch, wanted) {
      const asked = family.tools.filter(({ commands }) => wanted !== undefined && commands.includes(wanted));
      return [...new Set([...neededTools(family, arch), ...asked])]
        .filter((tool) => findTool(processes, tool) === null)
        .map((requirement) => {
          const installArgv = installCommand(requirement, system())?.argv ?? null;
          return { requirement, installArgv, problem: missingToolProblem(requirement, installArgv) };
        });
    },
  };
}

/** Changes when a program comes to a folder of PATH or goes from it, and when PATH itself does. */
function pathState(): string {
  const path = process.env.PATH ?? '';
  const times = path.split(delimiter).map((folder) => {
    try {
      return statSync(folder).mtimeMs;
    } catch {
      return 0;
    }
  });
  return `${path}\n${times.join(' ')}`;
}
