/** Which command a key runs: defaults of the commands, changed by the person's own list, tried from the last one on. */
import type { Settings } from '#core/contract/settings.ts';
import { type Command, canRun, commandStore, runCommand } from './commands.ts';
import { type KeyPress, keysOfPress, parseKeys, showKeys } from './keys.ts';
import { isMac } from './platform.ts';
import { settingsStore } from './settings.ts';

export interface Binding {
  /** Normal form of `keys.ts`. */
  readonly keys: string;
  readonly command: string;
  readonly origin: 'default' | 'user';
}

/**
 * All bindings, weakest first. A person's `{ key, command }` adds one; `{ key, command: '-id' }` takes the default away;
 * an empty key takes all defaults of the command away.
 */
export function bindingsOf(
  commands: Iterable<Command>,
  own: Settings['keybindings'],
  mac: boolean = isMac,
): readonly Binding[] {
  const bindings: Binding[] = [];
  for (const command of commands)
    for (const text of typeof command.keys === 'string' ? [command.keys] : (command.keys ?? [])) {
      const keys = parseKeys(text, mac);
      if (keys) bindings.push({ keys, command: command.id, origin: 'default' });
    }
  let kept = bindings;
  for (const { key, command } of own) {
    const keys = parseKeys(key, mac);
    if (command.startsWith('-')) {
      const id = command.slice(1);
      kept = kept.filter((other) => other.command !== id || (keys !== null && other.keys !== keys));
    } else if (keys === null) kept = kept.filter((other) => other.command !== command);
    else kept = [...kept, { keys, command, origin: 'user' }];
  }
  return kept;
}

/**
 * The command that a key press runs now, or null. The person's own bindings come before the defaults; of these, one that
 * says when it acts comes before one that always does.
 */
export function commandFor(
  keys: string,
  bindings: readonly Binding[],
  commands: ReadonlyMap<string, Command>,
): Command | null {
  let always: Command | null = null;
  for (let index = bindings.length - 1; index >= 0; index--) {
    const binding = bindings[index]!;
    if (binding.keys !== keys) continue;
    const command = commands.get(binding.command);
    if (!command) continue;
    if (command.when ? command.when() : binding.origin === 'user') return command;
    if (!command.when) always ??= command;
  }
  return always;
}

/**
 * Keys that a terminal or a guest wants for itself: plain ones, and Ctrl or Alt with one key. What is left to the
 * window there: function keys, Ctrl+Shift combinations, Ctrl+`, Ctrl+P (as in VS Code), and everything with Cmd.
 */
export function passesTerminal(keys: string): boolean {
  return (
    /(^|\+)F\d+$/.test(keys) ||
    /^Ctrl\+(Alt\+)?Shift\+/.test(keys) ||
    ['Ctrl+`', 'Ctrl+P'].includes(keys) ||
    /(^|\+)Meta\+/.test(keys)
  );
}

let cache: { of: readonly unknown[]; bindings: readonly Binding[] } | null = null;

export function currentBindings(): readonly Binding[] {
  const of = [commandStore.getState().commands, settingsStore.getState().settings.keybindings];
  if (!cache || cache.of.some((part, index) => part !== of[index]))
    cache = {
      of,
      bindings: bindingsOf(commandStore.getState().commands.values(), settingsStore.getState().settings.keybindings),
    };
  return cache.bindings;
}

/** Keys of a command as this computer shows them, for menus and tooltips; undefined where it has none. */
export function keysOf(command: string): string | undefined {
  const found = currentBindings().findLast((binding) => binding.command === command && binding.origin === 'user');
  const binding = found ?? currentBindings().find((other) => other.command === command);
  return binding && showKeys(binding.keys, isMac);
}

/** Listens before anybody else; an element below `data-keys="terminal"` keeps the keys that a terminal wants. */
export function listenToKeys(target: Window): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing || (event.repeat && event.key === 'Enter')) return;
    const keys = keysOfPress(event as KeyPress);
    if (keys === null) return;
    const focused = event.target instanceof Element ? event.target : null;
    if (focused?.closest('[data-keys="recorder"]')) return;
    if (focused?.closest('[data-keys="terminal"]') && !passesTerminal(keys)) return;
    // A modal dialog has the window to itself; what is behind it must not change.
    if (document.querySelector('[role=dialog][data-state=open]')) return;
    const command = commandFor(keys, currentBindings(), commandStore.getState().commands);
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    if (canRun(command) === true || !event.repeat) void runCommand(command.id);
  };
  target.addEventListener('keydown', onKey, true);
  return () => target.removeEventListener('keydown', onKey, true);
}
