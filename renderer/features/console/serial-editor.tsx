/** The editor tab "Serial: <project>": the console of the newest run of the project that the tab is about. */
import { useStore } from 'zustand';
import { machineStore } from '../../app/activity.ts';
import type { EditorProps } from '../../app/contributions.ts';
import { keyOf } from '../../app/editor-groups.ts';
import { closeTab } from '../../app/editors.ts';
import { NoMachine } from './serial-panel.tsx';
import { SerialView } from './serial-view.tsx';

export default function SerialEditor({ input, groupId }: EditorProps) {
  const session = useStore(machineStore, (state) => state.sessions.find((other) => other.root === input.id));
  if (!session) return <NoMachine />;
  return <SerialView session={session} place="editor" onClose={() => void closeTab(groupId, keyOf(input))} />;
}
