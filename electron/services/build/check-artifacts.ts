/** Looks whether the files that a build promises are really there, and really new. Nothing is believed on status 0 alone. */
import { type BigIntStats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Artifact } from '#core/contract/build.ts';
import type { ArtifactFault } from '#core/engines/problems/general-diagnosers.ts';
import type { PlannedUnit } from '#core/families/family.ts';

/** Names a state of a file: when it was written, how long it is, and which file it is. '' when there is none. */
export function fileStamp(path: string): string {
  const stats = fileStats(path);
  return stats ? `${stats.mtimeNs}:${stats.size}:${stats.ino}` : '';
}

/** Clocks of file systems are up to a tick of the kernel behind. */
const CLOCK_SLACK_MS = 12;

/** The stamp of a file as it was before `since` (ms since 1970); '' when it was written after that, or was not there. */
export function stampBefore(path: string, since: number): string {
  const stats = fileStats(path);
  return stats && Number(stats.mtimeNs / 1000n) / 1000 < since - CLOCK_SLACK_MS ? fileStamp(path) : '';
}

/** null: it is not there, it is no file, or it cannot be looked at. */
function fileStats(path: string): BigIntStats | null {
  try {
    const stats = statSync(path, { bigint: true });
    return stats.isFile() ? stats : null;
  } catch {
    return null;
  }
}

export interface ArtifactCheck {
  readonly root: string;
  readonly paths: readonly string[];
  readonly goal: 'build' | 'rebuild' | 'clean';
  /** Stamps from before the build. */
  readonly before: ReadonlyMap<string, string>;
  /** What the counting pass planned. */
  readonly units: readonly PlannedUnit[];
}

export interface CheckedArtifacts {
  readonly artifacts: readonly Artifact[];
  readonly faults: readonly { readonly path: string; readonly fault: ArtifactFault }[];
}

export function checkArtifacts({ root, paths, goal, before, units }: ArtifactCheck): CheckedArtifacts {
  const artifacts: Artifact[] = [];
  const faults: { path: string; fault: ArtifactFault }[] = [];
  for (const path of paths) {
    const stats = fileStats(join(root, path));
    const bytes = stats ? Number(stats.size) : null;
    if (goal === 'clean') {
      if (bytes !== null) faults.push({ path, fault: 'still-there' });
    } else if (bytes === null) faults.push({ path, fault: 'missing' });
    else if (bytes === 0) faults.push({ path, fault: 'empty' });
    else if (isDue(path, goal, units) && fileStamp(join(root, path)) === before.get(path)) {
      faults.push({ path, fault: 'not-updated' });
    } else artifacts.push({ path, bytes });
  }
  return { artifacts, faults };
}

/** True when the build was to write the file: it was counted as work, or everything was to be made again. */
function isDue(path: string, goal: 'build' | 'rebuild', units: readonly PlannedUnit[]): boolean {
  const unit = units.find(({ output }) => output === path);
  return unit === undefined ? goal === 'rebuild' : !unit.unchanged;
}
