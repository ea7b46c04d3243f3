/**
 * Mounts the palette. It is part of the first script, small as it is: the key that opens it is followed by letters at once,
 * and they must find the field, not whatever had the focus while a file was being loaded.
 */
import { useStore } from 'zustand';
import { Contained } from '../../app/lazy.tsx';
import { quickPickStore } from '../../app/quick-pick.ts';
import Palette from './palette.tsx';

export function PaletteOverlay() {
  const open = useStore(quickPickStore, (state) => state.open);
  return open ? (
    <Contained name="The command field" onRetry={() => {}}>
      {/* Opened again with another text (Ctrl+Shift+P inside Ctrl+P) it is another field. */}
      <Palette key={open.turn} open={open} />
    </Contained>
  ) : null;
}
