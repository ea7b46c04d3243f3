/** The address of the desktop window: a scheme of its own, so that nothing is ever loaded from `file:` or the network. */
export const SCHEME = 'app';
export const ORIGIN = 'app://studio';
export const WINDOW_URL = `${ORIGIN}/`;

/** True for the window's page itself, whatever follows `#`. */
export function isWindowUrl(url: string): boolean {
  return url === WINDOW_URL || url.startsWith(`${WINDOW_URL}#`);
}
