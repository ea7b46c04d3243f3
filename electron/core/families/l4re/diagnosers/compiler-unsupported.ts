/** L4Re knows which compilers it can be built with, and refuses others. */
import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

const REFUSED = /^(gcc|clang)-([\d.]+) is not supported\.$/;

export const compilerUnsupported: Diagnoser = {
  code: 'l4re.compiler-unsupported',
  diagnose: (input) =>
    matchingLines(input, REFUSED).map((line) => ({
      code: 'l4re.compiler-unsupported',
      severity: 'error' as const,
      title: `This L4Re cannot be built with ${line.match[1]} ${line.match[2]}`,
      why: 'It takes gcc 9 to 16 and clang 15 to 21. Where several are installed, `CC=` and `CXX=` in `Makeconf.local` of the object folder choose one.',
      evidence: evidenceOf(input, line),
      quote: line.text,
      fixes: [],
    })),
};
