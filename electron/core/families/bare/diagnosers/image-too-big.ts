/** The image, its stack and its heap do not fit into the memory of the machine. */
import type { Fix } from '../../../contract/problem.ts';
import { DOT_CONFIG, optionAt, optionEdits, parseDotConfig } from '../../../engines/config/dot-config.ts';
import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';

const OVERFLOW = /region [`'‘]ram['’] overflowed by (\d+) bytes?$/;
/** As Kconfig has it. */
const MOST_MEMORY_MIB = 1024;
const LEAST_HEAP_KIB = 16;

export const imageTooBig: Diagnoser = {
  code: 'bare.image-too-big',
  diagnose(input) {
    const text = input.files.read(DOT_CONFIG) ?? '';
    const values = parseDotConfig(text);
    const memory = Number(values.get('MEMORY_MIB') ?? 128);
    const heap = values.get('HEAP') === 'y' ? Number(values.get('HEAP_KIB') ?? 1024) : 0;
    return matchingLines(input, OVERFLOW).map((line) => {
      const over = Number(line.match[1]);
      const enough = memory + Math.ceil(over / 2 ** 20);
      const smaller = heap - Math.ceil(over / 1024);
      const fixes: Fix[] = [];
      if (enough <= MOST_MEMORY_MIB) {
        fixes.push({
          kind: 'edit',
          title: `Give the machine ${enough} MiB`,
          effect: `\`MEMORY_MIB\` is ${memory} now`,
          edits: optionEdits(text, { MEMORY_MIB: String(enough) }),
        });
      } else {
        fixes.push({
          kind: 'dead-end',
          title: `More memory does not help: the machine can have ${MOST_MEMORY_MIB} MiB at most.`,
        });
      }
      if (smaller >= LEAST_HEAP_KIB) {
        fixes.push({
          kind: 'edit',
          title: `Make the heap ${smaller} KiB`,
          effect: `\`HEAP_KIB\` is ${heap} now`,
          edits: optionEdits(text, { HEAP_KIB: String(smaller) }),
        });
      }
      const at = optionAt(text, 'MEMORY_MIB');
      // The line before it says which section was the one too many: the same problem.
      const before = input.found.find(
        ({ code, evidence }) => code === 'ld.region-overflow' && evidence.lastLine === line.number - 1,
      );
      return {
        code: 'bare.image-too-big',
        severity: 'error' as const,
        title: `The program needs ${size(over)} more memory than the machine has`,
        why: `The machine gets ${memory} MiB (\`MEMORY_MIB\`), of which the firmware keeps 4. Code, variables, the stack and the heap have to fit into the rest.`,
        ...(at ? { at } : {}),
        evidence: { ...evidenceOf(input, line), ...(before ? { firstLine: before.evidence.firstLine } : {}) },
        quote: line.text,
        fixes,
      };
    });
  },
};

function size(bytes: number): string {
  return bytes >= 2 ** 20 ? `${(bytes / 2 ** 20).toFixed(1)} MiB` : `${Math.ceil(bytes / 1024)} KiB`;
}
