/** The dialog of a project's sources: open or not, and what its commands do. */
import { createStore } from 'zustand/vanilla';
import type { SourceRow } from '#core/contract/sources.ts';
import { client } from '../../app/client.ts';
import { fetchSource, listSources, sourceEdits } from '../../app/sources.ts';
import { toastFailure } from '../../app/toasts.ts';
import { workspaceStore } from '../../app/workspace.ts';

export const sourcesStore = createStore<{ open: boolean }>(() => ({ open: false }));

export function showSources(): void {
  sourcesStore.setState({ open: true });
}

export function closeSources(): void {
  sourcesStore.setState({ open: false });
}

/** Begins the download of all that the open project lacks, and shows how it goes. */
export async function downloadSources(): Promise<void> {
  const { project } = workspaceStore.getState();
  if (!project) return;
  const scope = { kind: 'project' as const, projectId: project.id };
  const missing = (await listSources(scope)).filter(
    ({ needed, state }) => needed && (state.kind === 'absent' || state.kind === 'failed'),
  );
  showSources();
  await Promise.all(missing.map(({ id }) => fetchSource(scope, id)));
}

export async function adoptSource(row: SourceRow, folder: string | null): Promise<void> {
  const { project } = workspaceStore.getState();
  if (!project) return;
  const answer = await client().call('sources.adopt', { projectId: project.id, source: row.id, folder });
  if (!answer.ok) toastFailure(answer.error);
  sourceEdits.setState(({ count }) => ({ count: count + 1 }));
}
