/** The command line from its first word to its exit status. Ends everything it started, also when it is interrupted. */
import { fileURLToPath } from 'node:url';
import { closestName } from '#core/engines/problems/closest-name.ts';
import { studioPaths } from '../../services/settings/studio-paths.ts';
import type { Studio } from '../../services/studio.ts';
import type { CliCommand, CliContext } from './cli-command.ts';
import { CliOutput } from './cli-output.ts';
import { buildCommand } from './commands/build.ts';
import { configCommand } from './commands/config.ts';
import { doctorCommand } from './commands/doctor.ts';
import { kconfigCommand } from './commands/kconfig.ts';
import { kraftCommand } from './commands/kraft.ts';
import { newCommand } from './commands/new.ts';
import { runCommand } from './commands/run.ts';
import { serveCommand } from './commands/serve.ts';
import { sourcesCommand } from './commands/sources.ts';
import { EXIT } from './exit-status.ts';

export interface CliOptions {
  /** The words after the program. */
  readonly words: readonly string[];
  readonly root: URL;
  readonly version: string;
}

const COMMANDS: readonly CliCommand[] = [
  newCommand,
  buildCommand,
  runCommand,
  doctorCommand,
  sourcesCommand,
  serveCommand,
  configCommand,
  kconfigCommand,
  kraftCommand,
];
/** After an interruption all has to be over within a second; this leaves time for the process itself. */
const END_WITHIN_MS = 800;

const STATUSES = `Exit status: 0 done; 1 the project's own fault; 2 wrong usage; 3 a tool is missing; 124 time ran out.`;

export async function runCli({ words, root, version }: CliOptions): Promise<number> {
  const out = new CliOutput(process.stdout, process.stderr, process.env);
  const [first, ...rest] = words;
  if (first === undefined) {
    out.note(usage());
    return EXIT.usage;
  }
  if (first === '--version' || first === '-V') return say(out, `unikernel-studio ${version}`);
  const asked = first === 'help' ? rest[0] : first;
  if (asked === undefined || asked === '--help' || asked === '-h') return say(out, usage());
  const command = COMMANDS.find(({ name }) => name === asked);
  if (!command) return unknown(out, asked);
  if (first === 'help' || wantsHelp(rest)) return say(out, commandHelp(command));
  // The web host takes its own signals: it goes on until it gets one.
  if (command === serveCommand) return command.run(rest, { ...contextOf(out, root, version), studio: noStudio });
  return withStudio(out, root, version, (context) => command.run(rest, context));
}

async function withStudio(
  out: CliOutput,
  root: URL,
  version: string,
  run: (context: CliContext) => Promise<number>,
): Promise<number> {
  const interruption = new AbortController();
  const interrupted = onInterruption(interruption);
  const made: Promise<Studio>[] = [];
  const studio = () => {
    if (made.length === 0) made.push(openStudio(root, version));
    return made[0]!;
  };
  try {
    const context = { ...contextOf(out, root, version), signal: interruption.signal, studio };
    const work = run(context);
    const status = await Promise.race([work, interrupted]);
    if (interruption.signal.aborted) work.catch(() => undefined);
    return status;
  } finally {
    const ending = made.map(async (one) => (await one).dispose());
    await Promise.race([Promise.all(ending), after(END_WITHIN_MS)]);
  }
}

async function openStudio(root: URL, version: string): Promise<Studio> {
  const { createStudio } = await import('../../services/studio.ts');
  const resources = fileURLToPath(new URL('resources/', root));
  return createStudio({ paths: studioPaths(), resources, version, host: 'web', oneCommand: true });
}

function contextOf(out: CliOutput, root: URL, version: string): Omit<CliContext, 'studio'> {
  return { out, root, version, cwd: process.cwd(), signal: new AbortController().signal };
}

/** Resolves with the exit status of the first signal, or of a reader of standard output that has gone. */
function onInterruption(controller: AbortController): Promise<number> {
  return new Promise((resolve) => {
    const end = (status: number) => {
      resolve(status);
      controller.abort();
    };
    process.on('SIGINT', () => end(EXIT.interrupted));
    process.on('SIGTERM', () => end(EXIT.terminated));
    process.on('SIGHUP', () => end(EXIT.hungUp));
    process.stdout.on('error', () => end(EXIT.brokenPipe));
    process.stderr.on('error', () => end(EXIT.brokenPipe));
  });
}

function wantsHelp(words: readonly string[]): boolean {
  const own = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  return own.includes('--help') || own.includes('-h');
}

function usage(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'Usage: studio COMMAND …',
    '',
    ...lines,
    '',
    '`studio help COMMAND` tells more about one. `studio --version` tells the version.',
    STATUSES,
  ]
    .join('\n')
    .replaceAll('`', '');
}

function commandHelp({ name, usage: own, help }: CliCommand): string {
  return `Usage: studio ${name} ${own}\n\n${help}\n${STATUSES}`;
}

function unknown(out: CliOutput, name: string): number {
  const similar = closestName(
    name,
    COMMANDS.map((command) => command.name),
  );
  const hint = similar ? `Did you mean "${similar}"?` : '"studio help" lists the commands.';
  out.failure({ code: 'wrong-usage', message: `There is no command "${name}".`, hint });
  return EXIT.usage;
}

function say(out: CliOutput, text: string): number {
  out.line(text);
  return EXIT.done;
}

async function noStudio(): Promise<never> {
  throw new Error('this command has no studio of its own');
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
