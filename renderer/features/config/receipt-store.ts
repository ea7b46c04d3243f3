/** What was measured of the options that the window shows: asked for once, and again when a build or a boot was measured. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ConfigReceipt } from '#core/contract/config.ts';
import type { ConfigSession } from '../../app/config/config-session.ts';

type Receipts = ReadonlyMap<string, readonly ConfigReceipt[]>;

const nothing: Receipts = new Map();
/** By option; the newest first. */
const store = createStore<{ receipts: Receipts }>(() => ({ receipts: nothing }));

/** Called when another configuration is shown. */
export function forgetReceipts(): void {
  store.setState({ receipts: nothing });
}

/** @param isShown still the configuration that the window shows */
export async function fetchReceipts(session: ConfigSession, isShown: () => boolean): Promise<void> {
  const answer = await session.ask('config.receipts');
  if (!answer.ok || !isShown()) return;
  const receipts = new Map<string, ConfigReceipt[]>();
  for (const receipt of answer.value)
    for (const { option } of receipt.options) receipts.set(option, [...(receipts.get(option) ?? []), receipt]);
  store.setState({ receipts });
}

const none: readonly ConfigReceipt[] = [];

export function useReceipts(option: string): readonly ConfigReceipt[] {
  return useStore(store, ({ receipts }) => receipts.get(option) ?? none);
}

/** The newest receipt of a change of this option alone: what stands in its row. */
export function useOwnReceipt(option: string): ConfigReceipt | undefined {
  return useStore(store, ({ receipts }) => receipts.get(option)?.find(({ options }) => options.length === 1));
}
