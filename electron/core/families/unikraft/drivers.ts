/** The ways to build a Unikraft project: GNU Make by itself, or kraft, which drives it by a Kraftfile. */
import type { Arch } from '../../contract/problem.ts';
import type { KraftRun } from '../../engines/kraft/kraft-argv.ts';
import type { BuildPlan, BuildRequest, Driver, Parsed, ProjectFiles, RunPlan, RunRequest } from '../family.ts';
import { readProjectFile } from '../project-file.ts';
import type { PlanContext, SourceRequirement } from '../source.ts';
import { kraftImage, kraftLibraries, kraftProject, STUDIO_KRAFTFILE } from './kraft/kraft-project.ts';
import { planKraftBuild } from './kraft/plan-kraft-build.ts';
import { sources as makeSources } from './libraries.ts';
import { planBuild as planMakeBuild } from './plan-build.ts';
import { planRun as planMakeRun } from './plan-run.ts';
import { currentTarget, symbolsSuffix } from './targets.ts';

const KRAFT = 'kraft';

/** The first is used where a project names none. */
export const drivers: readonly Driver[] = [
  { id: 'make', name: 'GNU Make', why: 'goes by .config; every step is counted and shown' },
  { id: KRAFT, name: 'kraft', why: 'goes by the Kraftfile, as `kraft build` does outside of the studio' },
];

function byKraft(files: Pick<ProjectFiles, 'read'>): boolean {
  return readProjectFile(files).driver === KRAFT;
}

export function planBuild(files: ProjectFiles, request: BuildRequest, context: PlanContext): Parsed<BuildPlan> {
  return byKraft(files) ? planKraftBuild(files, request, context) : planMakeBuild(files, request, context);
}

/** The image that kraft made boots on the same machine: the studio's own, with its console and its explanations. */
export function planRun(files: ProjectFiles, request: RunRequest): Parsed<RunPlan> {
  const planned = planMakeRun(files, request);
  const project = byKraft(files) ? kraftProject(files) : null;
  if (!project) return planned;
  const { monitor, arch } = currentTarget(files);
  const { image } = kraftImage(project, files.root, { platform: monitor, architecture: arch });
  const { value, problems } = planned;
  const args = value.args.map((word) => (word === value.image ? image : word));
  return { value: { ...value, args, image, symbols: `${image}${symbolsSuffix({ arch, monitor })}` }, problems };
}

/** kraft asks for the libraries of its Kraftfile as well. */
export function sources(files: ProjectFiles): readonly SourceRequirement[] {
  return makeSources(files, byKraft(files) ? kraftLibraries(files) : []);
}

/** The machine that kraft starts for a project: the target that was built, and how the project wants to be run. */
export function kraftRun(files: ProjectFiles, architecture: Arch): Omit<KraftRun, 'name' | 'accelerated'> | null {
  const project = kraftProject(files);
  if (!project) return null;
  const { args = '', memoryMiB = 64, ports = [] } = readProjectFile(files).run;
  const own = args.split(/\s+/).filter((word) => word !== '');
  const words = own.length > 0 ? own : project.values.command;
  return {
    platform: currentTarget(files).monitor,
    architecture,
    kraftfile: STUDIO_KRAFTFILE,
    memoryMiB,
    ports,
    args: words,
  };
}
