/** Carries out one fix of a problem, whatever its kind. */
import { assertNever } from '#core/base/assert-never.ts';
import { fail, type Result } from '#core/base/result.ts';
import type { Fix } from '#core/contract/problem.ts';
import { runCommand } from '../../../app/commands.ts';
import { openEditor } from '../../../app/editors.ts';
import { toast, toastFailure } from '../../../app/toasts.ts';
import { fileInput } from '../file-input.ts';
import { projectDocumentsStore } from '../project-documents.ts';
import { plainText } from './problem-marks.ts';
import { placeNow } from './problem-places.ts';

/** Failures are shown. */
export async function runFix(fix: Fix): Promise<void> {
  switch (fix.kind) {
    case 'edit': {
      const applied = await applyEdits(fix);
      if (applied.ok) toast({ tone: 'ok', title: `Applied: ${plainText(fix.title)}`, text: summary(applied.value) });
      else toastFailure(applied.error);
      return;
    }
    case 'command':
      await runCommand('terminal.run', fix.argv, fix.title);
      return;
    case 'open':
      openEditor(fileInput(fix.at.file, { line: fix.at.line, column: fix.at.column }));
      return;
    case 'action':
      await runCommand(fix.command);
      return;
    case 'dead-end':
      return;
    default:
      assertNever(fix);
  }
}

async function applyEdits(fix: Extract<Fix, { kind: 'edit' }>): Promise<Result<readonly string[]>> {
  const open = projectDocumentsStore.getState().open;
  const first = fix.edits[0];
  if (!open || !first) return fail('nothing-to-do', 'This fix changes nothing here.');
  // A tab for each file: what was changed can be seen, and taken back by undo.
  const paths = [...new Set(fix.edits.map((edit) => edit.at.file))];
  for (const path of paths.slice(1)) openEditor(fileInput(path), { background: true, focus: false });
  const document = open.documents.get(first.at.file);
  const { line, column } = (document ? placeNow(document, first) : first).at;
  openEditor(fileInput(first.at.file, { line, column }));
  return open.documents.applyEdits(fix.edits, placeNow);
}

function summary(paths: readonly string[]): string {
  const what = paths.length === 1 ? paths[0]! : `${paths.length} files`;
  return `${what} changed. Undo takes it back.`;
}
