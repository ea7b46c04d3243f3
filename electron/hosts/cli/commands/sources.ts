/** `studio sources`: which sources a project is built from, where they are, and their download. */

import { assertNever } from '#core/base/assert-never.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { SourceRow, SourceState } from '#core/contract/sources.ts';
import type { ProjectFiles } from '#core/families/family.ts';
import type { CliCommand, CliContext } from '../cli-command.ts';
import { parseWords } from '../cli-command.ts';
import { EXIT } from '../exit-status.ts';
import { namedFolders } from '../named-folders.ts';
import { type CommandProject, openProject } from '../open-project.ts';
import { failedStatus, wrongUsage } from '../refuse.ts';

const OPTIONS = {
  fetch: { type: 'boolean' },
  use: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  trust: { type: 'boolean' },
} as const;

export const sourcesCommand: CliCommand = {
  name: 'sources',
  summary: "show or download a project's sources",
  usage: 'FOLDER [--fetch] [--use [ID=]PATH]… [--json] [--trust]',
  help: `Shows the trees outside the project that it is built from, and where each is.
  --fetch  download those that are missing; a broken download goes on
  --use PATH  take this folder of one's own from now on; ID=PATH for another source than the first (lib-musl=…),
           and nothing after the = for the release again
  --json   one JSON object a line: each source, then the result
  --trust  look into folders that a project of another user names
`,
  async run(words, context) {
    const parsed = parseWords(words, OPTIONS, { least: 1, most: 1, name: 'FOLDER' });
    if (!parsed.ok) return wrongUsage(context.out, 'sources', parsed.error);
    const { options, positionals } = parsed.value;
    context.out.json = options.json ?? false;
    const opened = await openProject(context, positionals[0]!, options.trust ?? false);
    if (!opened.ok) return failedStatus(context.out, opened.error);
    const used = await use(context, opened.value, options.use ?? []);
    if (!used.ok) return failedStatus(context.out, used.error);
    const project = { ...opened.value, files: used.value };
    return options.fetch ? fetchMissing(context, project) : show(context, project);
  },
};

function userOf({ family, files }: CommandProject) {
  return { family, files, trusted: true };
}

/** Writes into the project which folders it is built from. @returns the files after that */
async function use(
  { cwd, signal }: CliContext,
  project: CommandProject,
  words: readonly string[],
): Promise<Result<ProjectFiles>> {
  const { studio, info } = project;
  const rows = await studio.sources.rows(userOf(project));
  const released = words.filter((word) => rows.some(({ id }) => word === `${id}=`)).map((word) => word.slice(0, -1));
  const folders = namedFolders(
    rows,
    words.filter((word) => !released.includes(word.slice(0, -1))),
    cwd,
  );
  if (!folders.ok) return folders;
  const chosen: [string, string | null][] = [
    ...Object.entries(folders.value),
    ...released.map((id): [string, null] => [id, null]),
  ];
  for (const [source, folder] of chosen) {
    const done = await studio.handlers['sources.adopt']({ projectId: info.id, source, folder }, { signal });
    if (!done.ok) return done;
  }
  const now = studio.projects.get(info.id);
  return now.ok ? ok(await now.value.snapshot()) : now;
}

async function show({ out }: CliContext, project: CommandProject): Promise<number> {
  for (const row of await project.studio.sources.rows(userOf(project))) {
    out.object({ kind: 'source', source: row });
    out.line(`${row.id} ${row.version}: ${stateText(row.state)}`);
  }
  out.object({ kind: 'result', status: EXIT.done });
  return EXIT.done;
}

async function fetchMissing(context: CliContext, project: CommandProject): Promise<number> {
  const { out, signal } = context;
  const { sources } = project.studio;
  const user = userOf(project);
  for (const row of await sources.rows(user)) {
    if (!row.needed || row.state.kind === 'here' || row.state.kind === 'adopted') continue;
    const requirement = sources.requirement(user, row.id);
    if (!requirement.ok) return failedStatus(out, requirement.error);
    signal.addEventListener('abort', () => sources.cancel(row.key), { once: true });
    const telling = tellProgress(context, project, row);
    const fetched = await sources.fetch(project.family.id, requirement.value);
    telling.dispose();
    if (!fetched.ok) return failedStatus(out, fetched.error);
  }
  return show(context, project);
}

/** A line for each new step of a download. */
function tellProgress({ out }: CliContext, { studio }: CommandProject, { id, key }: SourceRow) {
  const { events } = studio.sources;
  let seen = events.lastSeq;
  let phase = '';
  return events.onGrowth(() => {
    for (const { seq, event } of events.after(seen)) {
      seen = seq;
      if (event.key !== key || event.state.kind !== 'fetching' || event.state.phase === phase) continue;
      phase = event.state.phase;
      out.note(`${id}: ${phase}`);
    }
  });
}

export function stateText(state: SourceState): string {
  switch (state.kind) {
    case 'absent':
      return state.partial ? 'not here; a download was broken off' : 'not here';
    case 'fetching':
      return state.phase;
    case 'here':
      return state.folder;
    case 'adopted':
      return `${state.folder} (your own${state.same === false ? ', at another commit' : ''})`;
    case 'failed':
      return [state.message, state.hint].filter(Boolean).join(' ');
    default:
      return assertNever(state);
  }
}
