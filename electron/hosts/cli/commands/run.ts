/** `studio run`: boots a project. With --until it is a boot test; without, the serial line is yours. */
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { CliCommand, CliContext } from '../cli-command.ts';
import { parseWords } from '../cli-command.ts';
import { EXIT } from '../exit-status.ts';
import { GuestRun } from '../guest-run.ts';
import { openProject } from '../open-project.ts';
import { failedStatus, wrongUsage } from '../refuse.ts';

const OPTIONS = {
  until: { type: 'string' },
  timeout: { type: 'string' },
  monitor: { type: 'string' },
  json: { type: 'boolean' },
  trust: { type: 'boolean' },
} as const;
/** setTimeout takes no more. */
const MOST_SECONDS = 2_147_483;

export const runCommand: CliCommand = {
  name: 'run',
  summary: 'boot a project',
  usage: '[--until REGEX] [--timeout SECONDS] [--monitor M] [--json] [--trust] FOLDER',
  help: `Boots the image that "studio build" made, shows what the guest says on serial and sends it what you type.
Ends with 0 when the guest ends itself with status 0, and with 1 when its status is another one or it crashes.
  --until REGEX      ends with 0 as soon as the pattern is seen on serial, with 1 when the guest ends without it.
                     It is looked for in the text without colours; ^ and $ stand for the ends of lines
  --timeout SECONDS  stops the machine then, and ends with 124
  --monitor M        what plays the machine this time: qemu, or uhyve for Hermit; default: as the project says
  --json             one JSON object a line: serial text, the machine's events, then the result
  --trust            run what is in the folder even if it belongs to another user
On a terminal Ctrl-C ends the machine.
`,
  async run(words, context) {
    const parsed = parseWords(words, OPTIONS, { least: 1, most: 1, name: 'FOLDER' });
    if (!parsed.ok) return wrongUsage(context.out, 'run', parsed.error);
    const { options, positionals } = parsed.value;
    const pattern = readPattern(options.until);
    if (!pattern.ok) return wrongUsage(context.out, 'run', pattern.error);
    const timeoutMs = readTimeout(options.timeout);
    if (!timeoutMs.ok) return wrongUsage(context.out, 'run', timeoutMs.error);
    context.out.json = options.json ?? false;
    const wishes = { trust: options.trust ?? false, monitor: options.monitor };
    return run(context, positionals[0]!, wishes, pattern.value, timeoutMs.value);
  },
};

async function run(
  context: CliContext,
  folder: string,
  { trust, monitor }: { readonly trust: boolean; readonly monitor: string | undefined },
  until: RegExp | null,
  timeoutMs: number | null,
): Promise<number> {
  const { out, signal } = context;
  const opened = await openProject(context, folder, trust);
  if (!opened.ok) return failedStatus(out, opened.error);
  const { studio, info } = opened.value;
  const started = await studio.handlers['vm.start'](
    { projectId: info.id, ...(monitor === undefined ? {} : { monitor }) },
    { signal },
  );
  if (!started.ok) {
    const hint = started.error.code === 'image-missing' ? { hint: `Build it first: studio build ${folder}` } : {};
    return failedStatus(out, { ...started.error, ...hint });
  }
  const guest = new GuestRun(studio, started.value, out, { until, timeoutMs });
  const { status, matched, text } = await guest.run();
  if (text !== '') out.note(out.tone(status === EXIT.done ? 'good' : 'bad', text));
  out.object({ kind: 'result', status, matched });
  return status;
}

function readPattern(text: string | undefined): Result<RegExp | null, Failure<'wrong-usage'>> {
  if (text === undefined) return ok(null);
  try {
    return ok(new RegExp(text, 'mu'));
  } catch {
    // A pattern that is only loosely right, such as `\-`, is good enough without Unicode.
  }
  try {
    return ok(new RegExp(text, 'm'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('wrong-usage', `--until is no regular expression. ${reason}.`);
  }
}

function readTimeout(text: string | undefined): Result<number | null, Failure<'wrong-usage'>> {
  if (text === undefined) return ok(null);
  const seconds = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : 0;
  if (seconds <= 0 || seconds > MOST_SECONDS)
    return fail('wrong-usage', `--timeout needs a number of seconds, not "${text}".`);
  return ok(seconds * 1000);
}
