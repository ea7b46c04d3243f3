/** The dialog of the run settings: open with what the project says, closed otherwise; asks about drafts and saves. */
import { createStore } from 'zustand/vanilla';
import type { Project } from '#core/contract/project.ts';
import type { RunOptions, RunSettings } from '#core/contract/run-settings.ts';
import { client } from '../../app/client.ts';
import { toastFailure } from '../../app/toasts.ts';
import { workspaceStore } from '../../app/workspace.ts';

export interface OpenRunSettings {
  readonly project: Project;
  /** As the host described them last. */
  readonly settings: RunSettings;
}

export const runSettingsStore = createStore<{ open: OpenRunSettings | null }>(() => ({ open: null }));

export async function showRunSettings(): Promise<void> {
  const { project } = workspaceStore.getState();
  if (!project) return;
  const answer = await client().call('project.runSettings', { projectId: project.id, draft: null });
  if (answer.ok) runSettingsStore.setState({ open: { project, settings: answer.value } });
  else toastFailure(answer.error);
}

export function closeRunSettings(): void {
  runSettingsStore.setState({ open: null });
}

/** What would come of a draft; an answer that comes late, after another question, is dropped by the one who asks. */
export async function describeDraft({ project }: OpenRunSettings, draft: RunOptions): Promise<RunSettings | null> {
  const answer = await client().call('project.runSettings', { projectId: project.id, draft });
  return answer.ok ? answer.value : null;
}

/** @returns false where it was not saved (the reason is shown). */
export async function saveRunSettings({ project }: OpenRunSettings, run: RunOptions): Promise<boolean> {
  const answer = await client().call('project.setRun', { projectId: project.id, run });
  if (answer.ok) closeRunSettings();
  else toastFailure(answer.error);
  return answer.ok;
}
