/** kraft knows its libraries from a list that it downloads, and the list is missing, or has no such entry. */
import { lineDiagnoser } from './explain-line.ts';

export const kraftNotFound = lineDiagnoser({
  code: 'unikraft.kraft-not-found',
  patterns: [/could not find: (?:(lib|core|app)\/)?([\w.-]+):([\w.~-]+)/],
  explain: ({ match }) => {
    const [, kind = '', name = '', version = ''] = match;
    const core = kind === 'core' || name === 'unikraft';
    return {
      title: core
        ? `kraft does not find Unikraft ${version}`
        : `kraft does not find the library \`${name}\` (${version})`,
      why: 'The list that kraft goes by comes from the network (`kraft pkg update`) and is not here, or has no such name or version. A `source` with a folder of this computer needs neither list nor network.',
      fixes: [
        {
          kind: 'command',
          title: 'Download the list',
          effect: 'needs the network',
          argv: ['kraft', 'pkg', 'update', '--no-prompt', '--log-type', 'basic'],
        },
        {
          kind: 'dead-end',
          title: `Without a network: write \`${core ? 'unikraft' : name}: {source: /path/of/the/folder}\` in the Kraftfile.`,
        },
      ],
    };
  },
});
