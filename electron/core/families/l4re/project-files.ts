/** Files that make a folder an L4Re project, relative to its root. */
export const CONTROL = 'Control';
export const MAKEFILE = 'Makefile';
export const MODULES_LIST = 'modules.list';
/** The options of the two halves of the platform, as they were when the project was first built, or as it wants them. */
export const FIASCO_CONFIG = 'fiasco.config';
export const L4RE_CONFIG = 'l4re.config';
/** Where the studio says, for a plain `make`, where the platform is on this computer. */
export const PLATFORM_MK = 'platform.mk';
/** The program as it was built last: `<arch>/<target>` as it boots, `.dbg` with symbols. */
export const BUILD = 'build';
