/** Files that make a folder an L4Re project, relative to its root. */
export const CONTROL = 'Control';
export const MODULES_LIST = 'modules.list';
