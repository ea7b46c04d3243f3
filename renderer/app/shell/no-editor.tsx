/** Shown where no editor is open: what can be done from here, with its keys. */
import { useStore } from 'zustand';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { canRun, commandStore, runCommand } from '../commands.ts';
import { keysOf } from '../keybindings.ts';
import { Mark } from '../mark.tsx';
import { workspaceStore } from '../workspace.ts';

const offered = ['quickOpen.show', 'palette.show', 'machine.run', 'build.start', 'view.terminal'];

export function NoEditor() {
  const { project, settled } = useStore(workspaceStore);
  const commands = useStore(commandStore, (state) => state.commands);
  if (!settled) return null;
  if (!project)
    return (
      <div className="no-editor">
        <Mark size={48} />
        <p>No project is open.</p>
        <Button onClick={() => void runCommand('welcome.show')}>Show the Welcome page</Button>
      </div>
    );
  return (
    <div className="no-editor">
      <Mark size={48} />
      <dl>
        {offered.flatMap((id) => {
          const command = commands.get(id);
          const keys = keysOf(id);
          return command && keys && canRun(command) === true
            ? [
                <dt key={id}>{command.title}</dt>,
                <dd key={`${id}-keys`}>
                  <Kbd keys={keys} />
                </dd>,
              ]
            : [];
        })}
      </dl>
    </div>
  );
}
