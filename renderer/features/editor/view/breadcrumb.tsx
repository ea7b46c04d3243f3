/** The path of the file and the symbol at the caret, above the text. */
import { ChevronRight } from 'lucide-react';
import { Fragment } from 'react';
import { useStore } from 'zustand';
import { itemAt } from '#core/engines/outline/outline-item.ts';
import { activeDocumentStore } from '../../../app/active-document.ts';
import { runCommand } from '../../../app/commands.ts';
import { symbolIcon } from '../../../app/symbol-icon.ts';
import { Icon } from '../../../ui/icon.tsx';
import './breadcrumb.css';

export function Breadcrumb({ path }: { path: string }) {
  const symbol = useStore(activeDocumentStore, ({ active }) =>
    active?.path === path ? itemAt(active.symbols, active.line) : null,
  );
  const parts = path.split('/');
  return (
    <nav className="breadcrumb" aria-label="Path of the file">
      {parts.map((part, index) => {
        const place = parts.slice(0, index + 1).join('/');
        return (
          <Fragment key={place}>
            {index > 0 ? <Icon of={ChevronRight} size={14} className="breadcrumb__between" /> : null}
            <button
              type="button"
              className="breadcrumb__part focus-inside"
              title={`Show ${place} in the explorer`}
              onClick={() => void runCommand('explorer.reveal', place)}
            >
              {part}
            </button>
          </Fragment>
        );
      })}
      {symbol ? (
        <>
          <Icon of={ChevronRight} size={14} className="breadcrumb__between" />
          <button
            type="button"
            className="breadcrumb__part breadcrumb__part--symbol focus-inside"
            title="Go to a symbol of this file"
            onClick={() => void runCommand('editor.goToSymbol')}
          >
            <Icon of={symbolIcon(symbol.kind)} size={14} />
            {symbol.name}
          </button>
        </>
      ) : null}
    </nav>
  );
}
