/** Make takes a path apart at its spaces, so Unikraft finds no folder of that name. */
import { lineDiagnoser } from './explain-line.ts';

export const pathWithSpace = lineDiagnoser({
  code: 'unikraft.path-with-space',
  phase: 'build',
  patterns: [/\*\*\* Invalid app directory \(A\)/],
  explain: (_, { files }) => {
    const spaced = /\s/.test(files.root);
    return {
      title: spaced ? 'The path of the project holds a space' : 'Unikraft does not find the folder of the project',
      why: `Make separates words by spaces, and Unikraft's Makefile hands paths on as they are${spaced ? `: \`${files.root}\` becomes several` : ''}. No setting helps; the folder needs another name.`,
      fixes: [
        { kind: 'dead-end', title: 'Quotes and backslashes do not help: the Makefile takes the path apart again.' },
        {
          kind: 'dead-end',
          title: 'Move or rename the folder so that its whole path has no space, and open it there.',
        },
      ],
    };
  },
});
