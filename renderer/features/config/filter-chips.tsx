/** All, Changed, Not default, Blocked: which options the tree shows, with how many each would leave. */
import { useStore } from 'zustand';
import type { LoadedConfig } from '../../app/config/config-session.ts';
import { configViewStore, type Filter } from './config-store.ts';
import { setQuery } from './option-search.ts';

const names: Readonly<Record<Filter, string>> = {
  all: 'All',
  changed: 'Changed',
  notDefault: 'Not default',
  blocked: 'Blocked',
};

export function FilterChips({ config }: { config: LoadedConfig }) {
  const filter = useStore(configViewStore, (view) => view.filter);
  const found = useStore(configViewStore, (view) => view.found);
  const searching = useStore(configViewStore, (view) => view.query.trim() !== '');
  const counts = searching && found ? found.counts : config.counts;
  return (
    <fieldset className="filter-chips" aria-label="Show">
      {(Object.keys(names) as Filter[]).map((each) => (
        <button
          key={each}
          type="button"
          className="filter-chip"
          aria-pressed={filter === each}
          onClick={() => setQuery({ filter: filter === each ? 'all' : each })}
        >
          {names[each]}
          {each === 'all' ? null : <span className="t-num">{counts[each].toLocaleString('en')}</span>}
        </button>
      ))}
    </fieldset>
  );
}
