/** What `kconfig.mjs` measures, as one module that Node can load once it is built. */
export { findFixes } from '../../electron/core/engines/kconfig/fixes.ts';
export { KconfigSession } from '../../electron/core/engines/kconfig/session.ts';
export { MachineOutside } from '../../electron/services/config/kconfig-outside.ts';
export { forgetFiles } from '../../electron/services/config/kept-files.ts';
export { RecordedShell, shellOff, shellRun } from '../../electron/services/config/shell-answers.ts';
export { randomTree } from '../../test/kconfig/random-tree.ts';
export { unikraftEnvironment } from '../../test/kconfig/unikraft-environment.ts';
