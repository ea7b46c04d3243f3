/**
 * The units of the last good build, so that the next one needs no second cargo to count them: they stand beside what was
 * built, and hold as long as everything says the same that decides about them.
 */
import type { CargoUnit } from '../../engines/cargo/unit-graph.ts';
import type { BuildNote, ProjectFiles } from '../family.ts';
import type { PlanContext, Question } from '../source.ts';
import { type HermitProject, MANIFEST } from './hermit-project.ts';

const FILE = 'unikernel-studio-units.json';
/** More than any manifest of a program comes to; a larger lock file is counted anew each time. */
const MOST_KEY = 512 << 10;
/** Files that decide about the units, beside the command. */
const DECIDING = [
  MANIFEST,
  'Cargo.lock',
  '.cargo/config.toml',
  '.cargo/config',
  'rust-toolchain.toml',
  'rust-toolchain',
];

export interface KeptUnits {
  /** null: they have to be counted. */
  readonly units: readonly CargoUnit[] | null;
  /** What keeps those that were counted for the next build. */
  notes(counted: () => readonly CargoUnit[]): readonly BuildNote[];
}

const pathOf = (root: string, folder: string) => `${root}/${folder}/${FILE}`;

export function keptQuestion({ root }: ProjectFiles, folder: string): Question {
  return { id: 'units.kept', kind: 'read', path: pathOf(root, folder) };
}

/**
 * @param folder where cargo builds, relative to the root
 * @param count the command that would count them, with the compiler that it is for
 */
export function keptUnits(
  files: ProjectFiles,
  project: HermitProject,
  { facts, sources }: PlanContext,
  { folder, count }: { readonly folder: string; readonly count: readonly string[] },
): KeptUnits {
  const key = keyOf(files, project, count, sources['hermit-rs']?.read('hermit/Cargo.toml') ?? '');
  if (key === null) return { units: null, notes: () => [] };
  const path = pathOf(files.root, folder);
  return {
    units: read(facts['units.kept'] ?? null, key),
    notes: (counted) => [{ path, when: 'succeeded', text: () => `${JSON.stringify({ key, units: counted() })}\n` }],
  };
}

/** null: manifests that are not at hand decide as well. */
function keyOf(
  files: ProjectFiles,
  { manifest, dependency }: HermitProject,
  count: readonly string[],
  crate: string,
): string | null {
  const text = files.read(MANIFEST) ?? '';
  const others = manifest.dependencies.some(({ path }) => path !== null && path !== undefined);
  if (others || dependency?.path || /^\s*\[(?:workspace|patch)\b/m.test(text)) return null;
  const key = JSON.stringify([count, crate, ...DECIDING.map((file) => files.read(file) ?? null)]);
  return key.length <= MOST_KEY ? key : null;
}

function read(text: string | null, key: string): readonly CargoUnit[] | null {
  try {
    const kept = JSON.parse(text ?? '') as { readonly key?: unknown; readonly units?: unknown };
    if (kept.key !== key || !Array.isArray(kept.units) || kept.units.length === 0) return null;
    return kept.units.every(isUnit) ? kept.units : null;
  } catch {
    return null;
  }
}

function isUnit(value: unknown): value is CargoUnit {
  const unit = value as Partial<Record<keyof CargoUnit, unknown>> | null;
  const isText = (each: unknown) => typeof each === 'string';
  return (
    [unit?.id, unit?.packageId, unit?.package, unit?.target, unit?.targetKind].every(isText) &&
    [unit?.runs, unit?.isStd, unit?.isHost].every((each) => typeof each === 'boolean')
  );
}
