/** Finds the family that a folder belongs to: what its files show, then what the studio's own small file says. */
import type { ProjectFiles, UnikernelFamily } from '#core/families/family.ts';
import { PROJECT_FILE, readProjectFile } from '#core/families/project-file.ts';

export interface Detection {
  readonly family: UnikernelFamily | null;
  readonly evidence: readonly string[];
}

/** The surest family wins. The marker decides between equals, and speaks where the files themselves show nothing. */
export function detectFamily(files: ProjectFiles, families: readonly UnikernelFamily[]): Detection {
  const named = families.find((family) => family.id === readProjectFile(files).family);
  const found = families
    .map((family) => ({ family, ...family.detect(files) }))
    .filter(({ confidence }) => confidence > 0)
    .sort((a, b) => b.confidence - a.confidence || Number(b.family === named) - Number(a.family === named));
  const best = found[0];
  if (best) return { family: best.family, evidence: best.evidence };
  return named ? { family: named, evidence: [`${PROJECT_FILE} names it`] } : { family: null, evidence: [] };
}
