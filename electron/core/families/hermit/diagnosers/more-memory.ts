/** The change that gives the machine more memory. */
import type { Fix } from '../../../contract/problem.ts';
import type { DiagnosisInput } from '../../family.ts';
import { changeProjectFile, PROJECT_FILE, parseProjectFile } from '../../project-file.ts';
import { wholeEdit } from './whole-edit.ts';

/** In MiB, as QEMU was told; null: it was not. */
export function memoryOf({ argv }: Pick<DiagnosisInput, 'argv'>): number | null {
  const at = argv.indexOf('-m');
  const now = Number.parseInt(at < 0 ? '' : (argv[at + 1] ?? ''), 10);
  return Number.isFinite(now) ? now : null;
}

export function moreMemory(input: DiagnosisInput): readonly Fix[] {
  const text = input.files.read(PROJECT_FILE);
  if (text === undefined) return [];
  const more = Math.max(256, (memoryOf(input) ?? 0) * 2);
  const next = changeProjectFile(text, { run: { ...parseProjectFile(text).run, memoryMiB: more } });
  return [{ kind: 'edit', title: `Give the machine ${more} MiB`, edits: wholeEdit(PROJECT_FILE, text, next) }];
}
