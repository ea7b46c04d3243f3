/** What the problems panel adds to the window: its tab, the filter, F8 and its reverse. */
import { ListFilter } from 'lucide-react';
import { useStore } from 'zustand';
import { registerCommand } from '../../app/commands.ts';
import { registerPanelTab } from '../../app/contributions.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { badgeStore, problemsStore, startProblems, step, toggleFilter } from './problems-store.ts';

function FilterButton() {
  const open = useStore(problemsStore, (state) => state.filterOpen);
  return <IconButton label="Filter problems" icon={ListFilter} pressed={open} onClick={toggleFilter} />;
}

registerPanelTab({
  id: 'problems',
  label: 'Problems',
  order: 10,
  load: () => import('./problems-panel.tsx'),
  badge: badgeStore,
  actions: FilterButton,
});

const some = () => (problemsStore.getState().view.order.length > 0 ? true : 'There are no problems.');

registerCommand({
  id: 'problems.next',
  title: 'Go to the next problem',
  category: 'Problems',
  keys: 'F8',
  enabled: some,
  run: () => step(1),
});
registerCommand({
  id: 'problems.previous',
  title: 'Go to the previous problem',
  category: 'Problems',
  keys: 'Shift+F8',
  enabled: some,
  run: () => step(-1),
});
startProblems();
