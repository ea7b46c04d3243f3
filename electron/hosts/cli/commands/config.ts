/** `studio config`: what the Config view does, from a terminal. What is set is saved at once, or not at all. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ConfigId } from '#core/base/id.ts';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { ConfigFixes, ConfigTreeWire } from '#core/contract/config.ts';
import { closestName } from '#core/engines/problems/closest-name.ts';
import type { ConfigHandle } from '../../../services/config/config-thread.ts';
import type { Studio } from '../../../services/studio.ts';
import { type CliCommand, type CliContext, type ParsedWords, parseWords } from '../cli-command.ts';
import { changeText, differenceText, explanationText, fixText, optionLine } from '../config-text.ts';
import { EXIT } from '../exit-status.ts';
import { isOwn } from '../open-project.ts';
import { failedStatus, wrongUsage } from '../refuse.ts';

const OPTIONS = {
  json: { type: 'boolean' },
  trust: { type: 'boolean' },
  source: { type: 'string' },
  fix: { type: 'string' },
  all: { type: 'boolean' },
  changed: { type: 'boolean' },
  blocked: { type: 'boolean' },
  with: { type: 'string' },
} as const;
type Options = ParsedWords<typeof OPTIONS>['options'];

export const configCommand: CliCommand = {
  name: 'config',
  summary: 'look at the options of a project, and change them',
  usage: 'FOLDER list|get|set|reset|explain|diff|save-minimal … [--source ID] [--json] [--trust]',
  help: `  list [TEXT]        options that can be set, with their values; with TEXT those whose name, prompt or help has its words
    --all              also those that cannot be set now; --blocked: only those
    --changed          only those that are not as by default
  get NAME           the value alone
  set NAME=VALUE …   sets all of them and saves, or says why not and what would allow it, and saves nothing
    --fix [N]          makes the changes that are needed too: the Nth set that was proposed, without N the smallest
  reset NAME …       forgets what was set, and saves; --all: of every option
  explain NAME       help, value and why it has it, what it depends on, what selects it, what is in the way
  diff               what is not as by default; --with FILE: what differs from another configuration
  save-minimal [FILE]  the shortest configuration that gives the same values, to FILE or to standard output
  --source ID        which configuration, where a project has several; without it the first
  --json             one JSON object a line
  --trust            ask the shell what its Kconfig files want to know even if the folder belongs to another user
`,
  async run(words, context) {
    const parsed = parseWords(withFixNumber(words), OPTIONS, {
      least: 2,
      most: 10_000,
      name: 'FOLDER, or what to do,',
    });
    if (!parsed.ok) return wrongUsage(context.out, 'config', parsed.error);
    const { options, positionals } = parsed.value;
    const [folder = '', verb = '', ...rest] = positionals;
    context.out.json = options.json ?? false;
    const wrong = checkWords(verb, rest, options);
    if (wrong) return wrongUsage(context.out, 'config', wrong);
    const opened = await open(context, folder, options);
    if (!opened.ok) return failedStatus(context.out, opened.error);
    tellProblems(context, opened.value.tree);
    const status = await carryOut(new ConfigRun(context, opened.value, options), verb, rest);
    context.out.object({ kind: 'result', status });
    return status;
  },
};

/** `--fix` may stand alone, which the parser of words does not know. */
function withFixNumber(words: readonly string[]): string[] {
  return words.flatMap((word, i) => {
    if (word === '--fix') return /^\d+$/.test(words[i + 1] ?? '') ? [] : ['--fix=1'];
    return words[i - 1] === '--fix' && /^\d+$/.test(word) ? [`--fix=${word}`] : [word];
  });
}

const MANY = Number.POSITIVE_INFINITY;
/** How many words follow each verb, and what they are called. */
const VERBS: Readonly<Record<string, readonly [least: number, most: number, name: string]>> = {
  list: [0, 1, 'TEXT'],
  get: [1, 1, 'NAME'],
  set: [1, MANY, 'NAME=VALUE'],
  reset: [1, MANY, 'NAME'],
  explain: [1, 1, 'NAME'],
  diff: [0, 0, ''],
  'save-minimal': [0, 1, 'FILE'],
};

function checkWords(verb: string, rest: readonly string[], options: Options): Failure | null {
  const wrong = (message: string, hint?: string) => fail('wrong-usage', message, hint).error;
  const known = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (!known) return wrong(`There is no "config … ${verb}".`, `There are: ${Object.keys(VERBS).join(', ')}.`);
  const [least, most, name] = known;
  if (rest.length < least && !(verb === 'reset' && options.all)) return wrong(`${name} is missing.`);
  if (rest.length > most) return wrong(`"${rest[most]}" is one word too many.`, 'Put a text with blanks in quotes.');
  const unassigned = verb === 'set' ? rest.find((word) => word.indexOf('=') < 1) : undefined;
  if (unassigned !== undefined) return wrong(`"${unassigned}" sets nothing.`, 'Write NAME=VALUE.');
  return null;
}

