/** Work that nobody waits for: done when the window has been still for a moment. */
const AFTER_MS = 1500;

export function onIdle(work: () => unknown): void {
  setTimeout(() => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void work(), { timeout: 5000 });
    else work();
  }, AFTER_MS);
}
