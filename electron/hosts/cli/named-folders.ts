/** Folders of a person's own as they are given on the command line: `ID=PATH` for one of several sources. */
import { resolve } from 'node:path';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { SourceRow } from '#core/contract/sources.ts';

/** @returns folders by the id of the source; `PATH` alone is for the first one */
export function namedFolders(
  rows: readonly SourceRow[],
  words: readonly string[],
  cwd: string,
): Result<Record<string, string>, Failure<'wrong-usage'>> {
  const chosen: Record<string, string> = {};
  for (const word of words) {
    const named = rows.find(({ id }) => word.startsWith(`${id}=`));
    const id = named?.id ?? rows[0]?.id;
    if (id === undefined) return fail('wrong-usage', 'There is no source to choose a folder for.');
    chosen[id] = resolve(cwd, named ? word.slice(id.length + 1) : word);
  }
  return ok(chosen);
}
