/** The tree of the project's files. */
import { Copy, FilePlus, Folder, FolderOpen, FolderPlus, FolderSearch, PanelRight, Pencil, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { buildStore, problemStore } from '../../app/activity.ts';
import { currentGroupId, editorStore, openEditor, splitGroup } from '../../app/editors.ts';
import { fileIcon } from '../../app/file-icon.ts';
import { keysOf } from '../../app/keybindings.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { needsTrust, whyReadOnly } from '../../app/write-access.ts';
import { CountBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Fact } from '../../ui/fact.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { Icon } from '../../ui/icon.tsx';
import type { MenuItem } from '../../ui/menu.tsx';
import { Tree, type TreeHandle } from '../../ui/tree.tsx';
import type { TreeRow } from '../../ui/tree-rows.ts';
import {
  absolutePath,
  cancelNaming,
  copyText,
  deletePath,
  finishNaming,
  startNew,
  startRename,
} from './file-actions.ts';
import { FactsByPath } from './file-facts.ts';
import { type FileNode, fileRows, nameOf, parentOf } from './file-tree.ts';
import { collapseAll, fileTreeStore, refresh, selectPath, setExpanded } from './file-tree-store.ts';
import { imageStore } from './image-store.ts';
import { NameInput } from './name-input.tsx';
import './files-section.css';

/** Sizes from here on are shown always, not only of the selected file. */
const LARGE = 1024 * 1024;

export function FilesSection() {
  const tree = useStore(fileTreeStore);
  const problems = useStore(problemStore, (state) => state.problems);
  const dirty = useStore(editorStore, (state) => state.dirty);
  const handle = useRef<TreeHandle>(null);

  const facts = useMemo(() => {
    const unsaved = [...dirty].flatMap((key) => (key.startsWith('file:') ? [key.slice(5)] : []));
    return new FactsByPath(
      problems.map(({ problem }) => problem),
      unsaved,
    );
  }, [problems, dirty]);
  const { folders, expanded, naming } = tree;
  const rows = useMemo(
    () => fileRows({ folders, expanded, naming }, (path) => facts.describe(path)),
    [folders, expanded, naming, facts],
  );

  const { focusRequest } = tree;
  useEffect(() => {
    if (focusRequest > 0) handle.current?.focus();
  }, [focusRequest]);

  const root = folders.get('');
  if (!root) return <div className="files-section__waiting" aria-busy="true" />;
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={FolderOpen}
        title="This folder is empty"
        text="Files of the project appear here."
        action={
          <Button icon={FilePlus} onClick={() => void startNew('new-file', '')}>
            New file
          </Button>
        }
      />
    );
  }

  const open = (path: string, how: { preview?: boolean; beside?: boolean }) => {
    const row = rows.find((other) => other.id === path);
    if (row?.data.kind !== 'file' || row.data.entry.outside) return;
    if (how.beside) splitGroup(currentGroupId(), 'row');
    openEditor(
      { kind: 'file', id: path, title: nameOf(path), detail: path },
      how.beside ? { reuse: false, group: currentGroupId() } : { preview: how.preview ?? false },
    );
  };

  return (
    <Tree
      ref={handle}
      label="Files"
      rows={rows}
      selected={tree.selected}
      onSelect={selectPath}
      onToggle={setExpanded}
      onClick={(path) => open(path, { preview: true })}
      onActivate={(path) => open(path, {})}
      onRename={(path) => void startRename(path)}
      onDelete={(path) => void deletePath(path)}
      menu={(path) => menuOf(rows, path, open)}
      rowProps={(row) => ({
        className: classNames(
          row.data.kind === 'note' && 'files-section__note',
          row.data.kind !== 'naming' && row.data.kind !== 'note' && row.data.ignored && 'tree__row--ignored',
        ),
        ...(row.data.kind !== 'naming' && row.data.kind !== 'note' && row.data.entry.outside
          ? { title: 'This link leads out of the project and is not followed.' }
          : {}),
      })}
      render={(row, { selected }) => <Row row={row} selected={selected} facts={facts} />}
    />
  );
}

