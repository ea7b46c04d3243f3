/** Finds the family that a folder belongs to: what its files show, then what the studio's own small file says. */
import * as v from 'valibot';
import type { ProjectFiles, UnikernelFamily } from '#core/families/family.ts';

/** The one file that the studio adds to a project. */
export const MARKER_FILE = '.unikernel-studio.json';

export const markerFile = v.object({ family: v.string(), template: v.string(), studio: v.string() });

export interface Detection {
  readonly family: UnikernelFamily | null;
  readonly evidence: readonly string[];
}

/** The surest family wins. The marker decides between equals, and speaks where the files themselves show nothing. */
export function detectFamily(files: ProjectFiles, families: readonly UnikernelFamily[]): Detection {
  const named = families.find((family) => family.id === markedFamily(files));
  const found = families
    .map((family) => ({ family, ...family.detect(files) }))
    .filter(({ confidence }) => confidence > 0)
    .sort((a, b) => b.confidence - a.confidence || Number(b.family === named) - Number(a.family === named));
  const best = found[0];
  if (best) return { family: best.family, evidence: best.evidence };
  return named ? { family: named, evidence: [`${MARKER_FILE} names it`] } : { family: null, evidence: [] };
}

function markedFamily(files: ProjectFiles): string | null {
  const text = files.read(MARKER_FILE);
  if (text === undefined) return null;
  try {
    const parsed = v.safeParse(markerFile, JSON.parse(text));
    return parsed.success ? parsed.output.family : null;
  } catch {
    return null;
  }
}
