/** No compiler for the chosen processor is installed. */
import type { Arch, Fix } from '../../../contract/problem.ts';
import { DOT_CONFIG, optionEdits } from '../../../engines/config/dot-config.ts';
import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';
import { ARCHS, archOptions } from '../target-arch.ts';

const MISSING = /\*\*\* no compiler for (\w+) was found: looked for +(.+?)\. Install one/;

export const compilerMissing: Diagnoser = {
  code: 'bare.compiler-missing',
  diagnose: (input) =>
    matchingLines(input, MISSING).map((line) => {
      const [, target = '', names = ''] = line.match;
      const looked = names.split(/\s+/).map((name) => `\`${name}\``);
      const fixes: Fix[] = [
        {
          kind: 'action',
          title: 'Show it in the doctor',
          effect: 'the doctor gives the command that installs it',
          command: 'doctor.show',
        },
      ];
      const text = input.files.read(DOT_CONFIG);
      if (target !== 'x86_64' && text !== undefined) {
        const edits = optionEdits(text, archOptions('x86_64'));
        fixes.push({ kind: 'edit', title: 'Build for x86_64 instead', effect: 'the image is then for a PC', edits });
      }
      return {
        code: 'bare.compiler-missing',
        severity: 'error' as const,
        title: `No compiler for ${isArch(target) ? target : 'this processor'} is installed`,
        why: `None of ${looked.join(', ')} is in PATH. A compiler makes code for one kind of processor; the one of this computer's system makes it for its own.`,
        evidence: evidenceOf(input, line),
        quote: line.text,
        fixes,
      };
    }),
};

function isArch(name: string): name is Arch {
  return ARCHS.some((arch) => arch === name);
}
