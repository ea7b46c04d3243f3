/** Says of a missing program what the family needs it for, and gives the command that installs it on this system. */
import type { ToolWords } from '#core/engines/problems/tool-output-context.ts';
import type { UnikernelFamily } from '#core/families/family.ts';
import type { ProcessService } from '../process/process-types.ts';
import { missingToolProblem } from '../toolchain/missing-tool.ts';
import { findSystem, installCommand } from '../toolchain/package-manager.ts';

/** @returns null for a program that the family does not name: nothing is known of it. */
export function toolWords(
  family: UnikernelFamily,
  process: Pick<ProcessService, 'which'>,
): (name: string) => ToolWords | null {
  return (name) => {
    const requirement = family.tools.find(({ id, commands }) => id === name || commands.includes(name));
    if (!requirement) return null;
    const install = installCommand(requirement, findSystem(process.which));
    const { title, why, fixes } = missingToolProblem({ ...requirement, commands: [name] }, install?.argv ?? null);
    return { title, fixes, ...(why === undefined ? {} : { why }) };
  };
}
