/** The person's settings: read once, followed as a feed (another window may change them), changed by patches. */
import * as v from 'valibot';
import { createStore } from 'zustand/vanilla';
import { type Settings, type SettingsPatch, settings as settingsSchema } from '#core/contract/settings.ts';
import { client } from './client.ts';
import { toastFailure } from './toasts.ts';

/** `loaded` is false until the host has answered; the values are the defaults until then. */
export const settingsStore = createStore<{ settings: Settings; loaded: boolean }>(() => ({
  settings: v.parse(settingsSchema, {}),
  loaded: false,
}));

export async function loadSettings(): Promise<void> {
  const answer = await client().call('settings.get', null);
  if (answer.ok) settingsStore.setState({ settings: answer.value, loaded: true });
  else toastFailure(answer.error);
  client().subscribe('settings.changes', null, {
    onEvents: (events) => {
      const last = events.at(-1);
      if (last) settingsStore.setState({ settings: last, loaded: true });
    },
  });
}

/** Shows the change at once and takes it back if the host could not keep it. */
export async function updateSettings(patch: SettingsPatch): Promise<void> {
  const before = settingsStore.getState().settings;
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  settingsStore.setState({ settings: { ...before, ...(Object.fromEntries(given) as Partial<Settings>) } });
  const answer = await client().call('settings.set', patch);
  if (answer.ok) settingsStore.setState({ settings: answer.value });
  else {
    settingsStore.setState({ settings: before });
    toastFailure(answer.error);
  }
}
