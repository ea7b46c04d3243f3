/** The search box "Search options": arrows go to the tree, Enter to the best hit. */
import { useRef } from 'react';
import { useStore } from 'zustand';
import type { LoadedConfig } from '../../app/config/config-session.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { configViewStore, focus, select } from './config-store.ts';
import { setQuery } from './option-search.ts';
import { useWantedFocus } from './use-wanted-focus.ts';

export function OptionSearchBox({ config }: { config: LoadedConfig }) {
  const query = useStore(configViewStore, (view) => view.query);
  const found = useStore(configViewStore, (view) => view.found);
  const field = useRef<HTMLInputElement>(null);
  useWantedFocus('search', () => {
    field.current?.focus();
    field.current?.select();
    return true;
  });
  const number = (count: number) => count.toLocaleString('en');
  return (
    <search className="config-view__search">
      <SearchField
        ref={field}
        label="Search options"
        value={query}
        found={found ? `${number(found.total)} of ${number(config.counts.all)}` : undefined}
        onChange={(text) => setQuery({ query: text })}
        onKeyDown={(event) => {
          const best = found?.ranked[0];
          if (event.key === 'Enter' && best !== undefined) select(best, { jump: true });
          else if (event.key !== 'ArrowDown') return;
          else if (best !== undefined && configViewStore.getState().node === null) select(best, { jump: true });
          focus('tree');
          event.preventDefault();
        }}
      />
    </search>
  );
}
