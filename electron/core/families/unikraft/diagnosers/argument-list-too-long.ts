/** One command of the build became longer than the system takes: the path of the project stands in it a thousand times. */
import { lineDiagnoser } from './explain-line.ts';

export const argumentListTooLong = lineDiagnoser({
  code: 'unikraft.argument-list-too-long',
  phase: 'build',
  patterns: [/(?:\/bin\/)?(?:ba|da)?sh: Argument list too long/, /: Argument list too long$/],
  explain: (_, { files }) => ({
    title: 'The path of the project is too long for a build of this size',
    why: `Libraries are linked by one command that names each of their objects with its whole path, and Linux takes at most 128 KiB for it. \`${files.root}\` has ${files.root.length} characters; a library like musl has over a thousand objects.`,
    fixes: [
      {
        kind: 'dead-end',
        title: `Put the project into a folder with a shorter path${files.root.length > 60 ? '' : ', or let the build folder have one'}, and open it there.`,
      },
      { kind: 'dead-end', title: '`ulimit -s` does not help: the limit is that of a single argument.' },
    ],
  }),
});
