/** The cell of the status bar that counts the serial text while a console is shown. */
import { useStore } from 'zustand';
import { runCommand } from '../../app/commands.ts';
import { StatusCell } from '../../app/status-cell.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { serialFactsStore } from './serial-facts.ts';

export function SerialStatus() {
  const facts = useStore(serialFactsStore);
  if (facts.shown === 0) return null;
  return (
    <StatusCell title="Show the serial console" onPress={() => void runCommand('serial.show')}>
      <span className="t-num">{`${facts.lines} ${facts.lines === 1 ? 'line' : 'lines'}, ${formatBytes(facts.bytes)}`}</span>
    </StatusCell>
  );
}
