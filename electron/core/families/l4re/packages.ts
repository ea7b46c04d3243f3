/** Which packages of the tree a project needs: the first servers, and what provides the words in its Control file. */
import type { PlanContext } from '../source.ts';
import { isPackage, TREE } from './sources.ts';

/** What every system starts with; the rest follows from their Control files. */
const FIRST = ['bootstrap', 'l4re-core/moe', 'l4re-core/ned', 'l4re-core/sigma0', 'l4re-core/l4re_itas'];
/** The libraries that every program is linked with come with the servers above. */
const STANDARD = ['stdlibs', 'libc', 'l4re', 'l4sys', 'libpthread'];

/** Goals of make below `pkg/`, in a fixed order; words that nothing is known of are left to the build to complain about. */
export function packagesFor(required: readonly string[], context: PlanContext): readonly string[] {
  const more = required
    .filter((word) => !STANDARD.includes(word))
    .flatMap((word) => candidates(word).find((path) => hasPackage(path, context)) ?? []);
  return [...new Set([...FIRST, ...more])].sort();
}

/** Where the folder is not called as what it provides. */
const PROVIDERS: Readonly<Record<string, string>> = {
  'libstdc++': 'l4re-core/libstdc++-v3',
  'libstdc++_minimal': 'l4re-core/libstdc++-v3-minimal',
};

function candidates(word: string): readonly string[] {
  const provider = PROVIDERS[word];
  if (provider) return [provider];
  const bare = word.replace(/^lib/, '');
  return [...new Set([word, bare, `lib${bare}`])].flatMap((name) => [`l4re-core/${name}`, name]);
}

/** @param path below `pkg/` */
function hasPackage(path: string, { sources }: PlanContext): boolean {
  const [repository = '', ...rest] = path.split('/');
  const tree = sources[TREE];
  const inTree = (file: string) =>
    tree?.adopted ? tree.read(`pkg/${path}/${file}`) : sources[repository]?.read([...rest, file].join('/'));
  return (
    (tree?.adopted || isPackage(repository)) && (inTree('Control') !== undefined || inTree('Makefile') !== undefined)
  );
}
