/** Makes the failure of a start say which tool is missing, what it is for, and the exact command that installs it. */
import type { ProjectId } from '#core/base/id.ts';
import type { Result } from '#core/base/result.ts';
import type { ProjectLookup } from '../project/open-project.ts';
import { commandText } from './missing-tool.ts';
import type { ToolchainService } from './toolchain-service.ts';

/** Other outcomes, and tools that no family has described, pass unchanged. */
export async function nameMissingTool<T>(
  outcome: Result<T>,
  id: ProjectId,
  projects: ProjectLookup,
  toolchain: ToolchainService,
): Promise<Result<T>> {
  if (outcome.ok || outcome.error.code !== 'tool-missing') return outcome;
  const project = projects.getRunnable(id);
  if (!project.ok) return outcome;
  const [missing] = toolchain
    .missing(project.value.family, project.value.info.arch, /^`([^`]+)`/.exec(outcome.error.message)?.[1])
    .filter(({ requirement }) => requirement.commands.some((command) => outcome.error.message.includes(command)));
  if (!missing) return outcome;
  const { problem, installArgv } = missing;
  const hint = installArgv
    ? `This command installs it: ${commandText(installArgv)}`
    : 'No package of this system is known to hold it. Install it by hand and see that it is in PATH.';
  const message = [problem.title, problem.why].join(' ').replaceAll('`', '');
  return { ok: false, error: { code: 'tool-missing', message, hint } };
}
