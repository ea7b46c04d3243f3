/** How Bare is built: one `make`, its steps counted beforehand by `make -n`, its progress read from one line for each step. */
import type { BuildLine, BuildPlan, BuildRequest, Parsed, PlannedUnit, ProjectFiles } from '../family.ts';
import { configuredArch } from './target-arch.ts';

const STAGES = [
  { id: 'configure', title: 'Configure' },
  { id: 'compile', title: 'Compile' },
  { id: 'link', title: 'Link' },
  { id: 'image', title: 'Image' },
] as const;

/** Files that the Makefile makes for the whole image, and their stages; every other unit is a source to compile. */
const WHOLE: Readonly<Record<string, { stage: number; output: string }>> = {
  'config.h': { stage: 0, output: 'config.h' },
  'kernel.elf': { stage: 2, output: 'kernel.elf' },
  'kernel.img': { stage: 3, output: 'kernel.img' },
};
/** `  CC      src/main.c`, as the Makefile's `say` prints it. */
const PROGRESS = /^ {2}(?:CONF|AS|CC|LD|IMAGE) +(\S.*)$/;
/** The same line as `make -n` shows it: the command that would print it. */
const PLANNED = /^printf ' {2}%-7s %s\\n' '[A-Z]+' '(.+)'$/;
const UNIT = /^unit (.+)$/;

function plannedUnit(id: string, out: string, due: ReadonlySet<string>): PlannedUnit {
  const slash = id.lastIndexOf('/');
  const whole = WHOLE[id];
  return {
    id,
    group: whole ? 'image' : id.slice(0, slash),
    label: id.slice(slash + 1),
    stage: whole?.stage ?? 1,
    unchanged: !due.has(id),
    output: `${out}/${whole?.output ?? `${id}.o`}`,
  };
}

function readCount(output: string, out: string): readonly PlannedUnit[] {
  const lines = output.split(/\r?\n/);
  const matches = (pattern: RegExp) => lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
  const due = new Set(matches(PLANNED));
  return [...new Set(matches(UNIT))].map((id) => plannedUnit(id, out, due));
}

function readLine(line: string): BuildLine | null {
  const unit = PROGRESS.exec(line)?.[1];
  return unit === undefined ? null : { kind: 'starts', unit, title: unit };
}

export function planBuild(files: ProjectFiles, { goal, arch, jobs }: BuildRequest): Parsed<BuildPlan> {
  // .config decides; the request is for a project whose .config cannot be read, and make then says so.
  const out = `build/${configuredArch(files) ?? arch}`;
  const make = (title: string, ...args: string[]) => ({ title, argv: ['make', ...args], cwd: '' });
  const clean = make('Clean', 'clean');
  const build = make('Build', `-j${jobs}`, 'all');
  const plan: BuildPlan = {
    stages: goal === 'clean' ? [{ id: 'clean', title: 'Clean' }] : STAGES,
    count: goal === 'clean' ? null : make('Count', '-n', ...(goal === 'rebuild' ? ['-B'] : []), 'units', 'all'),
    countBeside: true,
    readCount: (output) => readCount(output, out),
    steps: goal === 'clean' ? [clean] : goal === 'rebuild' ? [clean, build] : [build],
    readLine,
    artifacts: goal === 'clean' ? [] : [`${out}/kernel.img`, `${out}/kernel.elf`, `${out}/kernel.map`],
    env: {},
  };
  return { value: plan, problems: [] };
}
