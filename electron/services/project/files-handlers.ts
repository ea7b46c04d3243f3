/** Answers the calls and feeds about the files of open projects. */
import type { ProjectId } from '#core/base/id.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { Handlers } from '#core/contract/handlers.ts';
import type { FileService } from './file-service.ts';
import type { ProjectService } from './project-service.ts';

type Channel = Extract<keyof Handlers, `files.${string}` | `backup.${string}`>;

export function filesHandlers(projects: ProjectService): Pick<Handlers, Channel> {
  async function within<T>(id: ProjectId, work: (files: FileService) => Promise<Result<T>>): Promise<Result<T>> {
    const files = projects.files(id);
    return files.ok ? work(files.value) : files;
  }
  return {
    'files.list': ({ projectId, path }) => within(projectId, (files) => files.list(path)),
    'files.read': ({ projectId, path }) => within(projectId, (files) => files.read(path)),
    'files.write': ({ projectId, ...write }) => within(projectId, (files) => files.write(write)),
    'files.createFolder': ({ projectId, path }) => within(projectId, (files) => files.createFolder(path)),
    'files.rename': ({ projectId, from, to }) => within(projectId, (files) => files.rename(from, to)),
    'files.delete': ({ projectId, path }) => within(projectId, (files) => files.delete(path)),
    'files.index': (projectId) =>
      within(projectId, async (files) => {
        const { paths, truncated } = await files.index();
        return ok({ paths: [...paths], truncated });
      }),
    'files.search': ({ projectId, query }, { signal }) => within(projectId, (files) => files.search(query, signal)),
    'files.changes': (projectId) => {
      const files = projects.files(projectId);
      return files.ok ? ok(files.value.changes) : files;
    },
    'backup.save': ({ projectId, backup }) => within(projectId, (files) => files.saveBackup(backup)),
    'backup.list': (projectId) => within(projectId, (files) => files.listBackups()),
    'backup.drop': ({ projectId, path }) => within(projectId, (files) => files.dropBackup(path)),
  };
}
