/** Colours, type, tree rows, menu and tooltip. */
import { FileCode, FilePlus, FolderOpen, FolderPlus, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { CountBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { Tree } from '../../ui/tree.tsx';
import { treeRows } from '../../ui/tree-rows.ts';
import { Part } from './part.tsx';

function Swatches({ names }: { names: readonly (readonly [token: string, label: string])[] }) {
  return (
    <ul className="swatches">
      {names.map(([token, label]) => (
        <li key={token}>
          <span className="swatches__colour" style={{ background: `var(--${token})` }} />
          <span className="t-caption t-third">{label}</span>
        </li>
      ))}
    </ul>
  );
}

const same = (...names: string[]) => names.map((name) => [name, name] as const);

interface Node {
  readonly name: string;
  readonly tone?: 'err' | 'ignored';
  readonly fact?: string;
  readonly children?: readonly Node[];
}
const nodes: readonly Node[] = [
  {
    name: 'Rest',
    children: [
      { name: 'Hover' },
      { name: 'Selected', fact: '4 KB' },
      { name: 'Focus from the keyboard' },
      { name: 'With an error', tone: 'err' },
      { name: 'Ignored by git', tone: 'ignored' },
    ],
  },
];

export function Foundations() {
  const [selected, setSelected] = useState<string | null>('Selected');
  const [closed, setClosed] = useState(false);
  const rows = treeRows(nodes, {
    id: (node) => node.name,
    label: (node) => node.name,
    children: (node) => node.children,
    expanded: () => !closed,
    description: (node) => node.fact ?? (node.tone === 'err' ? '1 error' : undefined),
  });
  return (
    <div className="components__column">
      <Part title="Surfaces and lines">
        <Swatches names={same('frame', 'side', 'base', 'raised', 'overlay', 'hover', 'active', 'select')} />
      </Part>
      <Part title="Meaning">
        <Swatches
          names={[
            ['accent', 'accent'],
            ['accent-soft', 'soft'],
            ['ok', 'ok'],
            ['ok-soft', 'soft'],
            ['warn', 'warn'],
            ['warn-soft', 'soft'],
            ['err', 'err'],
            ['err-soft', 'soft'],
          ]}
        />
      </Part>
      <Part title="Data">
        <Swatches
          names={[
            ['d1', 'platform'],
            ['d2', 'C library'],
            ['d3', 'files'],
            ['d4', 'boot'],
            ['d5', 'memory'],
            ['d6', 'other'],
            ['accent', 'yours'],
            ['control', 'control'],
          ]}
        />
      </Part>
      <Part title="Type">
        <p className="t-display">Display 24 / 32, 600</p>
        <p className="t-title">Title 20 / 28, 600</p>
        <p className="t-heading">Heading 16 / 24, 600</p>
        <p>
          Body 13 / 20, 400 and <span className="t-name">500</span> for names
        </p>
        <p className="t-small t-second">Small 12 / 16: secondary facts</p>
        <p className="t-caption t-third">Caption 11 / 16: badges, activity labels</p>
        <p className="t-code">Mono 13 / 20: code, serial</p>
      </Part>
      <Part title="Tree rows, 24 px">
        <div className="components__tree">
          <Tree
            label="Example"
            rows={rows}
            selected={selected}
            onSelect={setSelected}
            onToggle={(_, expanded) => setClosed(!expanded)}
            menu={() => [{ id: 'new', label: 'New file', icon: FilePlus }]}
            rowProps={(row) => (row.data.tone ? { className: `tree__row--${row.data.tone}` } : {})}
            render={({ data }) => (
              <>
                <Icon of={data.children ? FolderOpen : FileCode} />
                <span className="tree__name">{data.name}</span>
                {data.fact ? <Fact text={data.fact} /> : null}
                {data.tone === 'err' ? <CountBadge count={1} tone="err" silent /> : null}
              </>
            )}
          />
        </div>
      </Part>
      <Part title="Menu and tooltip">
        <div className="components__line">
          <Menu
            trigger={<Button>Open a menu</Button>}
            items={[
              { id: 'file', label: 'New file', icon: FilePlus, keys: 'A' },
              { id: 'folder', label: 'New folder', icon: FolderPlus },
              { id: 'line', separator: true },
              { id: 'undo', label: 'Undo', icon: Undo2, keys: 'Ctrl+Z', disabled: true },
            ]}
          />
          <Tooltip text="Build the project" keys="Ctrl+Shift+B">
            <button type="button" className="button button--quiet">
              Tooltip: after 400 ms, at once on focus
            </button>
          </Tooltip>
        </div>
      </Part>
    </div>
  );
}
