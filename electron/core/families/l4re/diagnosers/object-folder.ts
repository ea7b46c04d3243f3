/** The project is built against a folder that is no object folder of L4Re. */
import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

const NO_CONFIG = /No configuration file found in build directory "(.+?)"/;

export const objectFolder: Diagnoser = {
  code: 'l4re.object-folder',
  diagnose: (input) =>
    matchingLines(input, NO_CONFIG).map((line) => ({
      code: 'l4re.object-folder',
      severity: 'error' as const,
      title: `\`${line.match[1]}\` is no object folder of L4Re`,
      why: 'A project is built against an L4Re that has been configured and built: `O=` names its object folder. This one has no configuration. The studio makes and builds it once for all projects.',
      evidence: evidenceOf(input, line),
      quote: line.text,
      fixes: [],
    })),
};