interface Opened {
  readonly studio: Studio;
  readonly id: ConfigId;
  readonly held: ConfigHandle;
  readonly tree: ConfigTreeWire;
}

async function open({ cwd, studio: make }: CliContext, folder: string, options: Options): Promise<Result<Opened>> {
  const studio = await make();
  const project = await studio.projects.open(resolve(cwd, folder));
  if (!project.ok) return project;
  const { id, root, trust } = project.value;
  // Its owner's word is enough, for this command; what belongs to somebody else is only read.
  if (trust !== 'trusted' && (options.trust || (await isOwn(root)))) studio.projects.trustForNow(id);
  const sources = await studio.configs.sources(id);
  if (!sources.ok) return sources;
  const source = options.source ?? sources.value[0]?.id ?? 'main';
  const opened = await studio.configs.open(id, source);
  if (!opened.ok) return opened;
  const config = studio.configs.get(opened.value);
  if (!config.ok) return config;
  return ok({ studio, id: opened.value, held: config.value.held(), tree: await config.value.tree() });
}

/** What is wrong with the files that define the options: what follows may lack options. Warnings are for scripts. */
function tellProblems({ out }: CliContext, { problems }: ConfigTreeWire): void {
  for (const { severity, code, message, column, at } of problems) {
    out.object({ kind: 'problem', severity, code, message, file: at.file, line: at.line, column });
    if (severity === 'error') out.note(`${out.tone('bad', `${at.file}:${at.line}`)}: ${message}`);
  }
}

function carryOut(run: ConfigRun, verb: string, rest: readonly string[]): Promise<number> {
  const [first = ''] = rest;
  switch (verb) {
    case 'list':
      return run.list(first);
    case 'get':
      return run.get(first);
    case 'set':
      return run.set(rest);
    case 'reset':
      return run.reset(rest);
    case 'explain':
      return run.explain(first);
    case 'diff':
      return run.diff();
    default:
      return run.saveMinimal(rest[0]);
  }
}

class ConfigRun {
  constructor(
    private readonly context: CliContext,
    private readonly opened: Opened,
    private readonly options: Options,
  ) {}

  async list(text: string): Promise<number> {
    const { out } = this.context;
    const { held, tree } = this.opened;
    const { all = false, blocked = false, changed = false } = this.options;
    const filter = { changed: false, notDefault: changed, blocked, visible: !all && !blocked };
    const { hits } = await held.search({ text, filter, limit: 50_000 });
    for (const { option, prompt, path } of hits) {
      if (option === null || option.startsWith('choice:')) continue;
      const index = tree.options.id.indexOf(option);
      const value = tree.states.value[index]!;
      out.object({ kind: 'option', option, prompt, path, value, default: tree.states.defaultValue[index] });
      out.line(optionLine(option, value, prompt, out));
    }
    return EXIT.done;
  }

  async get(name: string): Promise<number> {
    const option = this.find(name);
    if (!option.ok) return this.fail(option.error, EXIT.usage);
    const { tree } = this.opened;
    const value = tree.states.value[tree.options.id.indexOf(option.value)]!;
    this.context.out.object({ kind: 'value', option: option.value, value });
    this.context.out.line(value);
    return EXIT.done;
  }

  async set(words: readonly string[]): Promise<number> {
    const { held } = this.opened;
    for (const word of words) {
      const equals = word.indexOf('=');
      const option = this.find(word.slice(0, equals));
      if (!option.ok) return this.fail(option.error, EXIT.usage);
      const to = word.slice(equals + 1);
      const made = await held.apply([{ option: option.value, to }]);
      if (made.ok) continue;
      const fixes = await held.fixes(option.value, to);
      const number = Number(this.options.fix ?? 0);
      const chosen = fixes.ok ? fixes.value.sets[number - 1] : undefined;
      if (!chosen) {
        this.fail(made.error, EXIT.failed);
        if (fixes.ok) this.showFixes(fixes.value, word, number);
        return EXIT.failed;
      }
      const fixed = await held.apply(chosen.steps);
      if (!fixed.ok) return this.fail(fixed.error, EXIT.failed);
    }
    return this.save();
  }

