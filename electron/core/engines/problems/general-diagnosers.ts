/** Why a step failed when no tool's own message tells: the system's complaints, a program that did not start, nothing at all. */
import type { Failure } from '../../base/result.ts';
import type { Problem } from '../../contract/problem.ts';
import { QUOTE_LIMIT } from './describe-diagnostic.ts';
import { shorten } from './log-text.ts';
import { missingTool } from './missing-tool.ts';
import type { ToolOutputContext } from './tool-output-context.ts';

export interface FailedStep {
  readonly argv: readonly string[];
  /** Null when a signal ended it. */
  readonly status: number | null;
  readonly signal: string | null;
  /** Newest lines of its output, without escape sequences. */
  readonly lines: readonly string[];
  /** Number of lines[0] in the whole log, from 1. */
  readonly firstLine: number;
  /** Problems told so far. */
  readonly found: readonly Problem[];
}

interface SystemCase {
  readonly code: string;
  readonly pattern: RegExp;
  readonly title: string;
  readonly why: string;
}

/** What the system says through whichever program met it; `$1` stands for the first group. */
const SYSTEM_CASES: readonly SystemCase[] = [
  {
    code: 'disk.full',
    pattern: /No space left on device|Disk quota exceeded/,
    title: 'The disk is full',
    why: 'The build could not write its results. Free some space and build again.',
  },
  {
    code: 'file.read-only',
    pattern: /(?:[‘'"`]([^‘’'"`]+)[’'"]|(\S+)): Read-only file system/,
    title: 'The file system is read-only: `$1` cannot be written',
    why: 'The build writes its results into the project. Copy the project to a place that can be written.',
  },
  {
    code: 'file.permission',
    pattern: /(?:[‘'"`]([^‘’'"`]+)[’'"]|(\S+)): (?:Permission denied|Operation not permitted)/,
    title: '`$1` may not be read or written',
    why: 'Its owner or its permissions do not allow it. A build that once ran as another user leaves such files.',
  },
  {
    code: 'memory.exhausted',
    pattern: /Cannot allocate memory|virtual memory exhausted|out of memory|std::bad_alloc|memory exhausted/i,
    title: 'The memory of this computer ran out',
    why: 'Close other programs, or let fewer jobs run side by side in the settings, and build again.',
  },
  {
    code: 'file.name-too-long',
    pattern: /(?:[‘'"`]([^‘’'"`]+)[’'"]|(\S+)): File name too long/,
    title: 'A path is too long for this system',
    why: 'Put the project into a folder whose path is shorter.',
  },
  {
    code: 'system.limit',
    pattern: /(Too many open files|Argument list too long|Resource temporarily unavailable)/,
    title: 'A limit of the system was reached: $1',
    why: 'Fewer jobs side by side need less of everything.',
  },
];
/** Lines at the end of the output that are looked at. */
const WINDOW = 2000;

function systemProblem(known: SystemCase, match: RegExpExecArray, line: string, first: number, last: number): Problem {
  const name = (match[1] ?? match[2] ?? '').replace(/:$/, '');
  return {
    code: known.code,
    severity: 'error',
    title: shorten(known.title.replace('$1', name), QUOTE_LIMIT),
    why: known.why,
    evidence: { firstLine: first, lastLine: last },
    quote: shorten(line.trim(), QUOTE_LIMIT),
    fixes: [],
  };
}

/**
 * Problems of a step that failed, on top of `step.found`. One whose evidence holds that of a found one is a better
 * reason for it. Together with `found` there is always at least one error.
 */
export function diagnoseFailure(step: FailedStep): readonly Problem[] {
  const { found, firstLine } = step;
  const problems: Problem[] = [];
  const start = Math.max(0, step.lines.length - WINDOW);
  for (const [index, line] of step.lines.slice(start).entries()) {
    if (!line.includes(': ') && !/memory|space|quota|bad_alloc/i.test(line)) continue;
    const known = SYSTEM_CASES.find(({ pattern }) => pattern.test(line));
    const match = known?.pattern.exec(line);
    if (!known || !match || [...found, ...problems].some(({ code }) => code === known.code)) continue;
    const number = firstLine + start + index;
    if (found.some(({ evidence }) => evidence.firstLine <= number && number <= evidence.lastLine)) continue;
    // Make's "recipe failed" a few lines below says the same with less.
    const consequence = found.find(
      ({ code, evidence }) =>
        code === 'make.recipe-failed' && evidence.firstLine > number && evidence.firstLine <= number + 3,
    );
    problems.push(systemProblem(known, match, line, number, consequence?.evidence.lastLine ?? number));
  }
  if (![...found, ...problems].some(({ severity }) => severity === 'error')) problems.push(unknownFailure(step));
  return problems;
}

function unknownFailure({ argv, status, signal, lines, firstLine }: FailedStep): Problem {
  const program = argv[0]?.replace(/^.*\//, '') ?? 'The program';
  const lastIndex = lines.findLastIndex((line) => line.trim() !== '');
  const number = lastIndex < 0 ? 0 : firstLine + lastIndex;
  const crashed = status === null;
  return {
    code: crashed ? 'build.tool-crashed' : 'build.failed',
    severity: 'error',
    title: crashed
      ? `\`${program}\` was ended by the system (${signal ?? 'no reason given'})`
      : `\`${program}\` ended with status ${status}`,
    why: crashed
      ? 'It crashed, or the system ended it because memory ran out.'
      : 'Nothing that it printed names a reason that is known here. The last lines of the log are the best hint.',
    evidence: { firstLine: number, lastLine: number },
    ...(lastIndex < 0 ? {} : { quote: shorten(lines[lastIndex]!.trim(), QUOTE_LIMIT) }),
    fixes: [],
  };
}

/** The problem of a step that could not even be started. */
export function spawnProblem(
  failure: Failure,
  argv: readonly string[],
  wordsFor?: ToolOutputContext['missingTool'],
): Problem {
  const evidence = { firstLine: 0, lastLine: 0 };
  if (failure.code === 'tool-missing') {
    return { severity: 'error', evidence, ...missingTool(argv[0] ?? '', false, null, wordsFor) };
  }
  const why = failure.hint === undefined ? {} : { why: failure.hint };
  const code = failure.code === 'folder-missing' ? 'project.folder-missing' : 'build.not-started';
  return { code, severity: 'error', title: failure.message, ...why, evidence, fixes: [] };
}

export type ArtifactFault = 'missing' | 'empty' | 'not-updated' | 'still-there';

/** The tools reported success and the files say otherwise. */
export function artifactProblem(path: string, fault: ArtifactFault, argv: readonly string[]): Problem {
  const command = argv.join(' ');
  const titles: Record<ArtifactFault, string> = {
    missing: `The build ended well, and \`${path}\` is not there`,
    empty: `The build ended well, and \`${path}\` is empty`,
    'not-updated': `The build ended well, and \`${path}\` is still the old one`,
    'still-there': `The clean-up ended well, and \`${path}\` is still there`,
  };
  return {
    code: `build.image-${fault}`,
    severity: 'error',
    title: titles[fault],
    why: `\`${shorten(command, 120)}\` ended with status 0. A rule of the Makefile may write to another place, or leave out a step, so this does not count as built.`,
    evidence: { firstLine: 0, lastLine: 0 },
    fixes: [],
  };
}
