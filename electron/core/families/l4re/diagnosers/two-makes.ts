/** Two builds worked in one object folder at the same time, and one took the other's files away. */
import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

const GONE =
  /^(?:mv|chmod|cp|install|cat|rm): cannot (?:stat|access|open|remove) ['‘](\S*?(?:\/lib\/\S+\.(?:so|a)|Kconfig\.generated\.\w+\.tmp|\.d\.tmp|\.tmp))['’]: No such file or directory$/;

export const twoMakes: Diagnoser = {
  code: 'l4re.two-makes',
  diagnose: (input) =>
    matchingLines(input, GONE)
      .slice(0, 1)
      .map((line) => ({
        code: 'l4re.two-makes',
        severity: 'error' as const,
        title: 'Two builds ran in one object folder at the same time',
        why: `\`${fileName(line.match[1]!)}\` vanished while this build was using it. The studio lets one build at a time into the folder; a make in a terminal does not ask. Building again, alone, mends it.`,
        evidence: evidenceOf(input, line),
        quote: line.text,
        fixes: [{ kind: 'action' as const, title: 'Build again', command: 'build.start' }],
      })),
};

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
