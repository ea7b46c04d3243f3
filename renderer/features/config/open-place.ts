/** Opens the line of a file that the options are written in; a file outside of the project is shown for reading. */
import type { ConfigPlace } from '#core/contract/config.ts';
import { openEditor } from '../../app/editors.ts';
import { openFile } from '../../app/workspace.ts';

export function openPlace({ file, path, line }: ConfigPlace): void {
  if (path) openFile(path, { line });
  else
    openEditor({ kind: 'config-file', id: file, title: file.split('/').at(-1) ?? file, detail: file, data: { line } });
}
