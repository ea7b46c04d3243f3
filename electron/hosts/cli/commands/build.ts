/** `studio build`: builds a project as the window would, and says in plain words what went wrong. */

import { noContext } from '#core/families/source.ts';
import { BuildView } from '../build-view.ts';
import type { CliCommand, CliContext } from '../cli-command.ts';
import { parseWords } from '../cli-command.ts';
import { EXIT } from '../exit-status.ts';
import { follow } from '../follow.ts';
import { type CommandProject, openProject } from '../open-project.ts';
import { problemText } from '../problem-text.ts';
import { failedStatus, wrongUsage } from '../refuse.ts';

const OPTIONS = {
  json: { type: 'boolean' },
  trust: { type: 'boolean' },
  driver: { type: 'string' },
  target: { type: 'string' },
} as const;

export const buildCommand: CliCommand = {
  name: 'build',
  summary: 'build a project',
  usage: 'FOLDER [--target NAME] [--driver NAME] [--json] [--trust]',
  help: `Builds what has changed. On a terminal a bar shows how far it is; elsewhere the tools' own lines are shown.
  --target NAME  build for this one of the project's targets (Unikraft: qemu-x86_64, fc-arm64 …), now and from now on
  --driver NAME  build by this one of the project's ways (Unikraft: make, kraft), now and from now on
  --json   one JSON object a line: the events of the build, then the result
  --trust  run what is in the folder even if it belongs to another user
`,
  async run(words, context) {
    const parsed = parseWords(words, OPTIONS, { least: 1, most: 1, name: 'FOLDER' });
    if (!parsed.ok) return wrongUsage(context.out, 'build', parsed.error);
    const { options, positionals } = parsed.value;
    context.out.json = options.json ?? false;
    const opened = await openProject(context, positionals[0]!, options.trust ?? false);
    if (!opened.ok) return failedStatus(context.out, opened.error);
    const { studio, info } = opened.value;
    for (const [wish, choose] of [
      [options.target, studio.projects.setTarget],
      [options.driver, studio.projects.setDriver],
    ] as const) {
      const set = wish === undefined ? null : await choose(info.id, wish);
      if (set && !set.ok) return failedStatus(context.out, set.error);
    }
    // What was chosen decides what is needed.
    const chosen = studio.projects.getRunnable(info.id);
    if (!chosen.ok) return failedStatus(context.out, chosen.error);
    return build(context, { ...opened.value, info: chosen.value.info, files: await chosen.value.snapshot() });
  },
};

async function build({ out, signal }: CliContext, project: CommandProject): Promise<number> {
  const { studio, info } = project;
  const missing = missingTools(project);
  if (missing.length > 0) {
    for (const problem of missing) {
      out.object({ kind: 'problem', problem });
      out.note(problemText(problem, out));
    }
    return result(EXIT.toolMissing);
  }
  const started = await studio.handlers['build.start']({ projectId: info.id, goal: 'build' }, { signal });
  if (!started.ok) return failedStatus(out, started.error);
  const events = studio.handlers['job.events'](started.value);
  if (!events.ok) return failedStatus(out, events.error);
  const view = new BuildView(out);
  let outcome = 'failed';
  for await (const event of follow(events.value)) {
    view.show(event);
    if (event.kind === 'ended') outcome = event.outcome;
  }
  if (outcome === 'succeeded') return result(EXIT.done);
  return result(view.problems.some(({ code }) => code === 'tool.missing') ? EXIT.toolMissing : EXIT.failed);

  function result(status: number): number {
    out.object({ kind: 'result', status });
    return status;
  }
}

/** Tools without which the build cannot be; what only runs the image does not count. */
function missingTools({ studio, family, info, files }: CommandProject) {
  const { program } = family.planRun(files, { arch: info.arch }, noContext).value;
  return studio.toolchain
    .missing(family, info.arch)
    .filter(({ requirement }) => !requirement.commands.includes(program))
    .map(({ problem }) => problem);
}
