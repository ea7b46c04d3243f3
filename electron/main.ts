/** Entry of the desktop program: Electron's main process. */
import { productName, version } from '../package.json';
import { runDesktop } from './hosts/desktop/desktop-host.ts';

// Not awaited: Electron becomes ready only after this module has been loaded.
void runDesktop({ root: new URL('../../', import.meta.url), version, productName });
