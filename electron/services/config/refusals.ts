/** Why a configuration is not saved or merged, in words for a person. */
import { fail } from '#core/base/result.ts';
import type { ConfigProblem } from '#core/engines/config/config-model.ts';

export function conflict() {
  return fail(
    'conflict',
    'The file was changed by another program while it was edited here. Nothing was overwritten.',
    'Look at the differences, and decide which value counts for each option.',
  );
}

/** A file of the tree, or what it should match, is not there: C's conf ends here as well. */
export const isAway = ({ code }: ConfigProblem) => code === 'file-missing';

export function incomplete(message: string) {
  return fail(
    'files-missing',
    `Nothing was saved: ${message}, and what it says about the options would be lost.`,
    'Put the file back, or take out the line that names it. Your edits are kept until then.',
  );
}

export function noConflict() {
  return fail('no-conflict', 'The file on the disk is the one that was opened: there is nothing to merge.');
}
