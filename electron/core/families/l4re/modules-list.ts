/**
 * modules.list: which files a boot image is made of, for each of its entries. Read with positions, as L4Re's own tools read
 * it; what they would run (`[perl]`, `[shell]`) or look up on the disk (`[glob]`) is named, not done.
 */
import type { Parsed, Problem } from '../../contract/problem.ts';

export interface ModuleLine {
  readonly role: 'kernel' | 'bootstrap' | 'sigma0' | 'roottask' | 'module';
  /** As written: a name to be searched, or a path; '' where the line's names are only known when it is run. */
  readonly file: string;
  /** Name in the image (`rom/…`). */
  readonly name: string;
  readonly args: string;
  /** Keywords in brackets: `glob`, `shell`, `perl`, `uncompress`, `arch=amd64` … */
  readonly options: Readonly<Record<string, string>>;
  /** From 1; columns of the file name. */
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

export interface ModuleEntry {
  readonly name: string;
  readonly line: number;
  /** In the order in which the bootstrapper gets them: kernel, Sigma0 and root task first, defaults filled in. */
  readonly modules: readonly ModuleLine[];
}

export interface ModulesList {
  readonly path: string;
  readonly entries: readonly ModuleEntry[];
  readonly groups: readonly string[];
  readonly includes: readonly string[];
}

/** Words that open a line. `moe x.cfg` stands for a root task and a module. */
export const KEYWORDS = [
  ...['entry', 'title', 'module', 'bin', 'data', 'module-group', 'group', 'include', 'searchpath', 'modaddr', 'set'],
  ...['kernel', 'bootstrap', 'sigma0', 'roottask', 'moe', 'initrd'],
  ...['default-kernel', 'default-bootstrap', 'default-sigma0', 'default-roottask'],
] as const;

const LINE = /^(\s*)([^\s[]+)(?:\[\s*([^\]]*?)\s*\])?(\s*)(.*?)\s*$/;
const COMMENT = /^\s*(?:#.*)?$/;
/** A file that decides by itself what it brings cannot be looked up. */
const DYNAMIC = ['perl', 'shell', 'glob'];
const ROLES: Readonly<Record<string, ModuleLine['role']>> = {
  kernel: 'kernel',
  bootstrap: 'bootstrap',
  sigma0: 'sigma0',
  roottask: 'roottask',
  moe: 'roottask',
  module: 'module',
  bin: 'module',
  data: 'module',
  initrd: 'module',
};
/** What an entry gets when it names nothing else. */
const DEFAULTS: readonly (readonly [ModuleLine['role'], string])[] = [
  ['bootstrap', 'bootstrap'],
  ['kernel', 'fiasco'],
  ['sigma0', 'sigma0'],
  ['roottask', 'moe'],
];

interface Block {
  readonly name: string;
  readonly line: number;
  readonly parts: (ModuleLine | { readonly group: string; readonly line: number; readonly column: number })[];
}

export function parseModulesList(text: string, path: string): Parsed<ModulesList> {
  const problems: Problem[] = [];
  const entries: Block[] = [];
  const groups = new Map<string, Block>();
  const includes: string[] = [];
  const defaults = new Map<ModuleLine['role'], ModuleLine>();
  let block: Block | null = null;

  const problem = (code: string, title: string, line: number, column: number, length: number, why?: string) =>
    problems.push({
      code: `l4re.modules-${code}`,
      severity: 'error',
      title,
      ...(why ? { why } : {}),
      at: { file: path, line, column, endLine: line, endColumn: column + Math.max(1, length) },
      evidence: { firstLine: 0, lastLine: 0 },
      fixes: [],
    });

  for (const [index, row] of text.split(/\r?\n/).entries()) {
    if (COMMENT.test(row)) continue;
    const line = index + 1;
    const [, indent = '', word = '', bracket, space = '', rest = ''] = LINE.exec(row) ?? [];
    const column = row.trimEnd().length - rest.length + 1;
    const options = readOptions(bracket);
    const keyword = word.startsWith('default-') ? word.slice('default-'.length) : word;
    if (!(KEYWORDS as readonly string[]).includes(word)) {
      problem('keyword', `\`${word}\` is no keyword of modules.list`, line, indent.length + 1, word.length);
      continue;
    }
    if (rest === '' && word !== 'moe') {
      problem('incomplete', `\`${word}\` needs a name after it`, line, indent.length + word.length + space.length, 1);
      continue;
    }
    const name = rest.split(/\s+/)[0] ?? '';
    if (word === 'entry' || word === 'title') {
      if (entries.some((entry) => entry.name === name))
        problem(
          'entry-twice',
          `There are two entries \`${name}\``,
          line,
          column,
          name.length,
          'The first one is used.',
        );
      block = { name, line, parts: [] };
      entries.push(block);
    } else if (word === 'group') {
      block = { name, line, parts: [] };
      groups.set(name, block);
    } else if (word === 'include') includes.push(rest);
    else if (word === 'module-group') {
      if (block) block.parts.push({ group: name, line, column });
      else problem('outside', '`module-group` stands before the first entry', line, indent.length + 1, word.length);
    } else if (keyword in ROLES) {
      const role = ROLES[keyword]!;
      const made =
        word === 'moe' ? moeLines(rest, options, line, column) : [moduleLine(role, rest, options, line, column)];
      if (word !== keyword) defaults.set(role, made[0]!);
      else if (block) block.parts.push(...made);
      else problem('outside', `\`${word}\` stands before the first entry`, line, indent.length + 1, word.length);
    }
  }

  const expand = (parts: Block['parts'], inside: readonly string[]): readonly ModuleLine[] =>
    parts.flatMap((part) => {
      if (!('group' in part)) return [part];
      const group = groups.get(part.group);
      if (group && !inside.includes(part.group)) return expand(group.parts, [...inside, part.group]);
      // An included file may bring it.
      if (!group && includes.length === 0)
        problem('group', `There is no group \`${part.group}\``, part.line, part.column, part.group.length);
      else if (group)
        problem('group-loop', `The group \`${part.group}\` holds itself`, part.line, part.column, part.group.length);
      return [];
    });

  return {
    value: {
      path,
      entries: entries.map(({ name, line, parts }) => ({
        name,
        line,
        modules: ordered(expand(parts, []), defaults, line),
      })),
      groups: [...groups.keys()],
      includes,
    },
    problems,
  };
}

function readOptions(bracket: string | undefined): Readonly<Record<string, string>> {
  if (!bracket) return {};
  return Object.fromEntries(
    bracket.split(/\s*,\s*/).map((option) => {
      const [, key = option, value = ''] = /^([^=\s]+)\s*=\s*(.+)$/.exec(option) ?? [];
      return [key, value];
    }),
  );
}

function moduleLine(
  role: ModuleLine['role'],
  rest: string,
  options: Readonly<Record<string, string>>,
  line: number,
  column: number,
): ModuleLine {
  const [, file = '', args = ''] = /^(\S+)\s*(.*)$/s.exec(rest) ?? [];
  const dynamic = DYNAMIC.some((keyword) => keyword in options);
  return {
    role,
    file: dynamic ? '' : file,
    name: options.fname ?? file.slice(file.lastIndexOf('/') + 1),
    args,
    options,
    line,
    column,
    endColumn: column + (dynamic ? rest.length : file.length),
  };
}

function moeLines(
  config: string,
  options: Readonly<Record<string, string>>,
  line: number,
  column: number,
): readonly ModuleLine[] {
  const script = moduleLine('module', config, options, line, column);
  return [{ ...script, role: 'roottask', file: 'moe', name: 'moe', args: `rom/${script.name}` }, script];
}

function ordered(
  modules: readonly ModuleLine[],
  defaults: ReadonlyMap<ModuleLine['role'], ModuleLine>,
  line: number,
): readonly ModuleLine[] {
  const leading = DEFAULTS.map(
    ([role, file]) =>
      modules.findLast((module) => module.role === role) ??
      defaults.get(role) ?? { ...moduleLine(role, file, {}, line, 1), endColumn: 1 },
  );
  return [...leading, ...modules.filter(({ role }) => role === 'module')];
}

/** Modules of an entry that no folder of the search path holds; those that are only known when they are run are left out. */
export function missingModules(entry: ModuleEntry, exists: (file: string) => boolean): readonly ModuleLine[] {
  return entry.modules.filter(({ file }) => file !== '' && !exists(file));
}
