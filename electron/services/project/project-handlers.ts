/** Answers the calls and feeds about projects and the places they are in. */
import type { ProjectId } from '#core/base/id.ts';
import { ok, type Result } from '#core/base/result.ts';
import type { Handlers } from '#core/contract/handlers.ts';
import type { Project } from '#core/contract/project.ts';
import type { UnikernelFamily } from '#core/families/family.ts';
import type { ProjectMaker } from './create-project.ts';
import { listPlaces } from './list-places.ts';
import type { ProjectService } from './project-service.ts';

type Channel =
  | 'places.list'
  | 'project.checkPlace'
  | 'project.preview'
  | 'project.create'
  | 'project.open'
  | 'project.trust'
  | 'project.setArch'
  | 'project.setTarget'
  | 'project.setDriver'
  | 'project.close'
  | 'project.recent'
  | 'project.forget'
  | 'project.activity';

/** What is made ready while a person's eyes are still on the way to it. */
export interface Foresight {
  /** A project is being opened or created. */
  coming(): void;
  /** It is open. */
  opened(id: ProjectId): void;
}

export function projectHandlers(
  projects: ProjectService,
  maker: ProjectMaker,
  families: readonly UnikernelFamily[],
  foresight: Foresight,
): Pick<Handlers, Channel> {
  async function opening(open: () => Promise<Result<Project>>): Promise<Result<Project>> {
    foresight.coming();
    const opened = await open();
    if (opened.ok) foresight.opened(opened.value.id);
    return opened;
  }

  return {
    'places.list': (path) => listPlaces(path, families),
    'project.checkPlace': (choice) => maker.checkPlace(choice),
    'project.preview': (choice) => maker.preview(choice),
    'project.create': (choice) =>
      opening(async () => {
        const made = await maker.create(choice);
        return made.ok ? projects.openNew(made.value) : made;
      }),
    'project.open': (path) => opening(() => projects.open(path)),
    'project.trust': ({ projectId, decision }) => projects.trust(projectId, decision),
    'project.setArch': ({ projectId, arch }) => projects.setArch(projectId, arch),
    'project.setTarget': ({ projectId, target }) => projects.setTarget(projectId, target),
    'project.setDriver': ({ projectId, driver }) => projects.setDriver(projectId, driver),
    'project.close': async (projectId) => {
      await projects.close(projectId);
      return ok(null);
    },
    'project.recent': async () => ok(await projects.recent()),
    'project.forget': (root) => projects.forget(root),
    'project.activity': (projectId) => projects.activity(projectId),
  };
}
