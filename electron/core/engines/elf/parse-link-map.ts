/** Reads the map that GNU ld writes (`-Map`): which object contributed which bytes to which section. Never throws. */
import type { Parsed } from '../../contract/problem.ts';

export interface Contribution {
  /** Name of the input section, e.g. `.text.startup`. */
  readonly section: string;
  readonly address: bigint;
  readonly size: number;
  /** As the linker names it: `build/main.o`, `libgcc.a(_divdi3.o)`; null for bytes that the linker filled in. */
  readonly object: string | null;
}

export interface MappedSection {
  readonly name: string;
  readonly contributions: readonly Contribution[];
}

const START = 'Linker script and memory map';
const OUTPUT = /^([^\s*(][^\s(]*)(?:\s+0x([0-9a-f]+)\s+0x([0-9a-f]+)(?:\s.*)?)?$/;
const INPUT = /^ (\*fill\*|[^\s*(][^\s]*)\s+0x([0-9a-f]+)\s+0x([0-9a-f]+)(?: (.*))?$/;
/** A name that does not fit into its column stands on a line of its own; the numbers follow on the next one. */
const INPUT_NAME = /^ ([^\s*(]\S*)$/;
const CONTINUED = /^ {16}0x([0-9a-f]+)\s+0x([0-9a-f]+)(?: (.*))?$/;
const NOT_SECTIONS = /^(?:LOAD|OUTPUT\(|START|END|TARGET|Discarded|Memory|Archive|There|Linker|Cross)/;

/** Sections in the order of the map. The value is empty, and a problem says so, when the text is no map of GNU ld. */
export function parseLinkMap(text: string): Parsed<readonly MappedSection[]> {
  const start = text.indexOf(START);
  if (start < 0) {
    const title = 'This is not a link map of GNU ld';
    const evidence = { firstLine: 0, lastLine: 0 };
    return { value: [], problems: [{ code: 'link-map.unknown', severity: 'warning', title, evidence, fixes: [] }] };
  }
  const sections: { name: string; contributions: Contribution[] }[] = [];
  let pending: string | null = null;
  for (const line of linesFrom(text, start + START.length)) {
    const first = line.charCodeAt(0);
    if (line === '' || Number.isNaN(first)) {
      pending = null;
      continue;
    }
    if (first !== 0x20) {
      pending = null;
      const output = NOT_SECTIONS.test(line) ? null : OUTPUT.exec(line);
      if (output?.[1]) sections.push({ name: output[1], contributions: [] });
      continue;
    }
    const current = sections.at(-1);
    if (!current) continue;
    const continued: RegExpExecArray | null = pending === null ? null : CONTINUED.exec(line);
    if (continued) current.contributions.push(contribution(pending!, continued[1], continued[2], continued[3]));
    pending = null;
    if (continued) continue;
    const input = INPUT.exec(line);
    if (input?.[1]) {
      current.contributions.push(
        contribution(input[1], input[2], input[3], input[1] === '*fill*' ? undefined : input[4]),
      );
    } else pending = INPUT_NAME.exec(line)?.[1] ?? null;
  }
  return { value: sections, problems: [] };
}

function contribution(section: string, address = '0', size = '0', object?: string): Contribution {
  const bytes = Number.parseInt(size, 16);
  return {
    section,
    address: BigInt(`0x${address}`),
    size: Number.isSafeInteger(bytes) ? bytes : 0,
    object: object?.trim() || null,
  };
}

/** Lines from an offset on, without holding all of them at once: maps of large programs have millions. */
function* linesFrom(text: string, from: number): Generator<string> {
  let start = from;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    yield text.slice(start, text.charCodeAt(stop - 1) === 0x0d ? stop - 1 : stop);
    start = stop + 1;
  }
}
