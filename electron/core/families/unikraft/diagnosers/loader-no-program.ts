/** Unikraft's ELF loader looks for the Linux program that it is to run, and does not find it in the file system. */
import { lineDiagnoser } from './explain-line.ts';
import { giveInitrd } from './shared-fixes.ts';

export const loaderNoProgram = lineDiagnoser({
  code: 'unikraft.loader-no-program',
  phase: 'run',
  patterns: [/\[appelfloader\].*Failed to execute (\S+): (.+)$/],
  explain: ({ match }, input) => {
    const { files } = input;
    const [, program = '', reason = ''] = match;
    const dockerfile = files.paths.includes('Dockerfile');
    return {
      title: `The loader found no program \`${program}\``,
      why: `This image runs Linux programs: it looks for \`${program}\` in the file system that the machine was given, and the answer was "${reason.trim()}". The file system is missing, was not unpacked at \`/\`, or has the program elsewhere (name and place count, and so do the libraries that it is linked with).`,
      fixes: [
        ...giveInitrd(input),
        ...(dockerfile
          ? [
              {
                kind: 'open' as const,
                title: 'See what the Dockerfile puts into it',
                at: { file: 'Dockerfile', line: 1, column: 1 },
              },
            ]
          : []),
      ],
    };
  },
});
