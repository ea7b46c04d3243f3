/** What a project's own file says of a folder of the person's own; fails where the folder will not do. */
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { RecordedSource } from '#core/families/project-file.ts';
import type { SourceRequirement } from '#core/families/source.ts';
import { examineFolder } from './examine-folder.ts';

export async function adoptedRecord(
  requirement: SourceRequirement,
  folder: string,
): Promise<Result<RecordedSource, Failure<'source-not-usable'>>> {
  const verdict = await examineFolder(requirement, folder);
  if (!verdict.usable) {
    return fail('source-not-usable', verdict.message, `Choose the folder that ${requirement.name} is in.`);
  }
  return ok({ version: verdict.version ?? '', commit: verdict.commit, folder });
}
