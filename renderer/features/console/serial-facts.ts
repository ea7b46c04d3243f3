/** How much serial text the console on the screen has; apart from the console itself, which is loaded later. */
import { createStore } from 'zustand/vanilla';

export const serialFactsStore = createStore<{ shown: number; lines: number; bytes: number }>(() => ({
  shown: 0,
  lines: 0,
  bytes: 0,
}));
