/** Editor groups and their splits, as the model of `editors.ts` has them. */
import { Columns2, Ellipsis } from 'lucide-react';
import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { EditorTabs } from '../../ui/editor-tabs.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuAt, type MenuItem, type PointMenu } from '../../ui/menu.tsx';
import { Grip, Pane, Panes } from '../../ui/splitter.tsx';
import { runCommand } from '../commands.ts';
import { contributionStore, type EditorKind } from '../contributions.ts';
import { type Group, groupsOf, keyOf, type Node } from '../editor-groups.ts';
import {
  closeTab,
  closeTabs,
  editorStore,
  focusEditorGroup,
  keepTab,
  moveTab,
  resizeSplit,
  showTab,
  splitGroup,
} from '../editors.ts';
import { giveFocus } from '../give-focus.ts';
import { keysOf } from '../keybindings.ts';
import { Lazy } from '../lazy.tsx';
import { NoEditor } from './no-editor.tsx';
import './editor-area.css';

export function EditorArea() {
  const root = useStore(editorStore, (state) => state.layout.root);
  const alone = root.type === 'group';
  return (
    <section className="editor-area" aria-label="Editors">
      <NodeView node={root} alone={alone} />
    </section>
  );
}

function NodeView({ node, alone }: { node: Node; alone: boolean }) {
  if (node.type === 'group') return <GroupView group={node} alone={alone} />;
  return (
    <Panes direction={node.direction} onResize={(percents) => resizeSplit(node.id, percents)}>
      {node.children.map((child, index) => (
        <Fragment key={child.id}>
          {index > 0 ? (
            <Grip label={node.direction === 'row' ? 'Width of the editor' : 'Height of the editor'} />
          ) : null}
          <Pane id={child.id} min={160} {...(node.sizes ? { size: `${node.sizes[index]}%` } : {})}>
            <NodeView node={child} alone={false} />
          </Pane>
        </Fragment>
      ))}
    </Panes>
  );
}

/** Tabs are drawn again when what a kind watches for its icon or tone changes. */
function useWatched(kinds: ReadonlyMap<string, EditorKind>): void {
  const [, again] = useState(0);
  useEffect(() => {
    const stops = [...kinds.values()].map((kind) => kind.watch?.subscribe(() => again((count) => count + 1)));
    return () => {
      for (const stop of stops) stop?.();
    };
  }, [kinds]);
}

function GroupView({ group, alone }: { group: Group; alone: boolean }) {
  const kinds = useStore(contributionStore, (state) => state.editors);
  const dirty = useStore(editorStore, (state) => state.dirty);
  const focused = useStore(editorStore, (state) => state.layout.focused === group.id);
  const [menu, setMenu] = useState<PointMenu | null>(null);
  useWatched(kinds);
  const shown = group.tabs.find((tab) => keyOf(tab.input) === group.active);
  const kind = shown ? kinds.get(shown.input.kind) : undefined;
  // A page that stands alone (Welcome) needs no tab strip.
  const bare = alone && group.tabs.length === 1 && kind?.page === true;
  const Actions = kind?.actions;
  const panelId = `editor-${group.id}`;
  const content = useEditorFocus(focused);
  const whole = useFocusKept(group.active);

  return (
    <div
      ref={whole}
      className={focused && !alone ? 'editor-group editor-group--focused' : 'editor-group'}
      data-region="editor"
      onFocusCapture={() => focusEditorGroup(group.id)}
      onPointerDownCapture={() => focusEditorGroup(group.id)}
    >
      {bare || group.tabs.length === 0 ? null : (
        <EditorTabs
          label="Open editors"
          tabs={group.tabs.map(({ input, preview }) => ({
            id: keyOf(input),
            title: input.title,
            detail: input.detail,
            icon: kinds.get(input.kind)?.icon(input) ?? Columns2,
            tone: kinds.get(input.kind)?.tone?.(input),
            dirty: dirty.has(keyOf(input)),
            preview,
          }))}
          selected={group.active}
          panelId={panelId}
          dragScope={group.id}
          onSelect={(key) => showTab(group.id, key)}
          onClose={(key) => void closeTab(group.id, key)}
          onKeep={keepTab}
          onDropTab={(key, from, before) => moveTab(key, from, group.id, before)}
          onContextMenu={(key, point) => setMenu({ ...point, items: tabMenu(group, key) })}
          actions={
            <>
              {Actions && shown ? <Actions input={shown.input} groupId={group.id} active /> : null}
              <IconButton
                label="Split the editor"
                icon={Columns2}
                keys={keysOf('editor.split')}
                onClick={() => splitGroup(group.id, 'row')}
              />
              <Menu
                label="More actions"
                align="end"
                trigger={
                  <button type="button" className="icon-button" aria-label="More actions" title="More actions">
                    <Ellipsis size={16} aria-hidden="true" />
                  </button>
                }
                items={() => groupMenu(group)}
              />
            </>
          }
        />
      )}
      <MenuAt at={menu} label="Tab" onClose={() => setMenu(null)} />
      <div
        ref={content}
        id={panelId}
        {...(bare || !shown ? {} : { role: 'tabpanel', 'aria-label': shown.input.title })}
        className="editor-group__content"
      >
        {shown && kind ? (
          <Lazy
            key={keyOf(shown.input)}
            load={kind.load}
            props={{ input: shown.input, groupId: group.id, active: true }}
            name={shown.input.title}
          />
        ) : (
          <NoEditor />
        )}
      </div>
    </div>
  );
}

