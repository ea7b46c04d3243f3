/**
 * Where no boot loader hands over the modules, they lie in the image: L4Re's own tool puts it together from the first entry
 * of modules.list. Beside it the build keeps what it was made from, so that an image of another list is not booted for it.
 */
import type { Problem } from '../../contract/problem.ts';
import type { PlannedStep, ProjectFiles } from '../family.ts';
import type { PlanContext, Question } from '../source.ts';
import { bootModules, searchPath } from './boot-modules.ts';
import { installed, type Platform } from './platform.ts';
import { processorOf } from './processors.ts';
import { BUILD, MODULES_LIST } from './project-files.ts';

type Target = Pick<Platform, 'arch'>;

/** The image, relative to the project. */
export function systemImage({ arch }: Target): string {
  return `${BUILD}/${arch}/system.elf`;
}

/** What the image was made from. */
function recordFile({ arch }: Target): string {
  return `${BUILD}/${arch}/system.parts`;
}

/** The files of the build that make the image: none where the boot loader takes the modules as they are. */
export function imageSteps(files: ProjectFiles, platform: Platform, context: PlanContext): readonly PlannedStep[] {
  const { arch, objects, tree } = platform;
  const { imageBase, folder } = processorOf(arch);
  const { entry } = bootModules(files, { arch }, context);
  if (imageBase === null || entry === null) return [];
  const image = systemImage(platform);
  return [
    {
      title: 'Put the image together',
      argv: [
        ...['perl', `${tree}/tool/bin/l4image`, '-i', `${objects}/bin/${folder}/plain/${imageBase}`, '-o', image],
        ...['create', '--entry', entry.name, '--modules-list-file', `${files.root}/${MODULES_LIST}`],
        // The program as it was just built, and not the one that the project still has of the build before.
        ...[
          '--search-path',
          [`${files.root}/${installed(platform)}`, ...searchPath(files, { arch }, context).slice(1)].join(':'),
        ],
      ],
      cwd: '',
    },
    { title: 'Keep', argv: ['mv', '-T', '--', `${recordFile(platform)}.new`, recordFile(platform)], cwd: '' },
  ];
}

/** Written before the image is made, and put in its place after that. */
export function imageRecord(files: ProjectFiles, platform: Platform, context: PlanContext) {
  return imageSteps(files, platform, context).length === 0
    ? []
    : [{ path: `${recordFile(platform)}.new`, text: recordText(files, platform, context) }];
}

/** The list, and every text of the project's own that it brings. */
function recordText(files: ProjectFiles, { arch }: Target, context: PlanContext): string {
  const { text, entry } = bootModules(files, { arch }, context);
  const own = (entry?.modules ?? []).flatMap(({ file }) => {
    const content = files.paths.includes(file) ? files.read(file) : undefined;
    return content === undefined ? [] : [`--- ${file}\n${content}`];
  });
  return [`--- ${MODULES_LIST}\n${text}`, ...own].join('\n');
}

const RECORD = 'image record';

export function imageQuestions(files: ProjectFiles, target: Target): readonly Question[] {
  return processorOf(target.arch).imageBase === null
    ? []
    : [{ id: RECORD, kind: 'read', path: `${files.root}/${recordFile(target)}` }];
}

/** The image that is there was made of other files than the project has now. */
export function imageProblems(files: ProjectFiles, target: Target, context: PlanContext): readonly Problem[] {
  const made = context.facts[RECORD] ?? null;
  if (processorOf(target.arch).imageBase === null || made === null) return [];
  if (made === recordText(files, target, context)) return [];
  return [
    {
      code: 'l4re.image-outdated',
      severity: 'error',
      title: 'The boot image is older than modules.list or a script that it brings.',
      why: 'On this processor the modules lie inside the image, so it would boot with what the files said when it was made. Build the project: that takes seconds.',
      at: { file: MODULES_LIST, line: 1, column: 1 },
      evidence: { firstLine: 0, lastLine: 0 },
      fixes: [{ kind: 'action', title: 'Build', command: 'build.start' }],
    },
  ];
}

/** What the tool that makes the image finds in its environment. */
export function imageEnv({ arch }: Target): Readonly<Record<string, string>> {
  const { toolPrefix, imageBase } = processorOf(arch);
  return imageBase === null ? {} : { CROSS_COMPILE: toolPrefix };
}
