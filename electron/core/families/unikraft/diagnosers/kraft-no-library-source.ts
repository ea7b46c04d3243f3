/** kraft does not know where a library's files are, because nothing has fetched them yet. */
import { lineDiagnoser } from './explain-line.ts';

export const kraftNoLibrarySource = lineDiagnoser({
  code: 'unikraft.kraft-no-library-source',
  patterns: [/cannot determine library \\?"([^"\\]+)\\?" path without component source/],
  explain: ({ match }) => ({
    title: `kraft has not fetched the library \`${match[1]}\` yet`,
    why: '`kraft menu`, `fetch` and `prepare` look for a library in the folder `.unikraft` of the project; only `kraft build` fetches what is missing there. A `source:` with a folder of this computer needs no fetching.',
    fixes: [{ kind: 'action', title: 'Build once', effect: 'fetches it', command: 'build.start' }],
  }),
});
