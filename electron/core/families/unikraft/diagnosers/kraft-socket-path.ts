/** kraft keeps the sockets of machines below the home folder, whose path is too long for a socket. */
import { lineDiagnoser } from './explain-line.ts';

export const kraftSocketPath = lineDiagnoser({
  code: 'unikraft.kraft-socket-path',
  patterns: [/UNIX socket path '([^']+)' is too long/],
  explain: ({ match }, { argv }) =>
    argv.some((word) => /(?:^|\/)kraft$/.test(word))
      ? {
          title: "The path of kraft's folder is too long for a socket",
          why: `A socket's path has at most 107 characters; \`${match[1]}\` has ${match[1]!.length}. kraft puts it below the home folder.`,
          fixes: [
            {
              kind: 'dead-end',
              title: 'Set KRAFTKIT_RUNTIME_DIR to a short folder (`/tmp/kraft`) in the environment of the studio.',
            },
            {
              kind: 'action',
              title: 'Run it by the studio itself',
              effect: 'its sockets have short paths',
              command: 'machine.run',
            },
          ],
        }
      : null,
});
