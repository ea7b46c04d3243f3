/** Whether the question of trust is on the screen, and who waits for its answer. */
import { createStore } from 'zustand/vanilla';

export const trustStore = createStore<{ open: boolean }>(() => ({ open: false }));

let waiting: (() => void)[] = [];

/** Resolves when the dialog is gone, whatever the answer was: look at the project then. */
export function askTrust(): Promise<void> {
  trustStore.setState({ open: true });
  return new Promise((resolve) => waiting.push(resolve));
}

export function closeTrust(): void {
  trustStore.setState({ open: false });
  for (const resolve of waiting) resolve();
  waiting = [];
}
