/** Looks for one tool: where it is, which version it says it is, and what is known about that version. */

import { compareVersions } from '#core/base/compare-versions.ts';
import type { ToolRequirement } from '#core/families/family.ts';
import type { ProcessService } from '../process/process-types.ts';

export interface ToolFinding {
  readonly requirement: ToolRequirement;
  /** null: none of its programs is in PATH. */
  readonly path: string | null;
  /** null: it is missing, or did not say. */
  readonly version: string | null;
  /** False: missing, or there and not able to run. */
  readonly works: boolean;
  /** What limits this version, or why it does not work; null where nothing does. */
  readonly limit: string | null;
}

const ANSWER_MS = 5_000;

export async function checkTool(process: ProcessService, requirement: ToolRequirement): Promise<ToolFinding> {
  const path = findTool(process, requirement);
  if (path === null) return { requirement, path: null, version: null, works: false, limit: null };
  const answer = await process.run(
    { argv: [path, ...requirement.versionArgv], cwd: '/' },
    { timeoutMs: ANSWER_MS, limitBytes: 64 * 1024 },
  );
  const broken = (limit: string): ToolFinding => ({ requirement, path, version: null, works: false, limit });
  if (!answer.ok) {
    return broken(
      answer.error.code === 'timed-out'
        ? `It is there, but did not tell its version within ${ANSWER_MS / 1000} seconds.`
        : `It is there, but can't be started. ${answer.error.message}`,
    );
  }
  const { status, signal, stdout, stderr } = answer.value;
  const version = new RegExp(requirement.versionPattern, 'm').exec(`${stdout}\n${stderr}`)?.[1] ?? null;
  if (version === null && status !== 0) {
    const ended = status === null ? `was ended by ${signal}` : `ended with status ${status}`;
    const said = `${stderr}\n${stdout}`.split('\n').find((line) => line.trim() !== '');
    return broken(`It is there, but ${ended}${said ? `: ${said.trim().slice(0, 200)}` : '.'}`);
  }
  return { requirement, path, version, works: true, limit: version === null ? null : limitOf(requirement, version) };
}

/** Absolute path of the first of its programs that is in PATH. */
export function findTool(process: ProcessService, requirement: ToolRequirement): string | null {
  for (const command of requirement.commands) {
    const path = process.which(command);
    if (path !== null) return path;
  }
  return null;
}

function limitOf(requirement: ToolRequirement, version: string): string | null {
  const applies = requirement.limits?.find(
    ({ from, below }) =>
      (from === undefined || compareVersions(version, from) >= 0) &&
      (below === undefined || compareVersions(version, below) < 0),
  );
  return applies?.note ?? null;
}
