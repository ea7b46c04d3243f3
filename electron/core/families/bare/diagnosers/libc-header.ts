/** A header of the C library is included, and a unikernel of this kind has none. */
import type { Fix } from '../../../contract/problem.ts';
import { evidenceOf, lineRange, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

/** Headers that C or POSIX promise; those of the compiler itself (stddef.h, stdint.h …) are there. */
const LIBRARY =
  /^(?:assert|complex|ctype|dirent|errno|fcntl|fenv|inttypes|locale|math|poll|pthread|sched|semaphore|setjmp|signal|stdio|stdlib|string|strings|termios|time|uchar|unistd|wchar|wctype|(?:sys|net|netinet|arpa)\/\w+)\.h$/;
const MISSING = /^(.+?):(\d+):\d+: fatal error: (\S+\.h): No such file or directory$/;

export const libcHeader: Diagnoser = {
  code: 'bare.no-c-library',
  diagnose: (input) =>
    matchingLines(input, MISSING).flatMap((line) => {
      const [, file = '', number = '', header = ''] = line.match;
      if (!LIBRARY.test(header)) return [];
      const text = input.files.read(file);
      const at = lineRange(text, file, Number(number)) ?? { file, line: Number(number), column: 1 };
      const hasBare = /^\s*#\s*include\s*[<"]bare\.h[>"]/m.test(text ?? '');
      const fix: Fix = hasBare
        ? {
            kind: 'edit',
            title: `Remove \`<${header}>\``,
            effect: '`<bare.h>` is included already',
            edits: [{ at: { file, line: at.line, column: 1, endLine: at.line + 1, endColumn: 1 }, newText: '' }],
          }
        : {
            kind: 'edit',
            title: 'Include `<bare.h>` instead',
            effect: 'what the kernel offers: print, read_line, malloc, sleep_ms …',
            edits: [{ at: { ...at, column: 1 }, newText: '#include <bare.h>' }],
          };
      return [
        {
          code: 'bare.no-c-library',
          severity: 'error' as const,
          title: `There is no C library here, so no \`<${header}>\``,
          why: 'A C library stands on an operating system. This image holds nothing but your program and the kernel in `kernel/`; what they offer is declared in `kernel/bare.h`.',
          at,
          evidence: evidenceOf(input, line),
          quote: line.text,
          fixes: [
            fix,
            {
              kind: 'open',
              title: 'See what there is',
              effect: 'kernel/bare.h',
              at: { file: 'kernel/bare.h', line: 1, column: 1 },
            },
          ],
        },
      ];
    }),
};