/** Gives the focus to the shown editor when a command asked for it. Editors that load late mark a `data-autofocus`. */
function useEditorFocus(focused: boolean) {
  const content = useRef<HTMLDivElement>(null);
  const request = useStore(editorStore, (state) => state.focusRequest);
  const answered = useRef(request);
  // With the tab itself: keys that come right after it are held for it.
  useLayoutEffect(() => {
    if (!focused || answered.current === request) return;
    answered.current = request;
    giveFocus(() => content.current ?? undefined);
  }, [focused, request]);
  return content;
}

/** An editor that had the focus and gave way to another one leaves it to the tab that is shown now. */
function useFocusKept(active: string | null) {
  const group = useRef<HTMLDivElement>(null);
  const before = useRef({ active, request: 0 });
  useEffect(() => {
    const last = before.current;
    const request = editorStore.getState().focusRequest;
    before.current = { active, request };
    // Who opened it has asked for the focus, and gets it.
    if (last.active === active || last.active === null || last.request !== request) return;
    const timer = setTimeout(() => {
      if (document.activeElement === document.body)
        group.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
    }, 60);
    return () => clearTimeout(timer);
  }, [active]);
  return group;
}

function tabMenu(group: Group, key: string): MenuItem[] {
  const keys = group.tabs.map((tab) => keyOf(tab.input));
  const at = keys.indexOf(key);
  return [
    { id: 'close', label: 'Close', keys: keysOf('editor.close'), onSelect: () => void closeTab(group.id, key) },
    {
      id: 'others',
      label: 'Close others',
      disabled: keys.length < 2,
      onSelect: () =>
        void closeTabs(
          group.id,
          keys.filter((other) => other !== key),
        ),
    },
    {
      id: 'right',
      label: 'Close to the right',
      disabled: at === keys.length - 1,
      onSelect: () => void closeTabs(group.id, keys.slice(at + 1)),
    },
    { id: 'all', label: 'Close all', onSelect: () => void closeTabs(group.id, keys) },
    { id: 'line', separator: true },
    { id: 'keep', label: 'Keep open', disabled: !group.tabs[at]?.preview, onSelect: () => keepTab(key) },
    {
      id: 'split',
      label: 'Split right',
      onSelect: () => {
        showTab(group.id, key);
        splitGroup(group.id, 'row');
      },
    },
  ];
}

function groupMenu(group: Group): MenuItem[] {
  const keys = group.tabs.map((tab) => keyOf(tab.input));
  const others = groupsOf(editorStore.getState().layout.root).length > 1;
  return [
    { id: 'down', label: 'Split down', onSelect: () => splitGroup(group.id, 'column') },
    { id: 'right', label: 'Split right', keys: keysOf('editor.split'), onSelect: () => splitGroup(group.id, 'row') },
    { id: 'line', separator: true },
    { id: 'all', label: 'Close all', onSelect: () => void closeTabs(group.id, keys) },
    ...(others
      ? [{ id: 'next', label: 'Go to the next group', onSelect: () => void runCommand('editor.nextGroup') }]
      : []),
  ];
}
