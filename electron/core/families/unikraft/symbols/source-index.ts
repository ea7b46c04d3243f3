/**
 * Which library of a Unikraft tree brings a symbol, and which option turns it on, read from the tree's own texts:
 * `exportsyms.uk` (what a library lets others see), `UK_PROVIDED_SYSCALLS` and `addlib_s` of the Makefile.uk files.
 * Libraries without exportsyms.uk export everything, which no text lists: `known-symbols.ts` fills that gap.
 */

export interface SymbolHome {
  /** As the build writes it, e.g. `libposix_fdio`. */
  readonly library: string;
  /** Without `CONFIG_`; null: the library is always part of the image. */
  readonly option: string | null;
}

export type SymbolIndex = ReadonlyMap<string, readonly SymbolHome[]>;

/** A tree on the disk; undefined for a file that is not there. */
export type ReadTree = (path: string) => string | undefined;

const IMPORT = /\$\(call import_lib,\s*\$\((?:CONFIG_UK_BASE|UK_BASE)\)\/([\w./-]+)\s*\)/g;
const LIBRARY = /\$\(call addlib(?:_s)?,\s*(\w+)(?:,\s*\$\(CONFIG_(\w+)\))?/g;
const SYSCALL = /^\s*UK_PROVIDED_SYSCALLS-\$\(CONFIG_(\w+)\)\s*\+?=\s*(.+)$/gm;

/** Folders of the libraries of a tree: those that lib/Makefile.uk names, or the tree itself for an external library. */
function libraryFolders(read: ReadTree): readonly string[] {
  const list = read('lib/Makefile.uk');
  return list === undefined ? [''] : [...list.matchAll(IMPORT)].map(([, folder]) => `${folder!}/`);
}

function exportedNames(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/#.*$/, '').trim())
    .filter((name) => /^[A-Za-z_][\w.]*$/.test(name) && name !== 'none');
}

/** Every symbol that the texts of a tree tell of: Unikraft's own, or an external library's. */
export function indexSources(read: ReadTree): SymbolIndex {
  const index = new Map<string, SymbolHome[]>();
  const add = (symbol: string, home: SymbolHome) => {
    const homes = index.get(symbol);
    if (!homes) index.set(symbol, [home]);
    else if (!homes.some(({ library }) => library === home.library)) homes.push(home);
  };
  for (const folder of libraryFolders(read)) {
    const makefile = read(`${folder}Makefile.uk`) ?? '';
    const [, library, option] = makefile.matchAll(LIBRARY).next().value ?? [];
    if (library === undefined) continue;
    for (const name of exportedNames(read(`${folder}exportsyms.uk`) ?? '')) {
      add(name, { library, option: option ?? null });
    }
    for (const [, own, words] of makefile.matchAll(SYSCALL)) {
      for (const [, name] of words!.matchAll(/(\w+)-\d+/g)) {
        // A part of a library may have an option of its own.
        for (const symbol of [name!, `uk_syscall_r_${name}`, `uk_syscall_e_${name}`])
          add(symbol, { library, option: own! });
      }
    }
  }
  return index;
}

/** One map out of several; what the first says of a symbol stands first. */
export function mergeIndexes(indexes: readonly SymbolIndex[]): SymbolIndex {
  const merged = new Map<string, readonly SymbolHome[]>();
  for (const index of indexes) {
    for (const [symbol, homes] of index) merged.set(symbol, [...(merged.get(symbol) ?? []), ...homes]);
  }
  return merged;
}
