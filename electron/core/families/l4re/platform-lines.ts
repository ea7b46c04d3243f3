/**
 * How far a platform's build is, by the lines that its two halves print. How many there will be is known for the pinned
 * set, and learned for any other when it has been built once; a build that was broken off goes on counting where it was.
 */
import type { Arch } from '../../contract/problem.ts';
import type { BuildLine, PlannedUnit } from '../family.ts';
import { processorOf } from './processors.ts';

export interface PlatformLines {
  readonly kernel: number;
  readonly packages: number;
}

/** What a package that not every system has adds to them. */
const MORE: Readonly<Record<string, number>> = { 'l4re-core/libstdc++-v3': 285 };
/** A cell of the grid stands for several lines. Other options mean some more or less: the last cell waits for the end. */
const LINES_A_CELL = 10;

const KERNEL_LINE = /^ {2}(?:\.\.\. (?:Making|Preprocessing)|==> Linking) (\S+)/;
const PACKAGE_LINE = /^ {2}\[(.+?)\] (?:\.\.\. Compiling|==> Linking) (?:to \S+ \S+ )?(\S+)/;

export const NO_LINES: PlatformLines = { kernel: 0, packages: 0 };

export function linesText({ kernel, packages }: PlatformLines): string {
  return `${kernel} ${packages}\n`;
}

export function parseLines(text: string | null): PlatformLines | null {
  const [, kernel, packages] = /^(\d+) (\d+)\s*$/.exec(text ?? '') ?? [];
  return kernel && packages ? { kernel: Number(kernel), packages: Number(packages) } : null;
}

/** Lines of a build from nothing. @param seen those that were printed already: there are no fewer */
export function expectedLines(
  { learned, arch }: { readonly learned: string | null; readonly arch: Arch },
  packages: readonly string[],
  seen: PlatformLines,
): PlatformLines {
  const pinned = processorOf(arch).lines;
  const known = parseLines(learned);
  const more = packages.reduce((sum, path) => sum + (MORE[path] ?? 0), 0);
  const { kernel, packages: count } = known ?? { ...pinned, packages: pinned.packages + more };
  return { kernel: Math.max(kernel, seen.kernel), packages: Math.max(count, seen.packages) };
}

export type Half = keyof PlatformLines;

/** The cells of one half; those whose lines were printed before are `unchanged`. */
export function cells(
  half: Half,
  { lines, seen, stage, group }: { lines: number; seen: number; stage: number; group: string },
): readonly PlannedUnit[] {
  const before = Math.floor(seen / LINES_A_CELL);
  return Array.from({ length: Math.ceil(lines / LINES_A_CELL) }, (_, index) => ({
    id: cellId(half, index),
    group,
    label: `${index * LINES_A_CELL + 1} to ${(index + 1) * LINES_A_CELL}`,
    stage,
    unchanged: index < before,
  }));
}

function cellId(half: Half, index: number): string {
  return `${half} ${index}`;
}

/** Counts the lines of a build, from those of the ones before it. */
export class LineCounter {
  private readonly counts: Record<Half, number>;

  constructor(seen: PlatformLines = NO_LINES) {
    this.counts = { ...seen };
  }

  get lines(): PlatformLines {
    return this.counts;
  }

  /** The cell that the line belongs to; null for any other line, and for one of the project, which is known by its path. */
  read(line: string): BuildLine | null {
    const kernel = KERNEL_LINE.exec(line)?.[1];
    if (kernel) return this.cell('kernel', kernel);
    const [, place = '', name = ''] = PACKAGE_LINE.exec(line) ?? [];
    return name === '' || place.startsWith('/') ? null : this.cell('packages', `${place}: ${name}`);
  }

  private cell(half: Half, title: string): BuildLine {
    return { kind: 'starts', unit: cellId(half, Math.floor(this.counts[half]++ / LINES_A_CELL)), title };
  }
}
