/** What is wrong with an entry of modules.list, and with the start script it brings, before anything is booted. */
import type { Fix, Problem, SourceRange } from '../../contract/problem.ts';
import { closestName } from '../../engines/problems/closest-name.ts';
import { type ModuleEntry, type ModuleLine, missingModules } from './modules-list.ts';
import { MODULES_LIST } from './project-files.ts';

/** What the modules of a list can be. */
export interface ModuleNames {
  /** Whether a file of this name or path is there to be a module. */
  has(file: string): boolean;
  /** All that are known by name. */
  readonly all: readonly string[];
}

const evidence = { firstLine: 0, lastLine: 0 };
/** `rom/start.cfg`: a file of the boot image, as servers and scripts call it. */
const ROM = /(?<![\w/.])rom\/([^\s"';,:)]+)/g;

function replace(at: SourceRange, name: string | null): readonly Fix[] {
  return name === null ? [] : [{ kind: 'edit', title: `Change it to ${name}`, edits: [{ at, newText: name }] }];
}

function rangeOf(file: string, line: number, column: number, length: number): SourceRange {
  return { file, line, column, endLine: line, endColumn: column + Math.max(1, length) };
}

/** @param text the whole modules.list */
export function entryProblems(entry: ModuleEntry, names: ModuleNames, text: string): readonly Problem[] {
  const missing = missingModules(entry, (file) => names.has(file));
  return [...missing.map((module) => missingProblem(entry, module, names)), ...missingScript(entry, text)];
}

function missingProblem(entry: ModuleEntry, module: ModuleLine, names: ModuleNames): Problem {
  const { file, line, column, endColumn } = module;
  const at = rangeOf(MODULES_LIST, line, column, endColumn - column);
  // A default is named by no line: there is nothing to change.
  const better = endColumn > column ? closestName(file, [...names.all]) : null;
  return {
    code: 'l4re.module-missing',
    severity: 'error',
    title: `The module \`${file}\` is not there.`,
    why: `The entry \`${entry.name}\` of modules.list asks for it, and it is neither in the project nor among what was built of L4Re. Build the project; if it is still missing, its name is not right.`,
    at,
    evidence,
    fixes: [...replace(at, better), { kind: 'action', title: 'Build', command: 'build.start' }],
  };
}

/** The root task is told which script to run, and the image has to bring it. */
function missingScript(entry: ModuleEntry, text: string): readonly Problem[] {
  const root = entry.modules.find(({ role }) => role === 'roottask');
  if (!root) return [];
  const inImage = entry.modules.map(({ name }) => name);
  const row = text.split(/\r?\n/)[root.line - 1] ?? '';
  return [...root.args.matchAll(ROM)].flatMap(([path, name = '']) => {
    if (inImage.includes(name) || dynamic(entry)) return [];
    const column = row.indexOf(path) + 'rom/'.length + 1;
    const at = rangeOf(MODULES_LIST, root.line, Math.max(1, column), name.length);
    return [
      {
        code: 'l4re.not-in-image',
        severity: 'error',
        title: `\`${path}\` is not in the boot image.`,
        why: `The root task is told to use it, and no \`module\` line of the entry \`${entry.name}\` brings it.`,
        at,
        evidence,
        fixes: [...replace(at, closestName(name, inImage)), addModule(entry, name)],
      },
    ];
  });
}

/** Names that a script starts or opens, and that the image does not hold. */
export function scriptProblems(path: string, script: string, entry: ModuleEntry): readonly Problem[] {
  if (dynamic(entry)) return [];
  const inImage = entry.modules.map(({ name }) => name);
  return script.split(/\r?\n/).flatMap((row, index) => {
    const code = row.replace(/--.*$/, '');
    return [...code.matchAll(ROM)].flatMap((match) => {
      const [whole, name = ''] = match;
      if (inImage.includes(name)) return [];
      const at = rangeOf(path, index + 1, match.index + 'rom/'.length + 1, name.length);
      return [
        {
          code: 'l4re.not-in-image',
          severity: 'warning' as const,
          title: `\`${whole}\` is not in the boot image.`,
          why: `No \`module\` line of the entry \`${entry.name}\` in modules.list brings it, so the script fails here.`,
          at,
          evidence,
          fixes: [...replace(at, closestName(name, inImage)), addModule(entry, name)],
        },
      ];
    });
  });
}

function addModule(entry: ModuleEntry, name: string): Fix {
  const last = Math.max(entry.line, ...entry.modules.map((module) => module.line));
  // Before the last line: behind it there may be no line to write at.
  const line = last > entry.line ? last : last + 1;
  const at = { file: MODULES_LIST, line, column: 1, endLine: line, endColumn: 1 };
  return { kind: 'edit', title: `Add it to modules.list`, edits: [{ at, newText: `module ${name}\n` }] };
}

/** A line that decides by itself what it brings: nothing can be said to be missing. */
function dynamic(entry: ModuleEntry): boolean {
  return entry.modules.some(({ file }) => file === '');
}
