/** The configuration of the open project that the window shows: its sources, and the session of the chosen one. */
import { useCallback, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Failure } from '#core/base/result.ts';
import type { ConfigSourceHead } from '#core/contract/config.ts';
import type { Project } from '#core/contract/project.ts';
import { client } from '../client.ts';
import { projectActivity, workspaceStore } from '../workspace.ts';
import { ConfigSession, type ConfigState, type LoadedConfig } from './config-session.ts';
import type { OptionState } from './option-states.ts';

export interface ConfigActivity {
  /** null: not known yet. */
  readonly sources: readonly ConfigSourceHead[] | null;
  readonly session: ConfigSession | null;
  readonly failure: Failure | null;
}

export const configActivityStore = createStore<ConfigActivity>(() => ({ sources: null, session: null, failure: null }));

/** Id of the option that the window looks at, for the tree, the details and the text alike. */
export const selectedOptionStore = createStore<{ option: string | null }>(() => ({ option: null }));

/** Lines of the text, as they stand there, that the set of changes shown beside it would take away. */
export const previewedLinesStore = createStore<{ lines: readonly string[] }>(() => ({ lines: [] }));

let wanted: { projectId: Project['id'] } | null = null;

/** Finds the sources of the open project and opens the first; again where that failed. */
export async function openConfig(sourceId?: string): Promise<ConfigSession | null> {
  const { project } = workspaceStore.getState();
  if (!project) return null;
  const { session, sources } = configActivityStore.getState();
  if (session && wanted?.projectId === project.id && (!sourceId || session.source.id === sourceId)) return session;
  wanted = { projectId: project.id };
  const mine = wanted;
  const fail = (failure: Failure) => {
    if (wanted === mine) configActivityStore.setState({ failure });
    return null;
  };
  const found = sources ? { ok: true as const, value: sources } : await client().call('config.sources', project.id);
  if (!found.ok) return fail(found.error);
  if (wanted !== mine) return configActivityStore.getState().session;
  const source = found.value.find(({ id }) => id === sourceId) ?? found.value[0];
  configActivityStore.setState({ sources: found.value, failure: null });
  if (!source) return null;
  const opened = await client().call('config.open', { projectId: project.id, source: source.id });
  if (!opened.ok) return fail(opened.error);
  if (wanted !== mine) return configActivityStore.getState().session;
  configActivityStore.getState().session?.dispose();
  selectedOptionStore.setState({ option: null });
  const made = new ConfigSession(opened.value, source);
  configActivityStore.setState({ session: made });
  return made;
}

function put(): void {
  wanted = null;
  configActivityStore.getState().session?.dispose();
  configActivityStore.setState({ sources: null, session: null, failure: null });
  selectedOptionStore.setState({ option: null });
}

/** Follows the open project; called once, by the feature. What was found of it is looked at again when its files change. */
export function startConfigActivity(onProject: () => void): void {
  let of: Project['id'] | null = null;
  const follow = () => {
    const { project } = workspaceStore.getState();
    if ((project?.id ?? null) === of) return;
    of = project?.id ?? null;
    put();
    if (project) onProject();
  };
  follow();
  workspaceStore.subscribe(follow);
  projectActivity.on(({ event }) => {
    if (event.kind === 'project' && configActivityStore.getState().session === null) {
      configActivityStore.setState({ sources: null });
      onProject();
    }
  });
}

const none = createStore<ConfigState>(() => ({ config: null, failure: null }));

export function useSession(): ConfigSession | null {
  return useStore(configActivityStore, (state) => state.session);
}

export function useConfig(): LoadedConfig | null {
  return useStore(useSession()?.store ?? none, (state) => state.config);
}

export function useConfigPart<T>(part: (config: LoadedConfig) => T, otherwise: T): T {
  return useStore(useSession()?.store ?? none, ({ config }) => (config ? part(config) : otherwise));
}

/** Draws its caller again when this option changes, and only then; null for none (-1). */
export function useOptionState(config: LoadedConfig | null, option: number): OptionState | null {
  const states = config?.states;
  return useSyncExternalStore(
    useCallback(
      (listener) => {
        const subscription = option < 0 ? undefined : states?.subscribe(option, listener);
        return () => subscription?.dispose();
      },
      [states, option],
    ),
    () => (option < 0 || !states ? null : states.get(option)),
  );
}
