/** A symbol that nobody provides in this image, while a library of Unikraft would: its option is off. */
import type { Fix, Problem } from '../../../contract/problem.ts';
import { DOT_CONFIG, parseDotConfig } from '../../../engines/config/dot-config.ts';
import type { Diagnoser, DiagnosisInput } from '../../family.ts';
import { homesOf, libraryName, optionsFor } from '../symbols/explain-symbol.ts';
import { indexSources, mergeIndexes, type SymbolIndex } from '../symbols/source-index.ts';
import { setOptions, showSources, withLibrary } from './shared-fixes.ts';

const UNDEFINED = /^Nothing provides `([\w.]+)`$/;
/** External libraries by the option that turns them on, and the source that they come from. */
const EXTERNAL: Readonly<Record<string, { readonly name: string; readonly source: string }>> = {
  LIBMUSL: { name: 'musl', source: 'lib-musl' },
  LIBLWIP: { name: 'lwIP', source: 'lib-lwip' },
};

/** What the trees at hand say themselves. */
function treeIndex({ context }: DiagnosisInput): SymbolIndex | null {
  const trees = Object.values(context?.sources ?? {});
  return trees.length === 0 ? null : mergeIndexes(trees.map((tree) => indexSources((path) => tree.read(path))));
}

function improve(problem: Problem, symbol: string, input: DiagnosisInput, tree: SymbolIndex | null): Problem[] {
  const config = parseDotConfig(input.files.read(DOT_CONFIG) ?? '');
  const homes = homesOf(symbol, tree);
  const off = homes.filter(({ option }) => option !== null && config.get(option) !== 'y');
  // A library that is on and exports it would have been linked: then something else is wrong.
  if (off.length === 0 || off.length < homes.length) return [];
  const [home] = off;
  const fixes: Fix[] = off
    .slice(0, 2)
    .flatMap(optionsFor)
    .filter(({ option }, index, all) => all.findIndex((one) => one.option === option) === index)
    .slice(0, 3)
    .flatMap(({ option, effect }) => setOptions(input, { [option]: 'y' }, { title: `Turn on \`${option}\``, effect }));
  const external = EXTERNAL[home!.option!];
  const missing = external && input.context && input.context.sources[external.source] === undefined;
  const others = off.length > 1 ? ` (\`${libraryName(off[1]!.library)}\` has one as well)` : '';
  return [
    {
      ...problem,
      code: 'unikraft.option-off',
      title: `\`${symbol}()\` lives in \`${libraryName(home!.library)}\`, which is not part of this image`,
      why: external
        ? `The call compiled, because a declaration is enough for that. \`${symbol}\` belongs to ${external.name}, a library outside of Unikraft (\`${home!.option}\`)${others}.`
        : `The call compiled, because a declaration is enough for that. Unikraft has it in the library \`${libraryName(home!.library)}\`, which the option \`${home!.option}\` turns on${others}.`,
      fixes: [
        ...(external ? withLibrary(input, external.source.replace('lib-', ''), fixes) : fixes),
        ...(missing ? [{ ...showSources, title: `Get ${external.name}` }] : []),
      ],
    },
  ];
}

export const optionOff: Diagnoser = {
  code: 'unikraft.option-off',
  diagnose(input) {
    const undefinedOnes = input.found.flatMap((problem) => {
      const symbol = problem.code === 'ld.undefined-reference' ? UNDEFINED.exec(problem.title)?.[1] : undefined;
      return symbol === undefined ? [] : [{ problem, symbol }];
    });
    if (undefinedOnes.length === 0) return [];
    const tree = treeIndex(input);
    return undefinedOnes.flatMap(({ problem, symbol }) => improve(problem, symbol, input, tree));
  },
};
