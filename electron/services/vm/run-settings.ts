/** How a project is run: what it says of it, and the command line that comes of that, or would of a draft. Writes nothing. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ProjectId } from '#core/base/id.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { Handlers } from '#core/contract/handlers.ts';
import type { RunOptions, RunSettings } from '#core/contract/run-settings.ts';
import type { ProjectFiles, RunPlan, UnikernelFamily } from '#core/families/family.ts';
import { changeProjectFile, PROJECT_FILE, readProjectFile } from '#core/families/project-file.ts';
import type { OpenProject } from '../project/open-project.ts';
import type { ProjectService } from '../project/project-service.ts';
import type { SurroundingsOf } from '../sources/plan-context.ts';

const ARCHIVE = /\.(?:cpio|cpio\.gz|initrd|initramfs)$|(?:^|\/)initr(?:d|amfs)[^/]*$/;
const MOST_ARCHIVES = 20;

type Runnable = OpenProject & { readonly family: UnikernelFamily };

/** The files as if the project's own file said this. */
function saying(files: ProjectFiles, run: RunOptions): ProjectFiles {
  const text = changeProjectFile(files.read(PROJECT_FILE) ?? '', { run });
  return { ...files, read: (path) => (path === PROJECT_FILE ? text : files.read(path)) };
}

export function runSettingsHandlers(
  projects: ProjectService,
  surroundings: SurroundingsOf,
): Pick<Handlers, 'project.runSettings' | 'project.setRun'> {
  async function describe(projectId: ProjectId, draft: RunOptions | null): Promise<Result<RunSettings>> {
    const runnable = projects.getRunnable(projectId);
    return runnable.ok ? describeRun(runnable.value, draft, surroundings) : runnable;
  }
  return {
    'project.runSettings': ({ projectId, draft }) => describe(projectId, draft),
    'project.setRun': async ({ projectId, run }) => {
      const written = await projects.setRun(projectId, run);
      return written.ok ? describe(projectId, null) : written;
    },
  };
}

/** @param draft null: what the project says now */
async function describeRun(
  project: Runnable,
  draft: RunOptions | null,
  surroundings: SurroundingsOf,
): Promise<Result<RunSettings>> {
  const { family, info } = project;
  const files = await project.snapshot();
  const { context } = await surroundings(project, files, 'run');
  const run = draft ?? readProjectFile(files).run;
  const plan = (options: RunOptions) => family.planRun(saying(files, options), { arch: info.arch }, context);
  const { value, problems } = plan(run);
  // What network there is by itself, not because of what was said about it.
  const { network: _network, ports: _ports, memoryMiB: _memory, ...others } = run;
  const plain = plan(others).value;
  const found = files.paths.filter((path) => ARCHIVE.test(path)).slice(0, MOST_ARCHIVES);
  return ok({
    run,
    fields: [...(family.runFields ?? []), 'accelerator', ...(family.monitors ? (['monitor'] as const) : [])],
    monitors: [...(family.monitors ?? [])],
    defaults: { memoryMiB: plain.memoryMiB, network: hasNetwork(plain) },
    initrds: run.initrd === undefined || found.includes(run.initrd) ? found : [run.initrd, ...found],
    argv: [value.program, ...value.args],
    objections: [
      ...problems.filter(({ severity }) => severity === 'error').map(({ title }) => title),
      ...samePorts(run),
      ...(await missing(info.root, value)),
    ],
  });
}

function hasNetwork({ args }: RunPlan): boolean {
  return args.includes('-netdev') || args.includes('-nic');
}

/** Two forwards cannot begin at one port. */
function samePorts({ ports = [] }: RunOptions): readonly string[] {
  const hosts = ports.map(({ host }) => host);
  const twice = [...new Set(hosts.filter((host, index) => hosts.indexOf(host) !== index))];
  return twice.map((host) => `Port ${host} of this computer is forwarded twice.`);
}

async function missing(root: string, { needs = [] }: RunPlan): Promise<readonly string[]> {
  const gone: string[] = [];
  for (const path of needs) {
    const isThere = await stat(resolve(root, path)).then(
      (entry) => entry.isFile(),
      () => false,
    );
    if (!isThere) gone.push(`${path} does not exist yet.`);
  }
  return gone;
}
