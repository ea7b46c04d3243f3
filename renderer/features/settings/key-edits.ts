/** Changes of the person's own key bindings, as a new list for the settings. */
import type { Settings } from '#core/contract/settings.ts';
import { parseKeys } from '../../app/keys.ts';

type Own = Settings['keybindings'];

/** Every line about a command, whether it adds or takes away. */
const about = (command: string) => (entry: Own[number]) => entry.command === command || entry.command === `-${command}`;

/** Gives the command these keys alone: its defaults are taken away. */
export function setKeys(own: Own, command: string, keys: string, defaults: readonly string[]): Own {
  const rest = own.filter((entry) => !about(command)(entry));
  if (defaults.length === 1 && defaults[0] === keys) return rest;
  return [...rest, { key: '', command: `-${command}` }, { key: keys, command }];
}

/** The command has no keys any more. */
export function removeKeys(own: Own, command: string): Own {
  return [...own.filter((entry) => !about(command)(entry)), { key: '', command: `-${command}` }];
}

/** Back to the defaults. */
export function resetKeys(own: Own, command: string): Own {
  return own.filter((entry) => !about(command)(entry));
}

export function isChanged(own: Own, command: string): boolean {
  return own.some(about(command));
}

/** Other commands with the same keys: which one acts then depends on where the focus is. */
export function sharing(
  keys: string,
  command: string,
  bindings: readonly { readonly keys: string; readonly command: string }[],
  mac: boolean,
): readonly string[] {
  const wanted = parseKeys(keys, mac);
  return bindings.filter((other) => other.keys === wanted && other.command !== command).map((other) => other.command);
}
