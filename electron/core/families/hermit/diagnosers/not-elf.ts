/** What the loader was given is no ELF file at all: too short, or of another kind. */
import type { Diagnoser } from '../../family.ts';
import { explain } from './explain.ts';

export const notElf: Diagnoser = {
  code: 'hermit.not-elf',
  diagnose: (input) =>
    input.lines.some((line) => line.startsWith('[LOADER] panicked at'))
      ? explain(input, /on an `Err` value: (?:Goblin\()?(TooShort|TooBig|BadMagic|Malformed|BadOffset|Scroll)/, {
          code: 'hermit.not-elf',
          phase: 'run',
          title: 'The loader was given something that is no program',
          why: (match) =>
            `An image is an ELF file, and this one can't be read as one (\`${match[1]}\`): it may be a text, an archive, or a file that was written by half. Build it again, or name another one.`,
          fixes: [{ kind: 'action', title: 'Build and run again', command: 'machine.run' }],
        })
      : [],
};
