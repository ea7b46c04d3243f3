/** The families of unikernels that the host knows: their cards, asked once. */
import { createStore } from 'zustand/vanilla';
import type { FamilyCard } from '#core/contract/project.ts';
import { client } from './client.ts';
import { toastFailure } from './toasts.ts';

export const familyStore = createStore<{ families: readonly FamilyCard[]; loaded: boolean }>(() => ({
  families: [],
  loaded: false,
}));

export async function loadFamilies(): Promise<void> {
  const answer = await client().call('families.list', null);
  if (answer.ok) familyStore.setState({ families: answer.value, loaded: true });
  else toastFailure(answer.error);
}

export function familyName(id: string | null): string | null {
  return familyStore.getState().families.find((family) => family.id === id)?.name ?? null;
}
