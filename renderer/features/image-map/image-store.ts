/** The image map of the open project, read again whenever its image changed; and how it is looked at. */
import { createStore } from 'zustand/vanilla';
import type { ProjectId } from '#core/base/id.ts';
import type { Failure } from '#core/base/result.ts';
import type { ImageMap } from '#core/contract/image.ts';
import { buildStore } from '../../app/activity.ts';
import { client } from '../../app/client.ts';
import { workspaceStore } from '../../app/workspace.ts';
import type { Division } from './image-tiles.ts';

export interface ImageState {
  readonly of: ProjectId | null;
  /** null: there is no image yet. */
  readonly map: ImageMap | null;
  readonly loading: boolean;
  readonly failure: Failure | null;
}

export const imageStore = createStore<ImageState>(() => ({ of: null, map: null, loading: false, failure: null }));

export interface ImageLook {
  readonly division: Division;
  readonly asTable: boolean;
  /** Name of the library whose symbols are shown; null: the whole image. */
  readonly inside: string | null;
}

export const imageLookStore = createStore<ImageLook>(() => ({ division: 'library', asTable: false, inside: null }));

export function divideBy(division: Division): void {
  imageLookStore.setState({ division, inside: null });
}

let started = false;
let asked = 0;

/** Called when the map is first shown; follows the open project and its image from then on. */
export function startImage(): void {
  if (started) return;
  started = true;
  void load();
  workspaceStore.subscribe(({ project }, before) => {
    if (project?.id !== before.project?.id || project?.arch !== before.project?.arch) void load();
  });
  buildStore.subscribe(({ imageVersion, job }, before) => {
    const built = job.kind === 'succeeded' && before.job.kind === 'running';
    if (built || imageVersion !== before.imageVersion) void load();
  });
}

export async function load(): Promise<void> {
  const { project } = workspaceStore.getState();
  const ticket = ++asked;
  if (!project) {
    imageStore.setState({ of: null, map: null, loading: false, failure: null });
    return;
  }
  if (imageStore.getState().of !== project.id) imageStore.setState({ of: project.id, map: null, failure: null });
  imageStore.setState({ loading: true });
  const answer = await client().call('image.map', project.id);
  // A newer question has been asked since: its answer counts.
  if (ticket !== asked) return;
  if (answer.ok) imageStore.setState({ map: answer.value, loading: false, failure: null });
  else imageStore.setState({ loading: false, failure: answer.error });
}
