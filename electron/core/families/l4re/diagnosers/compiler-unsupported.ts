/** Both halves of L4Re know which compilers they can be built with, and refuse others; the microkernel takes fewer. */
import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

const REFUSED = /^(?:\S+:\d+: \*\*\* )?(gcc|clang)-([\d.]+) is not supported\.(?: Please use .*)?$/;
/** `… of the following versions: 11 12 13.  Stop.`, in the same line or in the next one. */
const ACCEPTED = /following versions: (\d[\d. ]*?\d)(?:\. .*|\s*)$/;

export const compilerUnsupported: Diagnoser = {
  code: 'l4re.compiler-unsupported',
  diagnose: (input) => {
    const versions = matchingLines(input, ACCEPTED)[0]?.match[1]?.split(' ') ?? [];
    return matchingLines(input, REFUSED).map((line) => ({
      code: 'l4re.compiler-unsupported',
      severity: 'error' as const,
      title: `This L4Re cannot be built with ${line.match[1]} ${line.match[2]}`,
      why: `${accepted(line.match[1] ?? '', versions)} Where several are installed, \`CC=\` and \`CXX=\` in \`Makeconf.local\` of the object folder choose one.`,
      evidence: evidenceOf(input, line),
      quote: line.text,
      fixes: [],
    }));
  },
};

function accepted(compiler: string, versions: readonly string[]): string {
  return versions.length === 0
    ? 'It takes gcc 11 to 16 and clang 15 to 21.'
    : `It takes ${compiler} ${versions[0]} to ${versions.at(-1)}.`;
}
