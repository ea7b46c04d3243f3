/** What the command field finds when no prefix is typed: files of the project, with a line where one is given. */
import { currentGroupId, openEditor, splitGroup } from '../../app/editors.ts';
import { fileIcon } from '../../app/file-icon.ts';
import type { QuickItem, QuickPickProvider } from '../../app/quick-pick.ts';
import { fileIndex } from './file-index.ts';
import { parseQuery } from './parse-query.ts';
import type { PathMatcher } from './path-matcher.ts';
import { recentFilesStore } from './recent-files.ts';

const SHOWN = 100;

export const filePicker: QuickPickProvider = {
  prefix: '',
  title: 'Go to a file',
  placeholder: 'Search files by name (: for a line, @ for a symbol, > for commands)',
  empty: 'No file of this project has a name like this.',
  async items(text, signal) {
    const query = parseQuery(text);
    if (query.kind !== 'file') return [];
    const recent = recentFilesStore.getState().paths;
    // The file at hand is the last that anybody wants to go to.
    const [first, ...others] = recent;
    const find = (matcher: PathMatcher) => matcher.find(query.text, query.text === '' ? others : recent, SHOWN).matches;
    let index = await fileIndex();
    // A file that was made just now is in an index that is still on its way.
    if (index.ok && query.text !== '' && find(index.value.matcher).length === 0) index = await fileIndex(true);
    if (signal.aborted) return [];
    if (!index.ok)
      return [{ id: 'failure', label: index.error.message, disabled: index.error.hint ?? '', run: () => {} }];
    const used = new Set(recent);
    const items = find(index.value.matcher)
      .filter((match) => query.text !== '' || match.path !== first)
      .map((match, order): QuickItem => {
        const cut = match.path.lastIndexOf('/') + 1;
        return {
          id: match.path,
          label: match.path.slice(cut),
          matches: match.positions.flatMap((position) => (position >= cut ? [position - cut] : [])),
          detail: match.path.slice(0, Math.max(0, cut - 1)),
          icon: fileIcon(match.path),
          ...(query.text === '' && order === 0 && used.has(match.path) ? { heading: 'Recent' } : {}),
          run: ({ beside }) => {
            if (beside) splitGroup(currentGroupId(), 'row');
            const place = query.line === null ? {} : { data: { line: query.line, column: query.column } };
            openEditor(
              { kind: 'file', id: match.path, title: match.path.slice(cut), detail: match.path, ...place },
              beside ? { reuse: false, group: currentGroupId() } : {},
            );
          },
        };
      });
    if (query.text === '') {
      const next = items.findIndex((item) => !used.has(item.id));
      if (next > 0) items[next] = { ...items[next]!, heading: 'Files' };
    }
    return items;
  },
};
