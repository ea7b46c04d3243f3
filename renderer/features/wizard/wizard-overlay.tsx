/**
 * Mounts the wizard. It is part of the first script: Enter after the key that opens it means Next, and must not press what had
 * the focus while a file was being loaded.
 */
import { useStore } from 'zustand';
import { Contained } from '../../app/lazy.tsx';
import Wizard from './wizard.tsx';
import { wizardStore } from './wizard-store.ts';

export function WizardOverlay() {
  const open = useStore(wizardStore, (state) => state.open);
  return open ? (
    <Contained name="New project" onRetry={() => {}}>
      <Wizard />
    </Contained>
  ) : null;
}
