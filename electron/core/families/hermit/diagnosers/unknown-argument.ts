/** The kernel's command line holds a word that it does not know: it says so and goes on. */
import type { Diagnoser } from '../../family.ts';
import { explain } from './explain.ts';

const WORD = /could not parse bootarg:? [`'"]?([^`'"]+)|Found argument '([^']+)' which wasn't expected/;

export const unknownArgument: Diagnoser = {
  code: 'hermit.unknown-argument',
  diagnose: (input) =>
    explain(input, WORD, {
      code: 'hermit.unknown-argument',
      phase: 'run',
      title: (match) => `The kernel does not know \`${(match[1] ?? match[2] ?? '').trim()}\` on its command line`,
      why: 'It knows `-ip`, `-gateway`, `-mask`, `-freq`, `-mount` and `env=NAME=VALUE`; what is the program’s comes after `--`.',
    }).map((problem) => ({ ...problem, severity: 'warning' as const })),
};
