/** The guest asked for more memory than the machine has left. */
import type { Fix } from '../../../contract/problem.ts';
import type { DiagnosisInput } from '../../family.ts';
import { readProjectFile } from '../../project-file.ts';
import { lineDiagnoser } from './explain-line.ts';
import { changeRun } from './shared-fixes.ts';

/** What the machine had: `-m 8`. */
function memoryOf(argv: readonly string[]): number | null {
  const value = /^(\d+)([MG]?)/.exec(argv[argv.indexOf('-m') + 1] ?? '');
  return argv.includes('-m') && value ? Number(value[1]) * (value[2] === 'G' ? 1024 : 1) : null;
}

function moreMemory(input: DiagnosisInput): Fix[] {
  const now = memoryOf(input.argv) ?? readProjectFile(input.files).run.memoryMiB;
  if (now === undefined) return [];
  const more = Math.max(64, 4 * now);
  return changeRun(
    input,
    { memoryMiB: more },
    { title: `Give the machine ${more} MiB`, effect: `it had ${now}; run it again` },
  );
}

export const outOfMemory = lineDiagnoser({
  code: 'unikraft.out-of-memory',
  phase: 'run',
  patterns: [
    /\[libukallocbbuddy\].*Cannot handle palloc request of order (\d+): Out of memory/,
    /\[libuksched\].*Failed to allocate thread stack/,
    /\[libukboot\].*Failed to initialize memory allocator/,
    /\[libukboot\].*Could not create main thread/,
  ],
  explain: ({ match }, input) => {
    const order = match[1] === undefined ? null : Number(match[1]);
    const size = order === null ? null : 2 ** (order + 12);
    return {
      title: 'The guest ran out of memory',
      why: `${size === null ? 'What the boot needs for itself did not fit' : `${sizeText(size)} in one piece were asked for, and there is no such piece`}. Pieces are powers of two of a page, and one piece can't be larger than half of what is left. \`malloc\` then returns NULL, which no line of the console tells by default.`,
      fixes: moreMemory(input),
    };
  },
});

function sizeText(bytes: number): string {
  return bytes >= 2 ** 20 ? `${bytes / 2 ** 20} MiB` : `${bytes / 1024} KiB`;
}
