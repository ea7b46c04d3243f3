/** Asks the family what it makes of a run that went wrong; without a better answer, what was found stands. */
import type { ByteSource } from '#core/contract/handlers.ts';
import type { Problem } from '#core/contract/problem.ts';
import type { UnikernelFamily } from '#core/families/family.ts';
import type { OpenProject } from '../project/open-project.ts';
import { plainText } from './serial-lines.ts';

/** The end of the serial text is what explains an end. */
const TAIL_BYTES = 256 << 10;

export interface RunEvidence {
  readonly source: ByteSource;
  readonly argv: readonly string[];
  readonly found: readonly Problem[];
}

export async function diagnoseRun(
  project: OpenProject & { readonly family: UnikernelFamily },
  { source, argv, found }: RunEvidence,
): Promise<readonly Problem[]> {
  const { diagnosers } = project.family;
  if (diagnosers.length === 0) return found;
  const from = Math.max(source.firstOffset, source.endOffset - TAIL_BYTES);
  const tail = Buffer.from(await source.read(from, TAIL_BYTES)).toString('utf8');
  const lines = tail.split('\n').map(plainText);
  const firstLine = 1 + (await countLines(source, from));
  const files = await project.snapshot();
  const { arch } = project.info;
  const input = { phase: 'run', files, arch, lines, firstLine, status: null, argv, found } as const;
  const better = diagnosers.flatMap((diagnoser) => diagnoser.diagnose(input));
  const replaced = (problem: Problem) =>
    better.some(
      ({ evidence }) =>
        evidence.firstLine === problem.evidence.firstLine && evidence.lastLine === problem.evidence.lastLine,
    );
  return [...better, ...found.filter((problem) => !replaced(problem))];
}

/** Line ends before `end`. */
async function countLines(source: ByteSource, end: number): Promise<number> {
  let count = 0;
  for (let at = source.firstOffset; at < end; ) {
    const bytes = await source.read(at, Math.min(1 << 20, end - at));
    if (bytes.length === 0) break;
    for (let next = bytes.indexOf(10); next >= 0; next = bytes.indexOf(10, next + 1)) count++;
    at += bytes.length;
  }
  return count;
}
