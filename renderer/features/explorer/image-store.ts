/** Sizes of the last image of the open project, read again when the image on disk changed. */
import { createStore } from 'zustand/vanilla';
import type { ImageMap } from '#core/contract/image.ts';
import { buildStore } from '../../app/activity.ts';
import { client } from '../../app/client.ts';
import { workspaceStore } from '../../app/workspace.ts';

export const imageStore = createStore<{ image: ImageMap | null }>(() => ({ image: null }));

async function read(): Promise<void> {
  const { project } = workspaceStore.getState();
  if (!project) {
    imageStore.setState({ image: null });
    return;
  }
  const answer = await client().call('image.map', project.id);
  // No sizes are no news: the section is left out.
  if (workspaceStore.getState().project?.id === project.id)
    imageStore.setState({ image: answer.ok ? answer.value : null });
}

/** Called once, when the explorer is first shown. */
export function startImage(): void {
  let of = workspaceStore.getState().project?.id;
  void read();
  workspaceStore.subscribe(({ project }) => {
    if (project?.id === of) return;
    of = project?.id;
    imageStore.setState({ image: null });
    void read();
  });
  buildStore.subscribe((now, before) => {
    if (now.imageVersion !== before.imageVersion || (now.job.kind === 'succeeded' && before.job.kind === 'running')) {
      void read();
    }
  });
}
