/** A module of modules.list is in none of the folders that are searched. */
import { lineRange, matchingLines } from '../../evidence.ts';
import type { Diagnoser } from '../../family.ts';
import { MODULES_LIST } from '../project-files.ts';

const START = /^Could not find$/;
const NAME = /^\s+'(.+)'$/;
const FOLDER = /^\s+(\/.+)$/;

export const moduleNotFound: Diagnoser = {
  code: 'l4re.module-not-found',
  diagnose: (input) =>
    matchingLines(input, START).flatMap((start) => {
      const from = start.number - input.firstLine;
      const name = NAME.exec(input.lines[from + 1] ?? '')?.[1];
      if (name === undefined) return [];
      const folders: string[] = [];
      // The name, an empty line, "within paths", then the folders.
      let last = from + 4;
      for (; FOLDER.test(input.lines[last] ?? ''); last++) folders.push(FOLDER.exec(input.lines[last]!)![1]!);
      const text = input.files.read(MODULES_LIST);
      const line = text
        ?.split(/\r?\n/)
        .findIndex((row) => new RegExp(`^\\s*\\w+(?:\\[.*\\])?\\s+${escaped(name)}(?:\\s|$)`).test(row));
      const at = line !== undefined && line >= 0 ? lineRange(text, MODULES_LIST, line + 1) : null;
      return [
        {
          code: 'l4re.module-not-found',
          severity: 'error' as const,
          title: `The module \`${name}\` is in none of the folders that are searched`,
          why: `modules.list asks for it. Either its name is not right, or it has not been built yet. ${folders.length} folders were searched${folders[0] ? `, \`${folders[0]}\` first` : ''}.`,
          ...(at ? { at } : {}),
          evidence: { firstLine: start.number, lastLine: input.firstLine + last - 1 },
          quote: `Could not find '${name}'`,
          fixes: [],
        },
      ];
    }),
};

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