  async reset(names: readonly string[]): Promise<number> {
    const options: string[] = [];
    for (const name of names) {
      const option = this.find(name);
      if (!option.ok) return this.fail(option.error, EXIT.usage);
      options.push(option.value);
    }
    await this.opened.held.reset(this.options.all ? this.opened.tree.options.id : options);
    return this.save();
  }

  async explain(name: string): Promise<number> {
    const { out } = this.context;
    const option = this.find(name);
    if (!option.ok) return this.fail(option.error, EXIT.usage);
    const details = await this.opened.held.details(option.value);
    if (!details.ok) return this.fail(details.error, EXIT.usage);
    out.object({ kind: 'details', details: details.value });
    out.line(explanationText(details.value, out));
    const { obstacle } = details.value;
    if (!obstacle || obstacle.wanted === '') return EXIT.done;
    const fixes = await this.opened.held.fixes(option.value, obstacle.wanted);
    if (fixes.ok) this.showFixes(fixes.value, `${option.value}=${obstacle.wanted}`, 0);
    return EXIT.done;
  }

  async diff(): Promise<number> {
    const { out, cwd } = this.context;
    const { with: file } = this.options;
    const text = file === undefined ? null : await readText(resolve(cwd, file));
    if (text !== null && !text.ok) return this.fail(text.error, EXIT.usage);
    const { rows } = await this.opened.held.compare(
      text === null ? { kind: 'default' } : { kind: 'text', text: text.value },
    );
    for (const row of rows) {
      out.object({ kind: 'difference', ...row });
      out.line(differenceText(row, out));
    }
    return EXIT.done;
  }

  async saveMinimal(file: string | undefined): Promise<number> {
    const { out, cwd } = this.context;
    const text = await this.opened.held.exported('minimal');
    if (!text.ok) return this.fail(text.error, EXIT.failed);
    if (file === undefined) {
      out.object({ kind: 'text', text: text.value });
      if (!out.json) out.raw(text.value);
      return EXIT.done;
    }
    try {
      await writeFile(resolve(cwd, file), text.value);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return this.fail({ code: 'write-failed', message: `${file} could not be written: ${reason}.` }, EXIT.failed);
    }
    out.object({ kind: 'written', file });
    return EXIT.done;
  }

  private async save(): Promise<number> {
    const { out } = this.context;
    const { studio, id, held } = this.opened;
    const { rows } = await held.compare({ kind: 'saved' });
    const config = studio.configs.get(id);
    if (!config.ok) return this.fail(config.error, EXIT.failed);
    if (await held.isUnsaved()) {
      const saved = await config.value.save();
      if (!saved.ok) return this.fail(saved.error, saved.error.code === 'not-trusted' ? EXIT.usage : EXIT.failed);
    }
    for (const { option, prompt, here, there } of rows) {
      out.object({ kind: 'changed', option, prompt, from: there, to: here });
      out.line(changeText(option, there, here, out));
    }
    if (rows.length === 0) out.note('Nothing is different from before.');
    return EXIT.done;
  }

  private find(name: string): Result<string> {
    const { id } = this.opened.tree.options;
    const bare = name.replace(/^CONFIG_/, '');
    const found = [name, bare, bare.toUpperCase()].find((each) => id.includes(each));
    if (found !== undefined) return ok(found);
    const similar = closestName(bare.toUpperCase(), id);
    return fail('no-such-option', `There is no option ${name}.`, similar ? `Did you mean ${similar}?` : undefined);
  }

  private showFixes({ sets, excluding, complete }: ConfigFixes, wanted: string, chosen: number): void {
    const { out } = this.context;
    for (const [i, set] of sets.entries()) {
      out.object({ kind: 'fix', number: i + 1, ...set });
      out.note(fixText(i + 1, set));
    }
    if (sets.length > 0) {
      if (chosen > sets.length) out.note(`There is no set ${chosen}.`);
      out.note(`To do that too: config … set ${wanted} --fix${sets.length > 1 ? ' N' : ''}`);
    } else if (excluding.length === 1) out.note(`Nothing that can be set brings about ${excluding[0]}.`);
    else if (excluding.length > 1) out.note(`These exclude each other: ${excluding.join(', ')}`);
    else if (complete) out.note('No set of changes would allow it.');
    else out.note('No way was found among the first that were tried.');
  }

  private fail(failure: Failure, status: number): number {
    this.context.out.failure(failure);
    return status;
  }
}

async function readText(path: string): Promise<Result<string>> {
  const { readFile } = await import('node:fs/promises');
  try {
    return ok(await readFile(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('not-found', `${path} can't be read: ${reason}.`);
  }
}
