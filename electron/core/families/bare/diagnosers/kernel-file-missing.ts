/** A file of the kernel was deleted or renamed, and the Makefile still builds with it. */

import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

const NO_RULE = /\*\*\* No rule to make target [`'‘](?:build\/\w+\/)?(kernel\/[^'’]+?|Kconfig)(?:\.o)?['’]/;
const NO_INCLUDE = /\*\*\* (kernel\/\S+\.mk) is missing: /;
const NO_HEADER =
  /^.+?:\d+:\d+: fatal error: (?:\.\.\/)?((?:bare|kernel|fdt|io|arm64|riscv64)\.h): No such file or directory$/;

export const kernelFileMissing: Diagnoser = {
  code: 'bare.kernel-file-missing',
  diagnose: (input) =>
    [NO_RULE, NO_INCLUDE, NO_HEADER]
      .flatMap((pattern) => matchingLines(input, pattern))
      .slice(0, 1)
      .map((line) => {
        const file = line.match[1]!;
        return {
          code: 'bare.kernel-file-missing',
          severity: 'error' as const,
          title: `\`${file}\` is missing, and the kernel needs it`,
          why: 'It was deleted, moved or renamed. Bring it back from version control, or from a new project of the same template: the kernel is the same in all of them.',
          evidence: evidenceOf(input, line),
          quote: line.text,
          fixes: [],
        };
      }),
};
