/** What the search adds to the window: its activity, and the command that goes to its field with the word at hand. */
import { Search } from 'lucide-react';
import { registerCommand } from '../../app/commands.ts';
import { registerActivity } from '../../app/contributions.ts';
import { showActivity } from '../../app/layout.ts';
import { here } from '../../app/lazy.tsx';
import { focusSearch, setQuery, startSearch } from './search-store.ts';
import SearchView from './search-view.tsx';

// Not loaded later: what is typed right after the keys must find the field, and not the editor.
registerActivity({ id: 'search', label: 'Search', icon: Search, order: 20, load: here(SearchView) });

registerCommand({
  id: 'view.search',
  title: 'Search in files',
  category: 'View',
  keys: 'Mod+Shift+F',
  run: (text) => {
    const chosen = typeof text === 'string' ? text : selectedText();
    showActivity('search');
    if (chosen !== '') setQuery({ text: chosen });
    focusSearch();
  },
});
startSearch();

/** One line of selected text of the page: what somebody who presses the keys there wants to find. */
function selectedText(): string {
  const field = document.activeElement;
  const text =
    field instanceof HTMLTextAreaElement
      ? field.value.slice(field.selectionStart, field.selectionEnd)
      : (window.getSelection()?.toString() ?? '');
  return text.includes('\n') || text.length > 200 ? '' : text.trim();
}
