/** Asks before a command is run for the person: shows it word for word; the safe answer has the focus. */
import { SquareTerminal } from 'lucide-react';
import { useRef } from 'react';
import { useStore } from 'zustand';
import { showPanel } from '../../app/layout.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { newTerminal, terminalStore } from './terminal-store.ts';
import './terminal-panel.css';

export function TerminalConsent() {
  const asked = useStore(terminalStore, (state) => state.asked);
  const safe = useRef<HTMLButtonElement>(null);
  const close = () => terminalStore.setState({ asked: null });
  if (!asked) return null;
  const run = () => {
    close();
    showPanel('terminal');
    void newTerminal(asked);
  };
  return (
    <Dialog
      open
      onClose={close}
      closable={false}
      icon={SquareTerminal}
      title="Run this command?"
      description="It runs in a terminal that you can see: what it asks you answer there, and Ctrl+C stops it."
      width={560}
      initialFocus={safe}
      foot={
        <>
          <Button ref={safe} onClick={close}>
            Cancel
          </Button>
          <Button kind="primary" onClick={run}>
            Run in terminal
          </Button>
        </>
      }
    >
      <code className="consent__command selectable">{asked.argv.map(quoted).join(' ')}</code>
    </Dialog>
  );
}

/** As a shell would have to be told; what is run is the list of words itself. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
