/** The command field: commands behind '>', and whatever other features answer for. */
import { registerOverlay } from '../../app/contributions.ts';
import { registerQuickPick } from '../../app/quick-pick.ts';
import { commandProvider, helpProvider } from './command-provider.ts';
import { PaletteOverlay } from './palette-overlay.tsx';

registerQuickPick(commandProvider);
registerQuickPick(helpProvider);
registerOverlay('palette', PaletteOverlay);
