/** One console can be shown in the panel and in an editor tab; its screen is in the place that was opened last. */
import { createStore } from 'zustand/vanilla';

export type Place = 'editor' | 'panel';

interface Mounted {
  readonly sessionId: string;
  readonly place: Place;
  /** Tells two views of the same place apart (an editor that is split). */
  readonly view: object;
}

/** The views that are on the screen, the one opened last at the end. */
export const placementStore = createStore<{ mounted: readonly Mounted[] }>(() => ({ mounted: [] }));

/** @returns the function that takes the view away. */
export function mountView(view: Mounted): () => void {
  claim(view);
  return () =>
    placementStore.setState(({ mounted }) => ({ mounted: mounted.filter((other) => other.view !== view.view) }));
}

/** Brings the screen to this view. */
export function claim(view: Mounted): void {
  placementStore.setState(({ mounted }) => ({
    mounted: [...mounted.filter((other) => other.view !== view.view), view],
  }));
}

export function ownerOf(mounted: readonly Mounted[], sessionId: string): Mounted | undefined {
  return mounted.findLast((view) => view.sessionId === sessionId);
}
