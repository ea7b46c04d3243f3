/** Answers the calls and the feed about sources. */
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { Handlers } from '#core/contract/handlers.ts';
import type { NewProject } from '#core/contract/project.ts';
import type { SourceScope } from '#core/contract/sources.ts';
import { changeProjectFile, PROJECT_FILE, parseProjectFile } from '#core/families/project-file.ts';
import type { SourceRequirement } from '#core/families/source.ts';
import type { ProjectMaker } from '../project/create-project.ts';
import type { ProjectService } from '../project/project-service.ts';
import { adoptedRecord } from './adopted-record.ts';
import { examineFolder } from './examine-folder.ts';
import type { SourceService, SourceUser } from './source-service.ts';

type Channel =
  | 'sources.list'
  | 'sources.fetch'
  | 'sources.cancel'
  | 'sources.check'
  | 'sources.adopt'
  | 'sources.events';

export function sourceHandlers(
  sources: SourceService,
  projects: ProjectService,
  maker: ProjectMaker,
): Pick<Handlers, Channel> {
  async function userOf(scope: SourceScope): Promise<Result<SourceUser, Failure>> {
    if (scope.kind === 'template') {
      const { family, template, arch } = scope;
      const choice: NewProject = { family, template, arch, language: '', name: 'project', location: '/' };
      return maker.asSourceUser(choice);
    }
    const project = projects.get(scope.projectId);
    if (!project.ok) return project;
    const { family, info } = project.value;
    if (!family) return fail('no-family', `No family recognises ${info.name}, so it has no sources.`);
    return ok({ family, files: await project.value.snapshot(), trusted: info.trust === 'trusted' });
  }

  async function find(
    scope: SourceScope,
    id: string,
  ): Promise<Result<{ user: SourceUser; requirement: SourceRequirement }, Failure>> {
    const user = await userOf(scope);
    if (!user.ok) return user;
    const requirement = sources.requirement(user.value, id);
    return requirement.ok ? ok({ user: user.value, requirement: requirement.value }) : requirement;
  }

  return {
    'sources.list': async (scope) => {
      const user = await userOf(scope);
      return user.ok ? ok(await sources.rows(user.value)) : user;
    },

    'sources.fetch': async ({ scope, source }) => {
      const found = await find(scope, source);
      if (!found.ok) return found;
      // What becomes of it is told by the feed.
      void sources.fetch(found.value.user.family.id, found.value.requirement);
      return ok(null);
    },

    'sources.cancel': async (key) => {
      sources.cancel(key);
      return ok(null);
    },

    'sources.check': async ({ scope, source, folder }) => {
      const found = await find(scope, source);
      return found.ok ? ok(await examineFolder(found.value.requirement, folder)) : found;
    },

    'sources.adopt': async ({ projectId, source, folder }) => {
      const scope: SourceScope = { kind: 'project', projectId };
      const found = await find(scope, source);
      if (!found.ok) return found;
      const record = folder === null ? null : await adoptedRecord(found.value.requirement, folder);
      if (record !== null && !record.ok) return record;
      const files = projects.files(projectId);
      if (!files.ok) return files;
      const old = await files.value.read(PROJECT_FILE);
      const text = old.ok && old.value.kind === 'text' ? old.value.text : '';
      const baseEtag = old.ok && old.value.kind === 'text' ? old.value.etag : null;
      const { [source]: _replaced, ...others } = parseProjectFile(text).sources;
      const next = { ...others, ...(record === null ? {} : { [source]: record.value }) };
      const written = await files.value.write({
        path: PROJECT_FILE,
        text: changeProjectFile(text, { sources: next }),
        baseEtag,
      });
      if (!written.ok) return written;
      const user = await userOf(scope);
      return user.ok ? ok(await sources.rows(user.value)) : user;
    },

    'sources.events': () => ok(sources.events),
  };
}
