/** What features do once the window is filled for the first time: settings are here, the last project is back. */
import { workspaceStore } from './workspace.ts';

const waiting: (() => void)[] = [];

/** At once where that has happened already. */
export function onReady(action: () => void): void {
  if (workspaceStore.getState().settled) action();
  else waiting.push(action);
}

export function becomeReady(): void {
  for (const action of waiting.splice(0)) action();
}
