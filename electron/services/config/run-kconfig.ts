/**
 * One run of the Kconfig engine over files on the disk, as `conf` is run in a script: a tree and perhaps a .config in, a
 * text out. Nothing is written here.
 */
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { ConfigLineProblem } from '#core/engines/kconfig/config-file.ts';
import type { DialectName } from '#core/engines/kconfig/dialect.ts';
import { type FillMode, fill } from '#core/engines/kconfig/modes.ts';
import type { KconfigProblem } from '#core/engines/kconfig/parsed-kconfig.ts';
import { KconfigSession } from '#core/engines/kconfig/session.ts';
import { shownText } from '#core/engines/kconfig/text.ts';
import { type BinaryText, readBinary, toBinary } from './kconfig-files.ts';
import { MachineOutside } from './kconfig-outside.ts';
import { RecordedShell, type ShellAnswers, shellOff, shellReplay, shellRun } from './shell-answers.ts';

export const kconfigModes = [
  'olddefconfig',
  'alldefconfig',
  'allyesconfig',
  'allnoconfig',
  'allmodconfig',
  'randconfig',
  'savedefconfig',
  'listnewconfig',
] as const;
export type KconfigMode = (typeof kconfigModes)[number];

export type ShellChoice =
  | { readonly kind: 'run' | 'off' }
  | { readonly kind: 'record' | 'replay'; readonly file: string };

export interface KconfigRun {
  /** The topmost Kconfig file. */
  readonly file: string;
  readonly mode: KconfigMode;
  /** Where relative names are looked up first; then come the folder of `file` and `cwd`. */
  readonly srctree?: string;
  /** A .config to start from; none: nothing is set. */
  readonly input?: string;
  readonly seed: number;
  readonly dialect: DialectName;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly shell: ShellChoice;
  readonly cwd: string;
}

export interface KconfigOutcome {
  /** What the mode makes; bytes as they belong into the file. */
  readonly bytes: Uint8Array;
  readonly problems: readonly KconfigProblem[];
  /** Lines of the .config that were not taken over. */
  readonly configProblems: readonly ConfigLineProblem[];
  /** The configuration that was read, as it was named; '' for none. */
  readonly config: string;
}

export type KconfigRunFailure = Failure<'file-missing' | 'config-missing' | 'bad-record' | 'write-failed'>;

export async function runKconfig(run: KconfigRun): Promise<Result<KconfigOutcome, KconfigRunFailure>> {
  const top = topFile(run);
  if (top === null) return fail('file-missing', `The Kconfig file ${run.file} cannot be read.`);
  let input: BinaryText | undefined;
  if (run.input !== undefined) {
    input = readBinary(toBinary(resolve(run.cwd, run.input)));
    if (input === undefined) return fail('config-missing', `The configuration ${run.input} cannot be read.`);
  }
  const env = { ...run.env };
  if (run.srctree !== undefined) env.srctree ??= resolve(run.cwd, run.srctree);
  const shell = answersOf(run, env);
  if (!shell.ok) return shell;
  const outside = new MachineOutside({ roots: rootsOf(run, top), env, shell: shell.value });
  const prefix = outside.environment('CONFIG_') ?? 'CONFIG_';
  const session = new KconfigSession(outside, toBinary(top), run.dialect, prefix);
  const given =
    input === undefined ? defaultConfiguration(session, outside, run.mode) : { name: run.input!, text: input };
  const configProblems = given ? session.read(given.text) : [];
  if (shell.value instanceof RecordedShell && run.shell.kind === 'record') {
    const saved = await shell.value.save(resolve(run.cwd, run.shell.file));
    if (!saved.ok) return saved;
  }
  const bytes = Buffer.from(textOf(session, run), 'latin1');
  const problems = session.problems.map((problem) => ({
    ...problem,
    file: shownText(problem.file),
    message: shownText(problem.message),
  }));
  return ok({ bytes, problems, configProblems, config: given?.name ?? '' });
}

/** As conf does without a .config: the first file of `option defconfig_list` that is there. */
function defaultConfiguration(session: KconfigSession, outside: MachineOutside, mode: KconfigMode) {
  if (/^(?:all|rand)/.test(mode)) return null;
  for (const name of session.defconfigs()) {
    const bytes = outside.files.read(name);
    if (bytes) return { name: shownText(name), text: Buffer.from(bytes).toString('latin1') };
  }
  return null;
}

function textOf(session: KconfigSession, { mode, seed }: KconfigRun): BinaryText {
  switch (mode) {
    case 'olddefconfig':
      return session.write();
    case 'savedefconfig':
      return session.writeMinimal();
    case 'listnewconfig':
      return session.listNew();
    default:
      fill(session, mode satisfies FillMode, seed);
      return session.write();
  }
}

/** As `conf` finds it: from the working folder, else in the source tree. */
function topFile({ file, cwd, srctree }: KconfigRun): string | null {
  const places = [resolve(cwd, file), ...(srctree === undefined ? [] : [resolve(cwd, srctree, file)])];
  const found = places.find((path) => readBinary(toBinary(path)) !== undefined);
  if (found === undefined) return null;
  // A name that is relative to the source tree stays so: $(filename) and messages show it.
  return found === places[1] && !isAbsolute(file) ? file : found;
}

function rootsOf({ cwd, srctree }: KconfigRun, top: string): readonly string[] {
  const first = srctree === undefined ? [] : [resolve(cwd, srctree)];
  return [...new Set([...first, dirname(isAbsolute(top) ? top : join(first[0] ?? cwd, top)), cwd])];
}

function answersOf(run: KconfigRun, env: KconfigRun['env']): Result<ShellAnswers, Failure<'bad-record'>> {
  const { shell, cwd } = run;
  if (shell.kind === 'off') return ok(shellOff);
  if (shell.kind === 'replay') return shellReplay(resolve(cwd, shell.file));
  const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  // The same command gives the same answer within one run.
  return ok(new RecordedShell(shellRun(cwd, Object.fromEntries(given))));
}
