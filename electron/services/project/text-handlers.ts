/** Answers what the family of a project says of the texts that it reads, as they are being edited. */
import type { ProjectId } from '#core/base/id.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { Handlers } from '#core/contract/handlers.ts';
import type { FamilyTexts, ProjectFiles, RunRequest } from '#core/families/family.ts';
import type { PlanContext } from '#core/families/source.ts';
import type { SurroundingsOf } from '../sources/plan-context.ts';
import type { ProjectLookup } from './open-project.ts';

type Edited = readonly { readonly path: string; readonly text: string }[];
type Reader<T> = (texts: FamilyTexts, files: ProjectFiles, request: RunRequest, context: PlanContext) => T;

export function textHandlers(
  projects: ProjectLookup,
  surroundings: SurroundingsOf,
): Pick<Handlers, Extract<keyof Handlers, `texts.${string}`>> {
  /** @param without the answer where the family reads no texts */
  async function read<T>(id: ProjectId, edited: Edited, without: T, reader: Reader<T>): Promise<Result<T>> {
    const project = projects.get(id);
    if (!project.ok) return project;
    const { family, info } = project.value;
    if (!family?.texts) return ok(without);
    const files = withEdits(await project.value.snapshot(), edited);
    const { context } = await surroundings({ ...project.value, family }, files, 'run');
    return ok(reader(family.texts, files, { arch: info.arch }, context));
  }
  return {
    'texts.check': ({ projectId, edited }) =>
      read(projectId, edited, { paths: [], problems: [] }, (texts, files, request, context) => ({
        paths: [...texts.paths(files)],
        problems: [...texts.check(files, request, context)],
      })),
    'texts.complete': ({ projectId, path, text, offset }) =>
      read(projectId, [{ path, text }], [], (texts, files, request, context) =>
        texts.paths(files).includes(path) ? [...texts.complete(files, { ...request, path, offset }, context)] : [],
      ),
  };
}

function withEdits(files: ProjectFiles, edited: Edited): ProjectFiles {
  const texts = new Map(edited.map(({ path, text }) => [path, text]));
  return { root: files.root, paths: files.paths, read: (path) => texts.get(path) ?? files.read(path) };
}
