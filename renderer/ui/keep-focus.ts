/**
 * For what closes over the window (dialogs, menus): it gives the focus back a moment after it has gone. By then the focus may
 * have been given to something else, where somebody types already.
 */
export function keepFocus(event: Event): void {
  if (document.activeElement !== document.body) event.preventDefault();
}
