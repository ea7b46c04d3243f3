/**
 * A folder dropped anywhere on the window is opened. Only the desktop host can say where it is; in a browser the drop is
 * at least kept from replacing the page, and with it everything that is open.
 */
import { desktopBridge } from '../rpc/desktop-bridge.ts';
import { runCommand } from './commands.ts';
import { toast } from './toasts.ts';

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

export function acceptDrops(target: Window): void {
  target.addEventListener('dragover', (event) => {
    if (event.defaultPrevented || !holdsFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = desktopBridge() ? 'link' : 'none';
  });
  target.addEventListener('drop', (event) => {
    if (event.defaultPrevented || !holdsFiles(event)) return;
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    const path = file ? desktopBridge()?.pathOf(file) : undefined;
    if (path) void runCommand('project.open', path);
    else
      toast({
        tone: 'info',
        title: 'A browser does not tell where a dropped folder is',
        text: 'Open it by its path instead.',
        action: { label: 'Open folder', run: () => void runCommand('project.open') },
        tag: 'drop',
      });
  });
}
