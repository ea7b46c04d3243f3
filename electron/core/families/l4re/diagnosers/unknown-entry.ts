/** The entry that should boot is not in modules.list. */
import { closestName } from '../../../engines/problems/closest-name.ts';
import { evidenceOf, matchingLines, startOf } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';
import { MODULES_LIST } from '../project-files.ts';

const UNKNOWN = /^(.+): Unknown entry "(.*)"!$/;
const AVAILABLE = /^Available entries: (.*)$/;

export const unknownEntry: Diagnoser = {
  code: 'l4re.unknown-entry',
  diagnose: (input) =>
    matchingLines(input, UNKNOWN).map((line) => {
      const wanted = line.match[2]!;
      const names = (matchingLines(input, AVAILABLE)[0]?.match[1] ?? '').split(' ').filter(Boolean);
      const close = closestName(wanted, names);
      return {
        code: 'l4re.unknown-entry',
        severity: 'error' as const,
        title: `modules.list has no entry \`${wanted}\``,
        why: `${close ? `Did you mean \`${close}\`? ` : ''}${names.length > 0 ? `It has: ${names.map((name) => `\`${name}\``).join(', ')}.` : 'It has no entry at all.'}`,
        at: startOf(MODULES_LIST),
        evidence: evidenceOf(input, line),
        quote: line.text,
        fixes: [{ kind: 'open' as const, title: 'Open modules.list', at: startOf(MODULES_LIST) }],
      };
    }),
};