function Row({ row, selected, facts }: { row: TreeRow<FileNode>; selected: boolean; facts: FactsByPath }) {
  const node = row.data;
  const naming = useStore(fileTreeStore, (state) => state.naming);
  const folders = useStore(fileTreeStore, (state) => state.folders);
  if (node.kind === 'note') return <span className="tree__name">{node.text}</span>;
  if (node.kind === 'naming' || (naming?.kind === 'rename' && naming.path === node.path)) {
    const rename = naming?.kind === 'rename';
    const folder = rename ? parentOf(naming.path) : naming ? naming.parent : '';
    const own = rename ? nameOf(naming.path) : '';
    const taken = new Set(
      (folders.get(folder)?.entries ?? []).map((entry) => entry.name).filter((name) => name !== own),
    );
    const isFolder = node.kind === 'naming' ? node.of === 'folder' : node.kind === 'folder';
    return (
      <>
        <Icon of={isFolder ? Folder : fileIcon(own)} />
        <NameInput
          label={rename ? `New name of ${own}` : isFolder ? 'Name of the new folder' : 'Name of the new file'}
          value={own}
          taken={taken}
          mayHaveFolders={!rename}
          onDone={(name) => naming && void finishNaming(naming, name)}
          onCancel={() => naming && cancelNaming(naming)}
        />
      </>
    );
  }
  const { errors, warnings, dirty } = facts.of(node.path);
  const closed = node.kind === 'file' || row.expanded === false;
  const icon = node.kind === 'folder' ? (row.expanded ? FolderOpen : Folder) : fileIcon(node.path);
  return (
    <>
      <Icon of={icon} />
      <span
        className={classNames(
          'tree__name',
          closed && errors > 0 && 't-err',
          closed && !errors && warnings > 0 && 't-warn',
        )}
      >
        {node.entry.name}
      </span>
      {/* In words in the row's description already. */}
      <span className="files-section__facts" aria-hidden="true">
        {closed && dirty ? <span className="files-section__dirty">M</span> : null}
        {closed && errors > 0 ? <CountBadge count={errors} tone="err" silent /> : null}
        {closed && errors === 0 && warnings > 0 ? <CountBadge count={warnings} tone="warn" silent /> : null}
        {errors === 0 && warnings === 0 && !dirty ? <Size node={node} selected={selected} /> : null}
      </span>
    </>
  );
}

function Size({ node, selected }: { node: Extract<FileNode, { kind: 'file' | 'folder' }>; selected: boolean }) {
  const image = useStore(imageStore, (state) => state.image);
  const failed = useStore(buildStore, (state) => state.job.kind === 'failed');
  if (node.kind === 'folder') {
    // The folder that the image is in says how large it is, or that it is older than the sources.
    if (!node.ignored || !image || image.path.split('/')[0] !== node.path) return null;
    return <Fact text={failed ? 'stale' : formatBytes(image.bytes)} />;
  }
  const { size } = node.entry;
  if (size === null || !(selected || size >= LARGE)) return null;
  return <Fact text={formatBytes(size)} />;
}

function menuOf(
  rows: readonly TreeRow<FileNode>[],
  path: string | null,
  open: (path: string, how: { beside?: boolean }) => void,
): readonly MenuItem[] {
  const row = path === null ? null : rows.find((other) => other.id === path);
  const node = row?.data;
  if (node?.kind === 'naming' || node?.kind === 'note') return [];
  const { project } = workspaceStore.getState();
  const locked = whyReadOnly(project) !== null && !needsTrust(project);
  const folder = !node ? '' : node.kind === 'folder' ? node.path : parentOf(node.path);
  const make: MenuItem[] = [
    {
      id: 'new-file',
      label: 'New file',
      icon: FilePlus,
      disabled: locked,
      onSelect: () => void startNew('new-file', folder),
    },
    {
      id: 'new-folder',
      label: 'New folder',
      icon: FolderPlus,
      disabled: locked,
      onSelect: () => void startNew('new-folder', folder),
    },
  ];
  if (!node) {
    return [
      ...make,
      { id: 'line', separator: true },
      { id: 'collapse', label: 'Collapse all', onSelect: collapseAll },
      { id: 'refresh', label: 'Read again', onSelect: refresh },
    ];
  }
  const items: MenuItem[] =
    node.kind === 'file'
      ? [
          { id: 'open', label: 'Open', onSelect: () => open(node.path, {}) },
          {
            id: 'beside',
            label: 'Open to the side',
            icon: PanelRight,
            onSelect: () => open(node.path, { beside: true }),
          },
          { id: 'line-1', separator: true },
          ...make,
        ]
      : make;
  return [
    ...items,
    { id: 'line-2', separator: true },
    {
      id: 'rename',
      label: 'Rename',
      icon: Pencil,
      keys: keysOf('file.rename') ?? 'F2',
      disabled: locked,
      onSelect: () => void startRename(node.path),
    },
    {
      id: 'delete',
      label: 'Delete',
      icon: Trash2,
      keys: 'Delete',
      danger: true,
      disabled: locked,
      onSelect: () => void deletePath(node.path),
    },
    { id: 'line-3', separator: true },
    {
      id: 'copy',
      label: 'Copy path',
      icon: Copy,
      onSelect: () => void copyText(absolutePath(node.path), 'Path'),
    },
    {
      id: 'copy-relative',
      label: 'Copy path in the project',
      icon: FolderSearch,
      onSelect: () => void copyText(node.path, 'Path'),
    },
  ];
}
