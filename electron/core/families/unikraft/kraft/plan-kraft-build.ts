/** How Unikraft is built by kraft: from local sources, without a question and without the network. */
import type { Fix, Problem } from '../../../contract/problem.ts';
import { kraftBuild } from '../../../engines/kraft/kraft-argv.ts';
import { parseKraftLine } from '../../../engines/kraft/kraft-output.ts';
import { KRAFTFILE_NAMES } from '../../../engines/kraftfile/kraftfile-schema.ts';
import type { BuildPlan, BuildRequest, Parsed, PlannedStep, ProjectFiles } from '../../family.ts';
import type { PlanContext } from '../../source.ts';
import { currentTarget, symbolsSuffix } from '../targets.ts';
import { INSTALL_KRAFT } from '../tools.ts';
import { unitNamer, unitOf } from '../units.ts';
import { kraftImage, kraftProject, localKraftfile, STUDIO_KRAFTFILE } from './kraft-project.ts';

function problem(code: string, title: string, why: string, fixes: Fix[] = []): Problem {
  return { code, severity: 'error', title, why, evidence: { firstLine: 0, lastLine: 0 }, fixes };
}

/** `  CC      libkvmplat: trace.common.o` */
const PROGRESS = /^ {2}([A-Z0-9]{2,}) +(\S.*)$/;

export function planKraftBuild(files: ProjectFiles, request: BuildRequest, context: PlanContext): Parsed<BuildPlan> {
  const project = kraftProject(files);
  const { monitor } = currentTarget(files);
  const target = { platform: monitor, architecture: request.arch };
  const problems: Problem[] = [];
  if (!project) {
    problems.push(
      problem(
        'unikraft.no-kraftfile',
        'The project has no Kraftfile.',
        `kraft goes by \`${KRAFTFILE_NAMES[0]}\`: what is built, from what, and for what. GNU Make does without one.`,
        [{ kind: 'action', title: 'Choose how the project is built', command: 'project.driver' }],
      ),
    );
  }
  if (context.which('kraft') === null) {
    problems.push(
      problem(
        'tool.missing',
        '`kraft` is not installed',
        'This project is built by kraft. It is a program of its own, made by Go; what `go install` makes lies in `~/go/bin`, which has to be in PATH.',
        [
          { kind: 'command', title: 'Install kraft', argv: [...INSTALL_KRAFT] },
          { kind: 'action', title: 'Build by GNU Make instead', command: 'project.driver' },
        ],
      ),
    );
  }
  const { image, config, folder } = project
    ? kraftImage(project, files.root, target)
    : { image: '', config: '', folder: '' };
  const clean = request.goal === 'clean';
  // kraft asks before it configures anew, whatever it is told: without the old answer there is nothing to ask.
  const forget: PlannedStep = {
    title: 'Forget the last configuration',
    argv: clean ? ['rm', '-rf', '--', folder, config] : ['rm', '-f', '--', config],
    cwd: '',
  };
  const build: PlannedStep = {
    title: 'kraft build',
    argv: kraftBuild({ ...target, kraftfile: STUDIO_KRAFTFILE, jobs: request.jobs, fresh: request.goal === 'rebuild' }),
    cwd: '',
  };
  const namer = unitNamer();
  const plan: BuildPlan = {
    stages: [clean ? { id: 'clean', title: 'Clean' } : { id: 'kraft', title: 'kraft build' }],
    count: null,
    readCount: () => [],
    steps: clean ? [forget] : [forget, build],
    readLine(line) {
      const [, label = '', what = ''] = PROGRESS.exec(line) ?? [];
      if (label === '') return null;
      const text = `${label} ${what}`;
      const id = namer(text);
      return { kind: 'starts', unit: id, title: what, about: { ...unitOf(id, text, undefined), stage: 0 } };
    },
    shows: (line) => parseKraftLine(line)?.text ?? null,
    artifacts: clean ? [] : [image, `${image}${symbolsSuffix({ arch: request.arch, monitor })}`],
    env: {},
    files: clean || !project ? [] : [{ path: STUDIO_KRAFTFILE, text: localKraftfile(project, files.root, context) }],
  };
  return { value: plan, problems };
}
