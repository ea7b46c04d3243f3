/** The bootstrapper is a 32-bit program, and the C library's headers for those are not installed. */
import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

const MISSING = /fatal error: (asm\/errno\.h|gnu\/stubs-32\.h|bits\/libc-header-start\.h): No such file or directory/;

export const c32HeadersMissing: Diagnoser = {
  code: 'l4re.c32-headers-missing',
  diagnose: (input) =>
    matchingLines(input, MISSING)
      .slice(0, 1)
      .map((line) => ({
        code: 'l4re.c32-headers-missing',
        severity: 'error' as const,
        title: `\`<${line.match[1]}>\` is missing: the 32-bit headers of the C library`,
        why: 'Part of the bootstrapper is compiled for 32 bits, because a PC starts it so.',
        evidence: evidenceOf(input, line),
        quote: line.text,
        fixes: [
          {
            kind: 'command' as const,
            title: 'Install libc6-dev-i386',
            argv: ['apt-get', 'install', '-y', 'libc6-dev-i386'],
          },
        ],
      })),
};
