/** Whether the image on the disk was built from the options as they are now, for the build state of the status bar. */
import { createStore } from 'zustand/vanilla';
import { buildStore } from '../activity.ts';
import { configActivityStore } from './config-activity.ts';
import type { ConfigSession } from './config-session.ts';

/** Number of options that the image does not have as they are now; 0 where that is not known. */
export const outdatedStore = createStore<{ options: number }>(() => ({ options: 0 }));

/** "an option changed", "3 options changed"; '' where the image is up to date. */
export function outdatedText(options: number): string {
  if (options === 0) return '';
  return options === 1 ? 'out of date: an option changed' : `out of date: ${options} options changed`;
}

async function look(session: ConfigSession | null): Promise<void> {
  const answer = session ? await session.ask('config.built') : null;
  if (configActivityStore.getState().session !== session) return;
  const saved = answer?.ok && answer.value.at !== null ? answer.value.changes.length : 0;
  // What is not saved yet is not in the image either.
  outdatedStore.setState({ options: Math.max(saved, session?.config?.changed ?? 0) });
}

/** Called once, by the feature of the configuration. */
export function startBuiltConfig(): void {
  let stop = () => {};
  const again = () => void look(configActivityStore.getState().session);
  configActivityStore.subscribe(({ session }, before) => {
    if (session === before.session) return;
    stop();
    const changes = session?.changes.on(again);
    stop = () => changes?.dispose();
    again();
  });
  buildStore.subscribe((now, before) => {
    if (now.imageVersion !== before.imageVersion || now.job.kind !== before.job.kind) again();
  });
}
