/** Work that nobody waits for: done when the window has been still for a moment, never between two keys of a person. */
const AFTER_MS = 1500;
/** Who types pauses for less. */
const STILL_MS = 400;
/** Somebody who never stops typing gets it all the same. */
const AT_MOST_MS = 8000;

let lastKey = Number.NEGATIVE_INFINITY;
// Absent in the tests of what has no page.
globalThis.addEventListener?.('keydown', (event) => (lastKey = event.timeStamp), { capture: true, passive: true });

/** Resolves when no key was pressed for a moment and what is to be drawn was drawn. */
export async function untilStill(): Promise<void> {
  const end = performance.now() + AT_MOST_MS;
  for (let now = performance.now(); now < end; now = performance.now()) {
    const rest = lastKey + STILL_MS - now;
    if (rest <= 0) break;
    await new Promise((done) => setTimeout(done, rest));
  }
  if (typeof requestIdleCallback !== 'function') return;
  await new Promise<void>((done) => requestIdleCallback(() => done(), { timeout: 1000 }));
}

export function onIdle(work: () => unknown): void {
  setTimeout(() => void untilStill().then(work), AFTER_MS);
}
