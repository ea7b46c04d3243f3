/** Which tab a key leads to, as WAI-ARIA tabs have it. Pure, so that it can be tested without a page. */

/** @returns index of the tab to focus, or null where the key is not one of a tab list. */
export function nextTab(
  key: string,
  current: number,
  count: number,
  orientation: 'horizontal' | 'vertical',
): number | null {
  if (count === 0) return null;
  const [back, forth] = orientation === 'horizontal' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  switch (key) {
    case forth:
      return (current + 1) % count;
    case back:
      return (current - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Moves focus among the `role=tab` children of the list that the key was pressed in. */
export function onTablistKey(
  event: { key: string; currentTarget: HTMLElement; preventDefault(): void },
  orientation: 'horizontal' | 'vertical',
): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
  const current = tabs.indexOf(document.activeElement as HTMLElement);
  const next = nextTab(event.key, Math.max(current, 0), tabs.length, orientation);
  if (next === null) return;
  event.preventDefault();
  tabs[next]?.focus();
}
