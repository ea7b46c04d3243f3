/** `studio kraft`: the machines and packages that kraft itself keeps, by its machine-readable output. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '#core/base/result.ts';
import type { KraftMachine, KraftPackage } from '#core/engines/kraft/kraft-output.ts';
import { createKraftService, type KraftService } from '../../../services/kraft/kraft-service.ts';
import type { CliCommand, CliContext } from '../cli-command.ts';
import { parseWords } from '../cli-command.ts';
import type { CliOutput } from '../cli-output.ts';
import { EXIT } from '../exit-status.ts';
import { openProject } from '../open-project.ts';
import { failedStatus, wrongUsage } from '../refuse.ts';

const OPTIONS = { json: { type: 'boolean' }, trust: { type: 'boolean' }, accelerated: { type: 'boolean' } } as const;

export const kraftCommand: CliCommand = {
  name: 'kraft',
  summary: 'run, list, stop and pack by kraft',
  usage: 'ps | packages | logs NAME | stop NAME | remove NAME | run FOLDER NAME | pkg FOLDER NAME[:VERSION]  [--json]',
  help: `Drives kraft's own machines and packages; "studio build FOLDER --driver kraft" builds what is run and packed.
  ps, packages       what there is
  logs, stop, remove one machine
  run FOLDER NAME    starts the image of a project as the machine NAME, in the background
  pkg FOLDER NAME    packs the image of a project for this computer (OCI)
  --accelerated      with KVM; without it the processor is emulated (-W)
  --json             one JSON object a line
  --trust            use the folder even if it belongs to another user
`,
  async run(words, context) {
    const parsed = parseWords(words, OPTIONS, {
      least: 1,
      most: 3,
      name: 'ps, logs, stop, remove, run, pkg or packages',
    });
    if (!parsed.ok) return wrongUsage(context.out, 'kraft', parsed.error);
    const { options, positionals } = parsed.value;
    context.out.json = options.json ?? false;
    const [verb = '', first, second] = positionals;
    const wanted: Readonly<Record<string, number>> = {
      ps: 1,
      packages: 1,
      logs: 2,
      stop: 2,
      remove: 2,
      run: 3,
      pkg: 3,
    };
    if (wanted[verb] !== positionals.length) {
      return wrongUsage(context.out, 'kraft', {
        code: 'wrong-usage',
        message: `"kraft ${positionals.join(' ')}" is no command.`,
      });
    }
    const studio = await context.studio();
    const kraft = createKraftService(studio.process, homedir());
    if (verb === 'run' || verb === 'pkg') {
      return ofProject(context, kraft, { verb, folder: first!, name: second!, ...options });
    }
    return ofMachines(context.out, kraft, verb, first ?? '');
  },
};

async function ofMachines(out: CliOutput, kraft: KraftService, verb: string, name: string): Promise<number> {
  if (verb === 'ps') return show(out, await kraft.ps(), (list) => list.map((machine) => machineLine(out, machine)));
  if (verb === 'packages') return show(out, await kraft.packages(), (list) => list.map((one) => packageLine(out, one)));
  if (verb === 'logs') {
    return show(out, await kraft.logs(name), (text) => {
      out.object({ kind: 'serial', text });
      return text.trimEnd().split(/\r?\n/);
    });
  }
  const done = verb === 'stop' ? await kraft.stop(name) : await kraft.remove(name);
  return show(out, done, () => [`${name}: ${verb === 'stop' ? 'stopped' : 'removed'}`]);
}

interface ProjectWords {
  readonly verb: 'run' | 'pkg';
  readonly folder: string;
  readonly name: string;
  readonly trust?: boolean | undefined;
  readonly accelerated?: boolean | undefined;
}

async function ofProject(context: CliContext, kraft: KraftService, words: ProjectWords): Promise<number> {
  const { out } = context;
  const opened = await openProject(context, words.folder, words.trust ?? false);
  if (!opened.ok) return failedStatus(out, opened.error);
  const { info, files, family } = opened.value;
  const choice = family.kraftRun?.(files, info.arch) ?? null;
  if (!choice) {
    const message = `${info.name} is no project that kraft builds.`;
    return failedStatus(out, { code: 'no-kraft-project', message, hint: 'It needs a Kraftfile.' });
  }
  if (!existsSync(join(info.root, choice.kraftfile))) {
    const message = `${info.name} was not built by kraft yet.`;
    return failedStatus(out, { code: 'not-built', message, hint: 'Say "studio build FOLDER --driver kraft" first.' });
  }
  if (words.verb === 'pkg') {
    const packed = await kraft.pack(info.root, { ...choice, name: words.name });
    return show(out, packed, (one) => [packageLine(out, one)]);
  }
  const accelerated = words.accelerated ?? false;
  const started = await kraft.run(info.root, { ...choice, name: words.name, accelerated });
  return show(out, started, (machine) => [machineLine(out, machine)]);
}

function show<T>(out: CliOutput, result: Result<T>, lines: (value: T) => readonly string[]): number {
  if (!result.ok) return failedStatus(out, result.error);
  for (const line of lines(result.value)) out.line(line);
  out.object({ kind: 'result', status: EXIT.done });
  return EXIT.done;
}

function machineLine(out: CliOutput, machine: KraftMachine): string {
  out.object({ kind: 'kraft-machine', machine });
  return [machine.name, machine.status, machine.platform, machine.memory, machine.created].join('  ');
}

function packageLine(out: CliOutput, one: KraftPackage): string {
  out.object({ kind: 'kraft-package', package: one });
  return [`${one.name}:${one.version}`, one.platform, one.size].join('  ');
}
