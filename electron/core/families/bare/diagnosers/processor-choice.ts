/** `.config` chooses no processor, or several: a choice of Kconfig has exactly one. */
import type { Arch, Fix } from '../../../contract/problem.ts';
import { DOT_CONFIG, optionAt, optionEdits } from '../../../engines/config/dot-config.ts';
import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';
import { ARCHS, archOptions } from '../target-arch.ts';

export const processorChoice: Diagnoser = {
  code: 'bare.processor-choice',
  diagnose(input) {
    const text = input.files.read(DOT_CONFIG) ?? '';
    const at = optionAt(text, 'ARCH_X86_64');
    return matchingLines(input, /\*\*\* \.config chooses (no processor|several processors: (.+?))\. Exactly one/).map(
      (line) => {
        const several = line.match[2]?.split(' ').filter((arch): arch is Arch => ARCHS.some((known) => known === arch));
        return {
          code: 'bare.processor-choice',
          severity: 'error',
          title: several ? `\`.config\` chooses ${several.length} processors` : '`.config` chooses no processor',
          why: 'An image is built for one processor: exactly one of `ARCH_X86_64`, `ARCH_ARM64` and `ARCH_RISCV64` is `y`, the others are not set.',
          ...(at ? { at } : {}),
          evidence: evidenceOf(input, line),
          quote: line.text,
          fixes: (several ?? ARCHS).map(
            (arch): Fix => ({ kind: 'edit', title: `Build for ${arch}`, edits: optionEdits(text, archOptions(arch)) }),
          ),
        };
      },
    );
  },
};
