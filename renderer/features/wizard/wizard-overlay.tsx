/** Loads the wizard when it is first opened. */
import { useStore } from 'zustand';
import { Lazy } from '../../app/lazy.tsx';
import { wizardStore } from './wizard-store.ts';

const load = () => import('./wizard.tsx');

export function WizardOverlay() {
  const open = useStore(wizardStore, (state) => state.open);
  return open ? <Lazy load={load} props={{}} name="New project" /> : null;
}
