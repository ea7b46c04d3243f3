/** `studio new`: makes a project from a template. */
import { basename, dirname, resolve } from 'node:path';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { FamilyCard, NewProject } from '#core/contract/project.ts';
import type { Studio } from '../../../services/studio.ts';
import type { CliCommand, CliContext } from '../cli-command.ts';
import { parseWords } from '../cli-command.ts';
import { EXIT } from '../exit-status.ts';
import { namedFolders } from '../named-folders.ts';
import { failedStatus, wrongUsage } from '../refuse.ts';

const OPTIONS = {
  family: { type: 'string' },
  language: { type: 'string' },
  template: { type: 'string' },
  arch: { type: 'string' },
  source: { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const;

interface Wishes {
  readonly family?: string;
  readonly language?: string;
  readonly template?: string;
  readonly arch?: string;
  readonly source?: readonly string[];
}

export const newCommand: CliCommand = {
  name: 'new',
  summary: 'make a project',
  usage: 'FOLDER --family F [--language L] [--template T] [--arch A] [--source [ID=]PATH]… [--json]',
  help: `Makes the folder, which must not hold anything yet, and puts a project into it that builds and boots as it is.
  --family F    which kind of unikernel: "studio doctor" lists them
  --language L  default: that of the family's first template
  --template T  default: the family's first one in that language
  --arch A      x86_64, arm64 or riscv64; default: the template's first one
  --source PATH a folder of one's own with the family's source; ID=PATH for another one of its sources (lib-musl=…).
                Default: the release is downloaded when it is needed
  --json        one JSON object a line
`,
  async run(words, context) {
    const parsed = parseWords(words, OPTIONS, { least: 1, most: 1, name: 'FOLDER' });
    if (!parsed.ok) return wrongUsage(context.out, 'new', parsed.error);
    const { options, positionals } = parsed.value;
    context.out.json = options.json ?? false;
    return make(context, resolve(context.cwd, positionals[0]!), options);
  },
};

async function make({ out, signal, cwd, studio: get }: CliContext, folder: string, wishes: Wishes): Promise<number> {
  const studio = await get();
  const cards = await studio.handlers['families.list'](null, { signal });
  if (!cards.ok) return failedStatus(out, cards.error);
  const choice = choose(cards.value, folder, wishes);
  if (!choice.ok) return wrongUsage(out, 'new', choice.error);
  const sources = await chooseSources(studio, choice.value.project, wishes.source ?? [], cwd);
  if (!sources.ok) return wrongUsage(out, 'new', sources.error);
  const made = await studio.handlers['project.create']({ ...choice.value.project, sources: sources.value }, { signal });
  if (!made.ok) return failedStatus(out, made.error);
  const { family, title } = choice.value;
  out.object({ kind: 'created', project: made.value });
  out.line(`Made ${made.value.root} (${family}, ${title}, ${made.value.arch}).`);
  out.object({ kind: 'result', status: EXIT.done });
  return EXIT.done;
}

/** @returns folders by the id of the source; `PATH` alone is for the family's first one */
async function chooseSources(
  studio: Studio,
  { family, template, arch }: NewProject,
  words: readonly string[],
  cwd: string,
): Promise<Result<Record<string, string>, Failure>> {
  if (words.length === 0) return ok({});
  const scope = { kind: 'template' as const, family, template, arch };
  const rows = await studio.handlers['sources.list'](scope, { signal: new AbortController().signal });
  if (!rows.ok) return rows;
  if (rows.value.length === 0)
    return fail('wrong-usage', `--source has no meaning here: ${family} has no source to choose.`);
  return namedFolders(rows.value, words, cwd);
}

interface Choice {
  readonly project: NewProject;
  readonly family: string;
  readonly title: string;
}

function choose(cards: readonly FamilyCard[], folder: string, wishes: Wishes): Result<Choice, Failure<'wrong-usage'>> {
  const wrong = (message: string, hint: string) => fail('wrong-usage', message, hint);
  const available = cards.filter((card) => card.available);
  const known = `There is: ${available.map(({ id }) => id).join(', ')}.`;
  if (wishes.family === undefined) return wrong('--family is missing.', known);
  const card = cards.find(({ id }) => id === wishes.family?.toLowerCase());
  if (!card) return wrong(`There is no family "${wishes.family}".`, known);
  if (!card.available) return wrong(`This version cannot make projects of ${card.name} yet.`, known);
  const { language } = wishes;
  const spoken = card.templates.filter((one) => language === undefined || same(one.language, language));
  if (spoken.length === 0) {
    return wrong(`${card.name} has no template in "${language}".`, `There is: ${card.languages.join(', ')}.`);
  }
  const template = spoken.find(({ id }) => wishes.template === undefined || id === wishes.template);
  if (!template) {
    return wrong(
      `${card.name} has no template "${wishes.template}".`,
      `There is: ${spoken.map(({ id }) => id).join(', ')}.`,
    );
  }
  const arch = template.archs.find((one) => wishes.arch === undefined || one === wishes.arch);
  if (!arch) {
    return wrong(
      `"${template.title}" can't be built for "${wishes.arch}".`,
      `It can for: ${template.archs.join(', ')}.`,
    );
  }
  return ok({
    family: card.name,
    title: template.title,
    project: {
      ...{ family: card.id, template: template.id, language: template.language, arch },
      ...{ name: basename(folder), location: dirname(folder) },
    },
  });
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
