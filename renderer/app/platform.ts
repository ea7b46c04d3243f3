/** What the window needs to know about the computer it is shown on. */

const agent = globalThis.navigator?.userAgent ?? '';

/** Cmd takes the place of Ctrl. */
export const isMac = /Mac OS X|Macintosh/.test(agent);

/** Inside the desktop host: the window has no tabs, address bar or keys of a browser. */
export const isDesktop = 'unikernelStudio' in globalThis;
