/** Ways out that several diagnosers of Unikraft offer. */
import type { Fix, SourceRange } from '../../../contract/problem.ts';
import type { RunOptions } from '../../../contract/run-settings.ts';
import { DOT_CONFIG, optionEdits, parseDotConfig } from '../../../engines/config/dot-config.ts';
import type { DiagnosisInput } from '../../family.ts';
import { changeProjectFile, PROJECT_FILE, readProjectFile } from '../../project-file.ts';

export const showDoctor: Fix = {
  kind: 'action',
  title: 'Show it in the doctor',
  effect: 'the doctor gives the command that installs it',
  command: 'doctor.show',
};

export const showSources: Fix = {
  kind: 'action',
  title: 'Show the sources',
  effect: 'download it again, or choose a folder of your own',
  command: 'sources.show',
};

export function optionValue({ files }: Pick<DiagnosisInput, 'files'>, name: string): string | undefined {
  return parseDotConfig(files.read(DOT_CONFIG) ?? '').get(name);
}

/** Sets options in `.config`; nothing where the project has none, or where they have these values already. */
export function setOptions(
  { files }: Pick<DiagnosisInput, 'files'>,
  values: Readonly<Record<string, string>>,
  words: { readonly title: string; readonly effect?: string },
): Fix[] {
  const text = files.read(DOT_CONFIG);
  if (text === undefined) return [];
  const now = parseDotConfig(text);
  if (Object.entries(values).every(([name, value]) => (now.get(name) ?? 'n') === value)) return [];
  return [{ kind: 'edit', ...words, edits: optionEdits(text, values) }];
}

/** The first place in a file of the project where a text stands. */
export function placeOf(input: Pick<DiagnosisInput, 'files'>, file: string, text: string): SourceRange | null {
  const lines = (input.files.read(file) ?? '').split(/\r?\n/);
  const index = lines.findIndex((line) => line.includes(text));
  if (index < 0) return null;
  const column = lines[index]!.indexOf(text) + 1;
  return { file, line: index + 1, column, endLine: index + 1, endColumn: column + text.length };
}

/** Appends lines to a file of the project. */
export function appendLines(
  { files }: Pick<DiagnosisInput, 'files'>,
  file: string,
  lines: readonly string[],
  words: { readonly title: string; readonly effect?: string },
): Fix[] {
  const text = files.read(file);
  if (text === undefined) return [];
  const last = text.split(/\r?\n/);
  const end = { line: last.length, column: last.at(-1)!.length + 1 };
  const newText = `${last.at(-1) === '' ? '' : '\n'}${lines.join('\n')}\n`;
  return [
    { kind: 'edit', ...words, edits: [{ at: { file, ...end, endLine: end.line, endColumn: end.column }, newText }] },
  ];
}

/** Name of the application's own library in Makefile.uk, e.g. `APPHELLO`; null where none is declared. */
export function appName({ files }: Pick<DiagnosisInput, 'files'>): string | null {
  return /\$\(call addlib(?:_s)?,\s*(app\w+)/.exec(files.read('Makefile.uk') ?? '')?.[1]?.toUpperCase() ?? null;
}

/** Value of a variable of make's command line: `make A=/x` → variable(argv, 'A') is `/x`. */
export function makeVariable(argv: readonly string[], name: string): string | undefined {
  return argv.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}

/**
 * Names an external library in `UK_LIB_DIRS` (or `UK_LIBS`) of the project's Makefile, together with the first of these fixes; they stay as
 * they are where it is named already, or where the Makefile names libraries in another way.
 */
export function withLibrary({ files }: Pick<DiagnosisInput, 'files'>, name: string, fixes: readonly Fix[]): Fix[] {
  const [first, ...others] = fixes;
  const lines = (files.read('Makefile') ?? '').split(/\r?\n/);
  const index = lines.findIndex((line) => /^\s*UK_LIB(?:S|_DIRS)\s*[?:+]?=/.test(line));
  const line = lines[index];
  if (first?.kind !== 'edit' || line === undefined || new RegExp(`/(?:lib-)?${name}(?:[:/\\s]|$)`).test(line))
    return [...fixes];
  const [, head = '', value = ''] = /^(\s*UK_LIB(?:S|_DIRS)\s*[?:+]?=)\s*(.*?)\s*$/.exec(line)!;
  const newText = `${head} ${value === '' ? '' : `${value}:`}$(CURDIR)/workdir/libs/${name}`;
  const at = { file: 'Makefile', line: index + 1, column: 1, endLine: index + 1, endColumn: line.length + 1 };
  return [{ ...first, edits: [...first.edits, { at, newText }] }, ...others];
}

/** Changes how the machine is started; nothing where the project has no file for it. */
export function changeRun(
  { files }: Pick<DiagnosisInput, 'files'>,
  change: RunOptions,
  words: { readonly title: string; readonly effect?: string },
): Fix[] {
  const text = files.read(PROJECT_FILE);
  if (text === undefined) return [];
  const lines = text.split('\n');
  const at = { file: PROJECT_FILE, line: 1, column: 1, endLine: lines.length, endColumn: lines.at(-1)!.length + 1 };
  const newText = changeProjectFile(text, { run: { ...readProjectFile(files).run, ...change } });
  return [{ kind: 'edit', ...words, edits: [{ at, newText }] }];
}

/** Gives the machine an initial file system: an archive of the project, where it has one. */
export function giveInitrd(input: Pick<DiagnosisInput, 'files'>): Fix[] {
  const archives = input.files.paths.filter((path) => /\.cpio(?:\.gz)?$/.test(path) && !path.startsWith('build/'));
  const given = archives
    .slice(0, 2)
    .flatMap((path) =>
      changeRun(
        input,
        { initrd: path },
        { title: `Start the machine with \`${path}\``, effect: 'as its initial file system; run it again' },
      ),
    );
  if (given.length > 0) return given;
  return [
    {
      kind: 'dead-end',
      title: `Make an archive (\`find . | cpio -o -H newc > ../initrd.cpio\` in the folder) and name it as \`initrd\` under \`run\` in \`${PROJECT_FILE}\`.`,
    },
  ];
}
