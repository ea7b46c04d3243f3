/** Where a symbol lives that the linker did not find: the tree at hand is asked first, then what is known of one release. */
import { KNOWN_SYMBOLS } from './known-symbols.ts';
import type { SymbolHome, SymbolIndex } from './source-index.ts';

let known: SymbolIndex | null = null;

/** The recorded symbols as an index, made on first use. */
function knownSymbols(): SymbolIndex {
  if (known) return known;
  const index = new Map<string, SymbolHome[]>();
  for (const { library, option, symbols } of KNOWN_SYMBOLS) {
    for (const symbol of symbols.split(' ')) {
      const homes = index.get(symbol);
      if (homes) homes.push({ library, option });
      else index.set(symbol, [{ library, option }]);
    }
  }
  known = index;
  return index;
}

/** What comes with conditions comes later: posix-mmap wants virtual memory management, musl is a whole C library. */
const WEIGHTS: Readonly<Record<string, number>> = { libposix_mmap: 1, libmusl: 2, libmuslglue: 2 };

function weight({ library }: SymbolHome): number {
  return WEIGHTS[library] ?? 0;
}

/** Libraries that bring the symbol, the likeliest first; none where nothing is known of it. */
export function homesOf(symbol: string, tree: SymbolIndex | null): readonly SymbolHome[] {
  const told = tree?.get(symbol) ?? [];
  const recorded = (knownSymbols().get(symbol) ?? []).filter(
    ({ library }) => !told.some((home) => home.library === library),
  );
  return [...told, ...recorded].sort((a, b) => weight(a) - weight(b));
}

export interface OptionChoice {
  readonly option: string;
  readonly effect: string;
}

/** Options that bring the library, the one to take first. */
export function optionsFor({ library, option }: SymbolHome): readonly OptionChoice[] {
  if (option === null) return [];
  const own = { option, effect: `brings in \`${libraryName(library)}\` and what it needs` };
  // Alone it links; descriptors 0 to 2 lead nowhere then, and no path can be opened.
  if (option !== 'LIBPOSIX_FDIO') return [own];
  return [
    {
      option: 'LIBVFSCORE',
      effect: 'brings it along, with files, folders and the terminal as standard input and output',
    },
    { option, effect: 'reading and writing of descriptors alone: no files, no standard input' },
  ];
}

/** `libposix_fdio` as people write it: `posix-fdio`. */
export function libraryName(library: string): string {
  return library.replace(/^lib/, '').replaceAll('_', '-');
}
