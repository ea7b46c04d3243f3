/** Carries out the edits of a fix on the files of a project, as the window does on one click. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fix } from '#core/contract/problem.ts';
import { applyEdits } from '../../core/families/bare/diagnosers/diagnose.ts';

export function applyFix(root: string, fix: Fix | undefined): void {
  if (fix?.kind !== 'edit') throw new Error(`That fix edits nothing: ${JSON.stringify(fix)}`);
  for (const file of new Set(fix.edits.map(({ at }) => at.file))) {
    const path = join(root, file);
    const edits = fix.edits.filter(({ at }) => at.file === file);
    writeFileSync(path, applyEdits(readFileSync(path, 'utf8'), edits));
  }
}
