/** Icon buttons of the Build tab: messages only, find, copy the log. */
import { Copy, ListFilter, Search } from 'lucide-react';
import { useStore } from 'zustand';
import { toast } from '../../app/toasts.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { buildLogStore } from './build-log-store.ts';
import { logText } from './log-text.ts';
import { logViewStore, openFind, toggleMessagesOnly } from './log-view-store.ts';

export function BuildPanelActions() {
  const only = useStore(logViewStore, (state) => state.choice.only);
  return (
    <>
      <IconButton
        label="Show errors and warnings only"
        icon={ListFilter}
        pressed={only === 'messages'}
        onClick={toggleMessagesOnly}
      />
      <IconButton label="Find in the log" icon={Search} onClick={openFind} />
      <IconButton label="Copy the log" icon={Copy} onClick={() => void copyLog()} />
    </>
  );
}

async function copyLog(): Promise<void> {
  const { lines } = buildLogStore.getState();
  await navigator.clipboard.writeText(logText(lines));
  toast({ tone: 'ok', title: `Copied ${lines.count} lines of the build log`, tag: 'copied' });
}
