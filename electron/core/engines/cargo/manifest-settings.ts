/** Values of a family's own that a Cargo.toml keeps under `[package.metadata]`, where cargo leaves everything alone. */
import type { ConfigNode, OptionId, OptionState } from '../config/config-model.ts';
import { withText } from './edit-manifest.ts';
import { samePath } from './manifest.ts';
import { allEntries, lineCounter, scanToml } from './scan-toml.ts';

export interface ManifestSetting {
  readonly id: OptionId;
  /** Where its value stands in the manifest. */
  readonly path: readonly string[];
  readonly prompt: string;
  readonly help: string;
  /** Menu that it stands in. */
  readonly group: string;
  /** What counts where the manifest says nothing. */
  readonly defaultValue: string;
  /** A regular expression for the whole value, and the sentence that tells of it. */
  readonly pattern: string;
  readonly expects: string;
}

interface SetValue {
  readonly value: string;
  readonly line: number;
}

export function settingIn(text: string, { path }: ManifestSetting): SetValue | null {
  const entry = allEntries(scanToml(text)).find((one) => samePath(one.path, path));
  const value = entry?.value;
  if (!entry || (value?.kind !== 'string' && value?.kind !== 'bare')) return null;
  return { value: value.text, line: lineCounter(text)(entry.keyStart) };
}

export function settingValue(text: string, setting: ManifestSetting): string {
  return settingIn(text, setting)?.value ?? setting.defaultValue;
}

/** Writes the value, or takes the line away where it is what counts anyway. */
export function withSetting(text: string, setting: ManifestSetting, to: string): string {
  return withText(text, setting.path, to === setting.defaultValue ? null : to);
}

/** Why the setting can't have this value; null where it can. */
export function settingFault({ id, pattern, expects, defaultValue }: ManifestSetting, to: string): string | null {
  return to === defaultValue || new RegExp(`^(?:${pattern})$`).test(to)
    ? null
    : `\`${id}\` is ${expects}, not “${to}”.`;
}

export function settingState(text: string, setting: ManifestSetting): OptionState {
  const { defaultValue } = setting;
  const set = settingIn(text, setting);
  const value = set?.value ?? defaultValue;
  return { type: 'string', value, visible: true, assignable: [], isSet: set !== null, defaultValue, range: null };
}

/** Menus and places for the end of a tree whose next node has the id `first`. */
export function settingNodes(
  settings: readonly ManifestSetting[],
  first: number,
  root: number,
  definedAt: ConfigNode['definedAt'],
): readonly ConfigNode[] {
  const nodes: ConfigNode[] = [];
  const add = (node: Omit<ConfigNode, 'id' | 'definedAt'>) => {
    nodes.push({ ...node, id: first + nodes.length, definedAt });
    return first + nodes.length - 1;
  };
  for (const group of new Set(settings.map((setting) => setting.group))) {
    const parent = add({ parent: root, kind: 'menu', prompt: group, option: null, hasHelp: false });
    for (const { id, prompt, help } of settings.filter((setting) => setting.group === group))
      add({ parent, kind: 'option', prompt, option: id, hasHelp: help !== '' });
  }
  return nodes;
}
