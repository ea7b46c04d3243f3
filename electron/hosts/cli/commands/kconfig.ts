/** `studio kconfig`: fills a configuration from Kconfig files, as the C programs do, on any tree. */
import { stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fail, ok, type Result } from '#core/base/result.ts';
import { type DialectName, dialects } from '#core/engines/kconfig/dialect.ts';
import { shownText } from '#core/engines/kconfig/text.ts';
import {
  type KconfigMode,
  type KconfigOutcome,
  kconfigModes,
  runKconfig,
  type ShellChoice,
} from '../../../services/config/run-kconfig.ts';
import { type CliCommand, type CliContext, parseWords } from '../cli-command.ts';
import type { CliOutput } from '../cli-output.ts';
import { EXIT } from '../exit-status.ts';
import { wrongUsage } from '../refuse.ts';

const OPTIONS = {
  mode: { type: 'string' },
  in: { type: 'string' },
  out: { type: 'string' },
  seed: { type: 'string' },
  dialect: { type: 'string' },
  srctree: { type: 'string' },
  env: { type: 'string', multiple: true },
  shell: { type: 'string' },
} as const;

export const kconfigCommand: CliCommand = {
  name: 'kconfig',
  summary: 'fill a configuration from Kconfig files, as conf does',
  usage:
    'FILE --mode MODE [--in FILE] [--out FILE] [--seed N] [--dialect D] [--srctree DIR] [--env K=V]… [--shell HOW]',
  help: `Reads the Kconfig file FILE and what it sources, and writes a .config. Problems go to standard error.
  --mode MODE    ${kconfigModes.slice(0, 4).join(', ')},
                 ${kconfigModes.slice(4).join(', ')}
  --in FILE      a .config to start from; without it nothing is set
  --out FILE     where the result goes; without it to standard output
  --seed N       for randconfig: the same number gives the same configuration; default 0
  --dialect D    ${Object.keys(dialects).join(', ')}; default linux-6.1
  --srctree DIR  where relative names are looked up, before FILE's own folder
  --env K=V      an environment variable for the Kconfig files, beyond those that are set; more than one may be given
  --shell HOW    what $(shell,…) gets: run (what FILE asks for is run; the default where FILE is your own), off (answers
                 are unknown), record=FILE (run, and keep the answers), replay=FILE (answer from such a record)
`,
  async run(words, context) {
    const parsed = parseWords(words, OPTIONS, { least: 1, most: 1, name: 'FILE' });
    if (!parsed.ok) return wrongUsage(context.out, 'kconfig', parsed.error);
    const { options, positionals } = parsed.value;
    const file = positionals[0]!;
    const asked = await understand(options, file, context);
    if (!asked.ok) return wrongUsage(context.out, 'kconfig', asked.error);
    const { mode, seed, dialect, env, shell } = asked.value;
    const done = await runKconfig({
      file,
      mode,
      seed,
      dialect,
      shell,
      env: { ...process.env, ...env },
      cwd: context.cwd,
      ...(options.srctree === undefined ? {} : { srctree: options.srctree }),
      ...(options.in === undefined ? {} : { input: options.in }),
    });
    if (!done.ok) {
      context.out.failure(done.error);
      return /missing|record/.test(done.error.code) ? EXIT.usage : EXIT.failed;
    }
    if (options.in === undefined && done.value.config !== '')
      context.out.note(`No .config was given: taking the defaults of ${done.value.config}.`);
    tellProblems(done.value, context.out);
    if (done.value.problems.some(({ severity }) => severity === 'error')) {
      context.out.note('Nothing was written, because the Kconfig files have errors.');
      return EXIT.failed;
    }
    return deliver(done.value.bytes, options.out, context);
  },
};

interface Given {
  readonly mode?: string;
  readonly seed?: string;
  readonly dialect?: string;
  readonly env?: readonly string[];
  readonly shell?: string;
}

interface Understood {
  readonly mode: KconfigMode;
  readonly seed: number;
  readonly dialect: DialectName;
  readonly env: Readonly<Record<string, string>>;
  readonly shell: ShellChoice;
}

async function understand(given: Given, file: string, { cwd }: CliContext): Promise<Result<Understood>> {
  const wrong = (message: string, hint: string) => fail('wrong-usage', message, hint);
  const { mode, dialect = 'linux-6.1', seed = '0' } = given;
  const modes: readonly string[] = kconfigModes;
  if (mode === undefined || !modes.includes(mode))
    return wrong(
      mode === undefined ? '--mode is missing.' : `There is no mode "${mode}".`,
      `Modes: ${modes.join(', ')}.`,
    );
  if (!Object.hasOwn(dialects, dialect))
    return wrong(`There is no dialect "${dialect}".`, `Dialects: ${Object.keys(dialects).join(', ')}.`);
  if (!/^(?:\d{1,10}|0[xX][0-9a-fA-F]{1,8})$/.test(seed))
    return wrong(`"${seed}" is no seed.`, 'A seed is a whole number, such as 42.');
  const env: Record<string, string> = {};
  for (const pair of given.env ?? []) {
    const equals = pair.indexOf('=');
    if (equals < 1) return wrong(`"${pair}" sets no variable.`, 'Write --env NAME=VALUE.');
    env[pair.slice(0, equals)] = pair.slice(equals + 1);
  }
  const shell = given.shell === undefined ? await defaultShell(resolve(cwd, file)) : shellChoice(given.shell);
  if (!shell) return wrong(`"${given.shell}" is no way to answer.`, 'Write run, off, record=FILE or replay=FILE.');
  return ok({ mode: mode as KconfigMode, dialect: dialect as DialectName, seed: Number(seed), env, shell });
}

function shellChoice(word: string): ShellChoice | null {
  if (word === 'run' || word === 'off') return { kind: word };
  const [, kind, file] = /^(record|replay)=(.+)$/s.exec(word) ?? [];
  return file === undefined ? null : { kind: kind as 'record' | 'replay', file };
}

/** What a stranger's file asks for is run only when the person says so. */
async function defaultShell(file: string): Promise<ShellChoice> {
  const user = process.getuid?.();
  const owner = await stat(file).then(
    ({ uid }) => uid,
    () => -1,
  );
  return { kind: user === undefined || owner === user ? 'run' : 'off' };
}

function tellProblems({ problems, configProblems, config }: KconfigOutcome, out: CliOutput): void {
  for (const { file, line, column, severity, message } of problems)
    out.note(`${file}:${line}:${column}: ${severity}: ${message}`);
  for (const { code, line, name, text } of configProblems) {
    const reason = {
      'unknown-symbol': `there is no option ${shownText(name)}; the line is left out`,
      'bad-value': `${name} cannot have this value; the line is left out`,
      'unexpected-line': 'this is no line of a .config; it is left out',
      'set-twice': `${name} is set again; the last line counts`,
      'out-of-range': `${name} cannot have a value outside its range; the line is left out`,
      'choice-conflict': `${name} contradicts another value of its choice`,
    }[code];
    out.note(`${config}:${line}: warning: ${reason}: ${shownText(text)}`);
  }
}

async function deliver(bytes: Uint8Array, file: string | undefined, { out, cwd }: CliContext): Promise<number> {
  if (file === undefined) {
    out.raw(bytes);
    return EXIT.done;
  }
  try {
    await writeFile(resolve(cwd, file), bytes);
    return EXIT.done;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    out.failure({ code: 'write-failed', message: `${file} could not be written: ${reason}.` });
    return EXIT.failed;
  }
}
