/** The symbols of the file at hand; the one that the caret is in is marked. */
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { itemAt } from '#core/engines/outline/outline-item.ts';
import { activeDocumentStore } from '../../app/active-document.ts';
import { SideBarSection } from '../../app/side-bar.tsx';
import { symbolIcon } from '../../app/symbol-icon.ts';
import { openFile } from '../../app/workspace.ts';
import { classNames } from '../../ui/class-names.ts';
import { Fact } from '../../ui/fact.tsx';
import { Icon } from '../../ui/icon.tsx';
import './outline-section.css';

export function OutlineSection() {
  const active = useStore(activeDocumentStore, (state) => state.active);
  const current = active ? itemAt(active.symbols, active.line) : null;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (current) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  if (!active || active.symbols.length === 0) return null;
  return (
    <SideBarSection title="Outline" lined>
      <ul ref={list} className="outline" aria-label="Outline">
        {active.symbols.map((symbol) => (
          <li key={`${symbol.line} ${symbol.name}`}>
            <button
              type="button"
              className={classNames('outline__row', 'focus-inside', symbol === current && 'outline__row--current')}
              aria-current={symbol === current ? 'location' : undefined}
              aria-label={`${symbol.name}, ${symbol.kind}, line ${symbol.line}`}
              onClick={() => openFile(active.path, { line: symbol.line })}
            >
              <Icon of={symbolIcon(symbol.kind)} />
              <span className="tree__name">{symbol.name}</span>
              <Fact text={symbol.line} />
            </button>
          </li>
        ))}
      </ul>
    </SideBarSection>
  );
}
