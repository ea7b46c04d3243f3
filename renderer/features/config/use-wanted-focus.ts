/** Gives the focus to what shall have it: at once, or when it appears. */
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { configViewStore, type Focusable } from './config-store.ts';

/** @param take answers false where it cannot be focused yet; it is tried again when `ready` changes. */
export function useWantedFocus(what: Focusable, take: () => boolean, ready: unknown = null): void {
  const wanted = useStore(configViewStore, (view) => view.wantsFocus === what);
  const latest = useRef(take);
  latest.current = take;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `ready` says that another try is worth it
  useEffect(() => {
    if (wanted && latest.current()) configViewStore.setState({ wantsFocus: null });
  }, [wanted, ready]);
}
