/** Shows the dialog of the run settings while it is open; it is loaded when it is first wanted. */
import { useStore } from 'zustand';
import { Lazy } from '../../app/lazy.tsx';
import { runSettingsStore } from './run-settings-store.ts';

const load = () => import('./run-settings-dialog.tsx');

export function RunSettings() {
  const open = useStore(runSettingsStore, (state) => state.open);
  return open ? <Lazy load={load} props={{ open }} name="The run settings" /> : null;
}
