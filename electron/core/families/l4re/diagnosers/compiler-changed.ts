/** The object folder was made with another compiler than the one that is used now. */
import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

const DIFFERENT = /Configured (CC|CXX|LD|HOST_CC) different than used one:/;
const CONFIGURED = /^ Configured: *(.*)$/;
const USED = /^ Used: *(.*)$/;

export const compilerChanged: Diagnoser = {
  code: 'l4re.compiler-changed',
  diagnose: (input) =>
    matchingLines(input, DIFFERENT).map((line) => {
      const configured = matchingLines(input, CONFIGURED)[0]?.match[1]?.trim();
      const used = matchingLines(input, USED)[0]?.match[1]?.trim();
      return {
        code: 'l4re.compiler-changed',
        severity: 'error' as const,
        title: used ? `The object folder was made with another compiler` : 'The compiler of the object folder is gone',
        why: `It was made with \`${configured || 'another one'}\`${used ? `, and now \`${used}\` is used` : ', and nothing is found under the name that is used now'}. Objects of two compilers do not go together: use the first one again, or run \`make oldconfig\` in the object folder and build all of it anew.`,
        evidence: evidenceOf(input, line),
        quote: line.text.trim(),
        fixes: [],
      };
    }),
};
