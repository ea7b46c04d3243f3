/** Files that a configuration is compared with, read from and written to: chosen, read and written. */
import { Monitor } from 'lucide-react';
import { client } from '../../app/client.ts';
import { ask, askText } from '../../app/dialogs.ts';
import { fileIcon } from '../../app/file-icon.ts';
import { fuzzyMatch, pickFrom, type QuickItem } from '../../app/quick-pick.ts';
import { toast, toastFailure } from '../../app/toasts.ts';
import { openFile, workspaceStore } from '../../app/workspace.ts';

export type ChosenFile =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'text'; readonly text: string };

/** Files that look like configurations come first. */
export function rankFiles(paths: readonly string[], text: string): readonly string[] {
  const likely = (path: string) => (/config/i.test(path.split('/').at(-1) ?? '') ? 1 : 0);
  return paths
    .flatMap((path) => {
      const match = fuzzyMatch(text, path);
      return match ? [{ path, score: match.score }] : [];
    })
    .sort((a, b) => likely(b.path) - likely(a.path) || b.score - a.score || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}

/** Shows the files of the project; `fromComputer`: also one that is elsewhere. */
export async function chooseFile(
  placeholder: string,
  fromComputer: boolean,
  use: (file: ChosenFile) => void,
): Promise<void> {
  const { project } = workspaceStore.getState();
  if (!project) return;
  const index = await client().call('files.index', project.id);
  if (!index.ok) {
    toastFailure(index.error);
    return;
  }
  const { paths } = index.value;
  pickFrom({
    placeholder,
    empty: 'No file has these letters.',
    items: (text) => {
      const files = rankFiles(paths, text)
        .slice(0, 200)
        .map(
          (path): QuickItem => ({
            id: path,
            label: path,
            icon: fileIcon(path),
            run: () => use({ kind: 'file', path }),
          }),
        );
      if (!fromComputer) return files;
      const other: QuickItem = {
        id: '',
        label: 'A file from elsewhere on this computer',
        icon: Monitor,
        run: () => pickFromComputer((chosen) => use({ kind: 'text', text: chosen })),
      };
      return [...files, other];
    },
  });
}

function pickFromComputer(use: (text: string) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.onchange = () => {
    const file = input.files?.[0];
    if (file) void file.text().then(use);
  };
  input.click();
}

/** Asks for a name inside the project and writes the text there; an existing file is replaced only after a question. */
export async function writeInProject(title: string, name: string, text: string): Promise<void> {
  const { project } = workspaceStore.getState();
  if (!project) return;
  const path = await askText({
    title,
    label: 'File in the project',
    value: name,
    button: 'Save',
    check: (value) =>
      value.trim() === '' || value.startsWith('/') || value.split('/').some((part) => part === '..' || part === '')
        ? 'Type a name inside the project, as configs/defconfig.'
        : null,
  });
  if (path === null) return;
  let baseEtag: string | null = null;
  const there = await client().call('files.read', { projectId: project.id, path });
  if (there.ok) {
    const answer = await ask({
      title: `Replace ${path}?`,
      text: 'A file of this name is there already. Its present content is gone then.',
      tone: 'warn',
      answers: [
        { id: 'cancel', label: 'Cancel', safe: true },
        { id: 'replace', label: 'Replace' },
      ],
    });
    if (answer !== 'replace') return;
    baseEtag = there.value.etag;
  }
  const written = await client().call('files.write', { projectId: project.id, path, text, baseEtag });
  if (!written.ok) toastFailure(written.error);
  else toast({ tone: 'ok', title: `${path} was written`, action: { label: 'Open', run: () => openFile(path) } });
}

export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
