/** The tree "Options": rows of what is open or found, walked and changed by the keyboard as in menuconfig. */
import { RotateCcw, SquarePen } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { runCommand } from '../../app/commands.ts';
import type { LoadedConfig } from '../../app/config/config-session.ts';
import { openEditor } from '../../app/editors.ts';
import { Button } from '../../ui/button.tsx';
import type { MenuItem } from '../../ui/menu.tsx';
import { Tree, type TreeHandle } from '../../ui/tree.tsx';
import type { TreeRow } from '../../ui/tree-rows.ts';
import { configInput } from './config-input.ts';
import { configViewStore, focus, select, setExpanded } from './config-store.ts';
import { openPlace } from './open-place.ts';
import { edit, press, reset, toggle } from './option-actions.ts';
import { OptionRowView, useLiveOption } from './option-row-view.tsx';
import { type OptionRow, optionRows } from './option-rows.ts';
import { showAllHits } from './option-search.ts';
import { useWantedFocus } from './use-wanted-focus.ts';

const renderRow = (row: TreeRow<OptionRow>) => <OptionRowView row={row.data} />;
const opensOnPress = (row: TreeRow<OptionRow>) => row.data.option < 0;

function takesKey(event: KeyboardEvent, typing: boolean): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  const { node } = configViewStore.getState();
  if (event.key === '/') {
    focus('search');
    return true;
  }
  if (node === null) return false;
  if (event.key === ' ') return toggle(node);
  if (typing) return false;
  return /^[ymn]$/i.test(event.key) && press(node, event.key.toLowerCase());
}

export function OptionsTree({ config }: { config: LoadedConfig }) {
  const { tree } = config;
  const node = useStore(configViewStore, (view) => view.node);
  const expanded = useStore(configViewStore, (view) => view.expanded);
  const closed = useStore(configViewStore, (view) => view.closed);
  const found = useStore(configViewStore, (view) => view.found);
  const onlyVisible = useStore(configViewStore, (view) => view.onlyVisible);
  const handle = useRef<TreeHandle>(null);
  // Values matter to the rows only where they decide which are there.
  const shown = onlyVisible && !found ? config : null;
  const { rows, inClosed } = useMemo(
    () =>
      optionRows(tree, {
        expanded,
        closed,
        hits: found?.hits ?? null,
        ...(shown ? { shows: (at: number) => isShown(shown, at) } : {}),
      }),
    [tree, expanded, closed, found, shown],
  );
  useWantedFocus('tree', () => {
    handle.current?.focus();
    return true;
  });
  const more = found?.more ?? 0;
  return (
    <>
      <Tree
        ref={handle}
        label="Options"
        className="options-tree"
        rows={rows}
        selected={node === null ? null : String(node)}
        onSelect={(id) => {
          select(Number(id));
        }}
        onToggle={(id, open) => setExpanded(Number(id), open)}
        onActivate={edit}
        onClick={() => openEditor(configInput(), { focus: false })}
        onCheck={(id) => void toggle(Number(id))}
        opensOnPress={opensOnPress}
        useLive={useLiveOption}
        takesKey={takesKey}
        menu={(id) => (id === null ? [] : menuOf(config, Number(id)))}
        render={renderRow}
      />
      {inClosed > 0 ? <p className="options-tree__more">{inClosed.toLocaleString('en')} more in closed menus</p> : null}
      {more > 0 ? (
        <p className="options-tree__more">
          The {found!.ranked.length.toLocaleString('en')} best are shown.{' '}
          <Button kind="link" onClick={showAllHits}>
            Show all {found!.total.toLocaleString('en')}
          </Button>
        </p>
      ) : null}
    </>
  );
}

function isShown({ tree, states, hidden }: LoadedConfig, node: number): boolean {
  const option = tree.option(node);
  return !hidden.has(node) && (option < 0 || states.has(option, 'visible'));
}

function menuOf({ tree, states }: LoadedConfig, node: number): readonly MenuItem[] {
  const option = tree.option(node);
  const place = tree.place(node);
  const items: MenuItem[] = [];
  if (option >= 0) {
    const type = tree.type(option);
    const { assignable, value } = states.get(option);
    if (type === 'bool' || type === 'tristate')
      for (const letter of assignable)
        items.push({
          id: letter,
          label: { n: 'Off', m: 'Module', y: 'On' }[letter] ?? letter,
          keys: letter,
          checked: value === letter,
          onSelect: () => void press(node, letter),
        });
    items.push(
      { id: 'details', label: 'Show the details', icon: SquarePen, keys: 'Enter', onSelect: edit },
      { id: 'line-1', separator: true },
      { id: 'reset', label: 'Reset this option', icon: RotateCcw, onSelect: () => void reset([node]) },
    );
  }
  if (tree.children(node).length > 0)
    items.push({
      id: 'reset-menu',
      label: 'Reset everything below',
      icon: RotateCcw,
      onSelect: () => void reset(tree.subtree(node)),
    });
  items.push(
    { id: 'line-2', separator: true },
    {
      id: 'definition',
      label: `Open ${place.file}:${place.line}`,
      onSelect: () => void openPlace({ file: place.file, path: place.path || null, line: place.line }),
    },
    { id: 'compare', label: 'Compare with saved', onSelect: () => void runCommand('config.compareSaved') },
  );
  return items;
}
