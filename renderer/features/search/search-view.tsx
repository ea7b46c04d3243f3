/** The search's side bar: the field with its switches, the count, the matches by file. */
import { CaseSensitive, Regex, Search, WholeWord } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { SideBarHeader } from '../../app/side-bar.tsx';
import { workspaceStore } from '../../app/workspace.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { SearchResults } from './search-results.tsx';
import { countsOf } from './search-rows.ts';
import { search, searchStore, setQuery } from './search-store.ts';
import './search-view.css';

export default function SearchView() {
  const { query, searching, result, failure, focusRequest } = useStore(searchStore);
  const project = useStore(workspaceStore, (state) => state.project);
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each request moves the focus once more
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [focusRequest]);

  if (!project) {
    return (
      <>
        <SideBarHeader title="Search" />
        <EmptyState icon={Search} title="No folder is open" text="Its files can be searched here." />
      </>
    );
  }
  return (
    <>
      <SideBarHeader title="Search" />
      <search className="search-view__query">
        <SearchField
          ref={field}
          label="Search in files"
          value={query.text}
          onChange={(text) => setQuery({ text })}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void search();
            if (event.key === 'ArrowDown') {
              document.querySelector<HTMLElement>('.search-results')?.focus();
              event.preventDefault();
            }
          }}
        />
        <div className="search-view__switches">
          <IconButton
            label="Match case"
            icon={CaseSensitive}
            size={24}
            pressed={query.caseSensitive}
            onClick={() => setQuery({ caseSensitive: !query.caseSensitive })}
          />
          <IconButton
            label="Whole words"
            icon={WholeWord}
            size={24}
            pressed={query.wholeWord}
            onClick={() => setQuery({ wholeWord: !query.wholeWord })}
          />
          <IconButton
            label="Regular expression"
            icon={Regex}
            size={24}
            pressed={query.regex}
            onClick={() => setQuery({ regex: !query.regex })}
          />
          <span className="search-view__counts t-num" role="status">
            {searching ? (
              <>
                <Spinner /> Searching
              </>
            ) : result ? (
              countsOf(result.hits.length, result.files, result.truncated)
            ) : (
              ''
            )}
          </span>
        </div>
        {failure ? (
          <p className="search-view__failure" role="alert">
            {failure.message} {failure.hint ?? ''}
          </p>
        ) : null}
      </search>
      {result && result.hits.length > 0 ? (
        <SearchResults hits={result.hits} />
      ) : query.text !== '' && result && !searching ? (
        <p className="search-view__nothing">
          Nothing in the files of this project matches. Build output and what version control ignores is not searched.
        </p>
      ) : null}
      {result?.truncated ? (
        <p className="search-view__nothing">There are more. A longer search text finds fewer.</p>
      ) : null}
    </>
  );
}
