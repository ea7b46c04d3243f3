/** Loads the palette when it is first opened. */
import { useStore } from 'zustand';
import { Lazy } from '../../app/lazy.tsx';
import { quickPickStore } from '../../app/quick-pick.ts';

const load = () => import('./palette.tsx');

export function PaletteOverlay() {
  const open = useStore(quickPickStore, (state) => state.open);
  return open ? <Lazy load={load} props={{ open }} name="The command field" /> : null;
}
