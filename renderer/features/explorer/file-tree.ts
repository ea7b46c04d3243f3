/** The tree of files as plain values: which folders are read and open, and the rows that this makes. */
import type { Failure } from '#core/base/result.ts';
import type { FileEntry } from '#core/contract/files.ts';
import type { TreeRow } from '../../ui/tree-rows.ts';

export interface FolderContent {
  readonly entries: readonly FileEntry[];
  /** The last reading failed; the entries are those of the one before. */
  readonly failure: Failure | null;
}

/** An entry that is being named: a new one below `parent`, or `path` that gets another name. */
export type Naming =
  | { readonly kind: 'new-file' | 'new-folder'; readonly parent: string }
  | { readonly kind: 'rename'; readonly path: string };

export interface FileTree {
  /** Folders that were read, by path; '' is the project. */
  readonly folders: ReadonlyMap<string, FolderContent>;
  readonly expanded: ReadonlySet<string>;
  readonly naming: Naming | null;
}

export type FileNode =
  | { readonly kind: 'file' | 'folder'; readonly path: string; readonly entry: FileEntry; readonly ignored: boolean }
  /** The place where a new name is typed. */
  | { readonly kind: 'naming'; readonly path: string; readonly of: 'file' | 'folder' }
  /** A folder that cannot be read, or that is empty. */
  | { readonly kind: 'note'; readonly path: string; readonly text: string };

export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Folders above a path, outermost first, without the project itself: `a/b/c` → `a`, `a/b`. */
export function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/**
 * @param describe facts of a path for screen readers: "1 error, not saved"
 * @returns the visible rows, in order; `id` is the path
 */
export function fileRows(tree: FileTree, describe: (path: string) => string | undefined): TreeRow<FileNode>[] {
  const rows: TreeRow<FileNode>[] = [];
  const { naming } = tree;
  const walk = (folder: string, level: number, ignored: boolean) => {
    const content = tree.folders.get(folder);
    const parent = folder === '' ? null : folder;
    const naming_ = naming && naming.kind !== 'rename' && naming.parent === folder ? naming : null;
    const entries = content?.entries ?? [];
    const setSize = entries.length + (naming_ ? 1 : 0);
    let position = 0;
    const newRow = (of: 'file' | 'folder') => {
      const path = `${folder}\0new`;
      rows.push({
        id: path,
        label: of === 'file' ? 'New file' : 'New folder',
        level,
        parent,
        setSize,
        position: ++position,
        data: { kind: 'naming', path, of },
      });
    };
    if (naming_?.kind === 'new-folder') newRow('folder');
    let placed = naming_?.kind !== 'new-file';
    for (const entry of entries) {
      // A new file stands where the files begin.
      if (!placed && entry.kind === 'file') {
        newRow('file');
        placed = true;
      }
      const path = joinPath(folder, entry.name);
      const isFolder = entry.kind === 'folder';
      const expanded = isFolder && !entry.outside ? tree.expanded.has(path) : undefined;
      const isIgnored = ignored || entry.ignored === true;
      rows.push({
        id: path,
        label: entry.name,
        level,
        expanded,
        parent,
        setSize,
        position: ++position,
        description: describe(path),
        data: { kind: entry.kind, path, entry, ignored: isIgnored },
      });
      if (expanded) walk(path, level + 1, isIgnored);
    }
    if (!placed) newRow('file');
    const note = content?.failure?.message ?? (content && setSize === 0 && level > 0 ? 'Empty' : null);
    if (note !== null && (level > 0 || content?.failure)) {
      const path = `${folder}\0note`;
      rows.push({
        id: path,
        label: note,
        level,
        parent,
        setSize: 1,
        position: 1,
        data: { kind: 'note', path, text: note },
      });
    }
  };
  walk('', 0, false);
  return rows;
}

/** Loaded folders whose list may differ after these paths changed: those they are in, and they themselves. */
export function foldersTouched(loaded: Iterable<string>, paths: readonly string[]): readonly string[] {
  const touched = new Set<string>();
  for (const path of paths) {
    touched.add(parentOf(path));
    touched.add(path);
  }
  return [...loaded].filter((folder) => touched.has(folder));
}

/**
 * What is wrong with a name that was typed; null where it will do. A new name may have folders in it.
 * @param taken names in the same folder, without the one that is renamed
 */
export function checkName(name: string, taken: ReadonlySet<string>, mayHaveFolders: boolean): string | null {
  if (name.trim() === '') return 'Type a name.';
  const parts = name.split('/');
  if (parts.length > 1 && !mayHaveFolders) return 'A name has no “/” in it.';
  if (parts.some((part) => part === '')) return 'A folder’s name is missing before or after a “/”.';
  if (parts.some((part) => part === '.' || part === '..')) return '“.” and “..” mean folders; choose another name.';
  if (/[\0\n]/.test(name)) return 'A name is one line of text.';
  if (parts.some((part) => new TextEncoder().encode(part).length > 255)) return 'This name is too long for a disk.';
  if (parts.length === 1 && taken.has(name)) return `There is a “${name}” here already.`;
  return null;
}
