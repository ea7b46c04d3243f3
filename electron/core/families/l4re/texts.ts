/** modules.list and the start scripts while they are written: what is wrong with them, and what may stand at a place. */
import type { Problem } from '../../contract/problem.ts';
import type { FamilyTexts, ProjectFiles, TextOffer } from '../family.ts';
import { moduleNames } from './boot-modules.ts';
import { entryProblems, scriptProblems } from './check-modules.ts';
import { KEYWORDS, type ModuleEntry, type ModulesList, parseModulesList } from './modules-list.ts';
import { MODULES_LIST } from './project-files.ts';

const SCRIPT = /\.(?:cfg|lua|ned)$/;
const HELP: Readonly<Record<string, string>> = {
  entry: 'a system that can be booted',
  module: 'a file of the boot image',
  roottask: 'the first task, and what it is told',
  kernel: 'the microkernel, and its options',
  'module-group': 'the modules of a group',
  group: 'modules that several entries share',
  include: 'another list',
  modaddr: 'where the modules lie in memory',
};
/** A keyword that a file's name follows, and that name as far as it is typed. */
const NAME = /^\s*(?:default-)?(?:module|bin|data|kernel|bootstrap|sigma0|roottask|moe|initrd)(?:\[[^\]]*\])?\s+(\S*)$/;
/** What the build leaves beside a server; it can be a module, and is not what is looked for. */
const BY_PRODUCT = /\.(?:nofpu|std|elf|elfpic|raw|efi)(?:\.|$)/;
const GROUP = /^\s*module-group\s+(\S*)$/;
const WORD = /^\s*([\w-]*)$/;
const ROM = /(?<![\w/.])rom\/([^\s"';,:)]*)$/;

function listOf(files: ProjectFiles): ModulesList & { readonly problems: readonly Problem[] } {
  const { value, problems } = parseModulesList(files.read(MODULES_LIST) ?? '', MODULES_LIST);
  return { ...value, problems };
}

/** Scripts of the project that an entry brings. */
function scriptsOf(list: ModulesList, files: ProjectFiles): readonly string[] {
  const named = list.entries.flatMap(({ modules }) => modules.map(({ file }) => file));
  return [...new Set(named)].filter((file) => SCRIPT.test(file) && files.paths.includes(file));
}

export const texts: FamilyTexts = {
  paths: (files) => (files.paths.includes(MODULES_LIST) ? [MODULES_LIST, ...scriptsOf(listOf(files), files)] : []),

  check(files, request, context) {
    const list = listOf(files);
    const names = moduleNames(files, request, context);
    const text = files.read(MODULES_LIST) ?? '';
    const [first] = list.entries;
    return [
      ...list.problems,
      // Before the first build hardly anything is there, and that is no mistake of the list.
      ...(names.built ? list.entries.flatMap((entry) => entryProblems(entry, names, text)) : []),
      ...(first ? scriptsOf(list, files).flatMap((path) => scriptIn(path, files, list.entries)) : []),
    ];
  },

  complete(files, { path, offset, ...request }, context) {
    const text = (files.read(path) ?? '').slice(0, offset);
    const line = text.slice(text.lastIndexOf('\n') + 1);
    const offers = (typed: string, words: readonly string[], help: (word: string) => string | undefined) =>
      words.map((word): TextOffer => {
        const detail = help(word);
        return { label: word, start: offset - typed.length, ...(detail ? { detail } : {}) };
      });
    const list = listOf(files);
    const rom = ROM.exec(line)?.[1];
    if (rom !== undefined) {
      const entry = path === MODULES_LIST ? entryAt(list, text.split('\n').length) : list.entries[0];
      return offers(rom, [...new Set(entry?.modules.map(({ name }) => name) ?? [])].filter(Boolean), () => undefined);
    }
    if (path !== MODULES_LIST) return [];
    const group = GROUP.exec(line)?.[1];
    if (group !== undefined) return offers(group, list.groups, () => undefined);
    const name = NAME.exec(line)?.[1];
    if (name !== undefined)
      return offers(
        name,
        moduleNames(files, request, context).all.filter((one) => !BY_PRODUCT.test(one)),
        () => undefined,
      );
    const word = WORD.exec(line)?.[1];
    return word === undefined ? [] : offers(word, KEYWORDS, (keyword) => HELP[keyword]);
  },
};

function entryAt(list: ModulesList, line: number): ModuleEntry | undefined {
  return list.entries.findLast((entry) => entry.line <= line);
}

/** A script is judged by the first entry that brings it. */
function scriptIn(path: string, files: ProjectFiles, entries: readonly ModuleEntry[]): readonly Problem[] {
  const entry = entries.find(({ modules }) => modules.some(({ file }) => file === path));
  return entry ? scriptProblems(path, files.read(path) ?? '', entry) : [];
}
