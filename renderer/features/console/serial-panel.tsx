/** The panel tab "Serial": the console of the open project's newest run. */
import { Play, Terminal } from 'lucide-react';
import { useStore } from 'zustand';
import { machineStore, newestSession } from '../../app/activity.ts';
import { blocked } from '../../app/build-and-run.ts';
import { runCommand } from '../../app/commands.ts';
import { keysOf } from '../../app/keybindings.ts';
import { togglePanel } from '../../app/layout.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SerialView } from './serial-view.tsx';

export default function SerialPanel() {
  const project = useStore(workspaceStore, (state) => state.project);
  const session = useStore(machineStore, (state) => newestSession(state.sessions, project));
  if (!session) return <NoMachine />;
  return <SerialView session={session} place="panel" onClose={() => togglePanel('serial')} />;
}

export function NoMachine() {
  const project = useStore(workspaceStore, (state) => state.project);
  const reason = blocked(project);
  return (
    <section className="serial-none" aria-label="Serial console">
      <EmptyState
        icon={Terminal}
        title="No machine is running"
        text="What your image prints on its serial port appears here."
        action={
          <Button
            kind="primary"
            icon={Play}
            iconFilled
            disabled={reason !== null}
            {...(reason !== null && { hint: reason })}
            keys={keysOf('machine.run')}
            onClick={() => void runCommand('machine.run')}
          >
            {project ? `Run ${project.name}` : 'Run'}
          </Button>
        }
      />
    </section>
  );
}
