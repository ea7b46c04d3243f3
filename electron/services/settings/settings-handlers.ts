/** Answers the calls and feeds about settings, window state and notices. */
import { ok } from '#core/base/result.ts';
import type { Handlers } from '#core/contract/handlers.ts';
import type { Notices } from './notices.ts';
import type { SettingsService } from './settings-service.ts';
import type { WindowState } from './window-state.ts';

type Channel = 'settings.get' | 'settings.set' | 'settings.changes' | 'state.get' | 'state.set' | 'app.notices';

export function settingsHandlers(
  settings: SettingsService,
  state: WindowState,
  notices: Notices,
): Pick<Handlers, Channel> {
  return {
    'settings.get': async () => ok(await settings.get()),
    'settings.set': (patch) => settings.set(patch),
    'settings.changes': () => ok(settings.changes()),
    'state.get': (key) => state.get(key),
    'state.set': ({ key, value }) => state.set(key, value),
    'app.notices': () => ok(notices.log),
  };
}
