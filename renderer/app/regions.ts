/** F6 and Shift+F6 walk through the regions of the window; each one gets the focus where it was last. */
import { focusable, focusTarget, giveFocus } from './give-focus.ts';

const lastIn = new WeakMap<Element, HTMLElement>();

/** Remembers the focus of each region. */
export function watchRegions(root: Document): () => void {
  const onFocus = (event: FocusEvent) => {
    const target = event.target as HTMLElement;
    const region = target.closest('[data-region]');
    if (region) lastIn.set(region, target);
  };
  root.addEventListener('focusin', onFocus);
  return () => root.removeEventListener('focusin', onFocus);
}

/** The next place in a ring; -1 (nothing focused yet) leads to the first or the last. */
export function nextInRing(current: number, count: number, step: 1 | -1): number {
  if (current < 0) return step === 1 ? 0 : count - 1;
  return (current + step + count) % count;
}

export function focusRegion(region: Element): boolean {
  const last = lastIn.get(region);
  const target = last?.isConnected && region.contains(last) && last.matches(focusable) ? last : focusTarget(region);
  target?.focus();
  return region.contains(document.activeElement);
}

export function cycleRegions(step: 1 | -1): void {
  const regions = [...document.querySelectorAll('[data-region]')].filter((region) => region.clientWidth > 0);
  let index = regions.findIndex((region) => region.contains(document.activeElement));
  for (let tries = 0; tries < regions.length; tries++) {
    index = nextInRing(index, regions.length, step);
    if (focusRegion(regions[index]!)) return;
  }
}

/** To what the panel shows, not to its tabs. */
export function focusPanel(): void {
  giveFocus(() => document.getElementById('panel-content'));
}

export function focusSideBar(): void {
  giveFocus(() => document.getElementById('side-bar'));
}

export function focusIsIn(name: string): boolean {
  return document.activeElement?.closest(`[data-region="${name}"]`) != null;
}
