/** Icon buttons of the Terminal tab: a new terminal, end the shown one. */
import { Plus, Trash2 } from 'lucide-react';
import { useStore } from 'zustand';
import { IconButton } from '../../ui/icon-button.tsx';
import { closeTerminal, newTerminal, terminalStore } from './terminal-store.ts';

export function TerminalActions() {
  const active = useStore(terminalStore, (state) => state.active);
  return (
    <>
      <IconButton label="New terminal" icon={Plus} onClick={() => void newTerminal()} />
      {active === null ? null : (
        <IconButton label="End this terminal" icon={Trash2} onClick={() => void closeTerminal(active)} />
      )}
    </>
  );
}
