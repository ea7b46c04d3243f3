/** The list of projects that were opened here, newest first, with the last thing that was seen of each. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { ProjectId } from '#core/base/id.ts';
import { ok, type Result } from '#core/base/result.ts';
import { type Project, type RecentProject, recentProject } from '#core/contract/project.ts';
import { createJsonFile } from '../settings/json-file.ts';
import type { Notices } from '../settings/notices.ts';
import type { FileFailure } from './file-failure.ts';
import { projectIdOf } from './project-id.ts';

const LIMIT = 50;
const schema = v.object({ projects: v.array(v.omit(recentProject, ['exists'])) });
type Row = v.InferOutput<typeof schema>['projects'][number];

export interface RecentProjects {
  list(): Promise<RecentProject[]>;
  opened(project: Project): Promise<Result<unknown, FileFailure>>;
  /** Also of a project that is closed by now: its machine may outlive it. */
  remember(id: ProjectId, state: NonNullable<RecentProject['last']>['state']): Promise<Result<unknown, FileFailure>>;
  forget(root: string): Promise<Result<null, FileFailure>>;
}

/** @param folder of the studio's data */
export function createRecentProjects(folder: string, notices: Notices): RecentProjects {
  const file = createJsonFile(join(folder, 'recent.json'), schema, { projects: [] }, (movedTo) =>
    notices.add('warning', `The list of recent projects could not be read. It is kept as ${movedTo}.`),
  );
  return {
    async list() {
      const { projects } = await file.read();
      return Promise.all(projects.map(async (row) => ({ ...row, exists: await isFolder(row.root) })));
    },
    opened: ({ root, name, family }) =>
      file.update(({ projects }) => {
        const last = projects.find((row) => row.root === root)?.last;
        const row: Row = { root, name, family, openedAt: Date.now(), ...(last ? { last } : {}) };
        return { projects: [row, ...projects.filter((other) => other.root !== root)].slice(0, LIMIT) };
      }),
    remember: (id, state) =>
      file.update(({ projects }) => ({
        projects: projects.map((row) =>
          projectIdOf(row.root) === id ? { ...row, last: { state, at: Date.now() } } : row,
        ),
      })),
    async forget(root) {
      const done = await file.update(({ projects }) => ({ projects: projects.filter((row) => row.root !== root) }));
      return done.ok ? ok(null) : done;
    },
  };
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
