/**
 * The programs of Unikraft's own Kconfig (`conf`, and `fixdep`, which the compiler's rules need): made before the build. In a
 * new folder Unikraft's make starts one make for each of them side by side, and both write `fixdep.o`: now and then one
 * reads what the other has half written.
 */
import type { PlannedStep, ProjectFiles } from '../family.ts';
import type { PlanContext, Question } from '../source.ts';
import { CORE } from './libraries.ts';
import { BUILD } from './targets.ts';

const RULES = 'support/kconfig/Makefile.br';

/** Whether they are there: nothing is told but the size of one. */
export function hostTools({ root }: Pick<ProjectFiles, 'root'>): Question {
  return { id: 'built.conf', kind: 'size', path: `${root}/${BUILD}/kconfig/conf` };
}

/** None where they are there, or where the tree makes them in another way. The variables are those that its Makefile gives. */
export function hostToolSteps(files: ProjectFiles, jobs: number, context: PlanContext): readonly PlannedStep[] {
  const core = context.sources[CORE];
  const isThere = (context.facts[hostTools(files).id] ?? null) !== null;
  if (!core || isThere || core.read(RULES) === undefined) return [];
  const folder = `${files.root}/${BUILD}/kconfig`;
  const tools = ['CC=gcc', 'HOSTCC=gcc', 'YACC=bison', 'LEX=flex'];
  const make = [
    'make',
    '--no-print-directory',
    `-j${jobs}`,
    '-C',
    `${core.folder}/support/kconfig`,
    '-f',
    'Makefile.br',
  ];
  return [
    { title: 'Prepare', argv: ['mkdir', '-p', folder], cwd: '' },
    { title: "Unikraft's own tools", argv: [...make, `obj=${folder}`, ...tools, `${folder}/conf`], cwd: '' },
  ];
}
