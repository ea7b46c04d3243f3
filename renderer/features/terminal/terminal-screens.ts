/** The screens that were drawn, by terminal; those of closed terminals are disposed of. */
import type { TerminalId } from '#core/base/id.ts';
import { TerminalScreen } from './terminal-screen.ts';
import { terminalStore } from './terminal-store.ts';

const screens = new Map<TerminalId, TerminalScreen>();

terminalStore.subscribe(({ terminals, known }) => {
  if (!known) return;
  for (const [id, screen] of screens) {
    if (terminals.some((terminal) => terminal.id === id)) continue;
    screen.dispose();
    screens.delete(id);
  }
});

export function screenOf(id: TerminalId): TerminalScreen {
  let screen = screens.get(id);
  if (!screen) {
    screen = new TerminalScreen(id);
    screens.set(id, screen);
  }
  return screen;
}
