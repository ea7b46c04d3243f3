/** L4Re checks for the programs that its build needs, and names those that are not there. */
import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';
import { tools } from '../tools.ts';

const MISSING = /Program\(s\) "(.+)" not found, please install!/;

export const programMissing: Diagnoser = {
  code: 'l4re.program-missing',
  diagnose: (input) =>
    matchingLines(input, MISSING).map((line) => {
      const programs = line.match[1]!.split(' ');
      const packages = programs.flatMap(
        (program) => tools.find(({ commands }) => commands.includes(program))?.packages.apt ?? [],
      );
      return {
        code: 'l4re.program-missing',
        severity: 'error' as const,
        title: `L4Re's build needs ${programs.map((program) => `\`${program}\``).join(', ')}`,
        why: `${programs.length === 1 ? 'It was' : 'They were'} not found in PATH. A compiler under another name is given as \`CROSS_COMPILE=\` in \`Makeconf.local\` of the object folder.`,
        evidence: evidenceOf(input, line),
        quote: line.text.replace(/^-e /, ''),
        fixes:
          packages.length > 0
            ? [
                {
                  kind: 'command' as const,
                  title: `Install ${packages.join(', ')}`,
                  argv: ['apt-get', 'install', '-y', ...new Set(packages)],
                },
              ]
            : [],
      };
    }),
};
