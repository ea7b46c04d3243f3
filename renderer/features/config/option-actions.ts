/** What a person does to options; a refusal is said where the option's details are, with the way out. */
import { createStore } from 'zustand/vanilla';
import type { Result } from '#core/base/result.ts';
import { CommandFailed, runCommand } from '../../app/commands.ts';
import type { LoadedConfig } from '../../app/config/config-session.ts';
import type { OptionState } from '../../app/config/option-states.ts';
import type { OptionType } from '../../app/config/option-tree.ts';
import { openEditor } from '../../app/editors.ts';
import { toast, toastFailure } from '../../app/toasts.ts';
import { configInput } from './config-input.ts';
import { configViewStore, focus, session } from './config-store.ts';

/** Read out politely: what a key has done, or why it did nothing. */
export const spokenStore = createStore<{ text: string }>(() => ({ text: '' }));

const speak = (text: string) => spokenStore.setState({ text });

/** Codes after which the details say why, with what would help. */
const explained = new Set(['not-visible', 'held-by-select', 'limited']);

export async function setOption(id: string, to: string): Promise<Result<null>> {
  const open = session();
  if (!open) return { ok: false, error: { code: 'config-not-open', message: 'No configuration is open.' } };
  const takeBack = expectValue(open.config, id, to);
  const answer = await open.tell('config.apply', { steps: [{ option: id, to }] });
  if (answer.ok) {
    speak(`${open.config?.tree.promptOf(id) ?? id}: ${to}`);
    return answer;
  }
  takeBack();
  speak(answer.error.message);
  if (explained.has(answer.error.code)) openEditor(configInput(), { focus: false });
  else toastFailure(answer.error);
  return answer;
}

/** A switch is drawn in its new place at once, without the way to the host and back. @returns draws it back */
function expectValue(config: LoadedConfig | null, id: string, to: string): () => void {
  const option = config?.tree.optionOf(id);
  if (!config || option === undefined) return () => {};
  const { tree, states } = config;
  const { value, assignable } = states.get(option);
  if (assignable.includes(to)) return states.expect([[option, to]]);
  const [before, after] = [tree.optionOf(value), tree.optionOf(to)];
  if (tree.type(option) !== 'choice' || after === undefined || after === before) return () => {};
  if (tree.type(after) !== 'bool' || !states.has(after, 'visible')) return () => {};
  const left = before === undefined ? [] : [[before, 'n'] as const];
  return states.expect([[option, to], [after, 'y'], ...left]);
}

/** The value after the present one, in the order n, m, y; null where it can be nothing else. */
export function nextValue({ value, assignable }: OptionState): string | null {
  const at = assignable.indexOf(value);
  const next = assignable[(at + 1) % assignable.length];
  return next === undefined || next === value ? null : next;
}

const isLogical = (type: OptionType) => type === 'bool' || type === 'tristate';

/** Space, or a press on the mark: turns it on or off, chooses it, or shows why that can't be. @returns false for menus. */
export function toggle(node: number): boolean {
  const config = session()?.config;
  const option = config?.tree.option(node) ?? -1;
  if (!config || option < 0) return false;
  const { tree, states } = config;
  const choice = tree.choiceOf(node);
  const state = states.get(option);
  // What is chosen of an optional choice may be given up again.
  const givesUp = choice >= 0 && state.value === 'y' && state.assignable.includes('n');
  if (givesUp) void setOption(tree.idOf(option), 'n');
  else if (choice >= 0) void setOption(tree.idOf(choice), tree.idOf(option));
  else if (isLogical(tree.type(option))) {
    const to = nextValue(state);
    if (to !== null) void setOption(tree.idOf(option), to);
    else explain(node);
  } else edit();
  return true;
}

/** y, m and n of menuconfig. @returns false where the option has no such values. */
export function press(node: number, letter: string): boolean {
  const config = session()?.config;
  const option = config?.tree.option(node) ?? -1;
  if (!config || option < 0) return false;
  const { tree, states } = config;
  const type = tree.type(option);
  if (!isLogical(type) || (letter === 'm' && type === 'bool')) return false;
  const choice = tree.choiceOf(node);
  const state = states.get(option);
  if (choice >= 0 && letter === 'y') toggle(node);
  else if (state.value === letter) speak(`${tree.prompt(node)}: ${letter} already`);
  else if (state.assignable.includes(letter)) void setOption(tree.idOf(option), letter);
  else explain(node);
  return true;
}

/** Shows the details: they say what stands in the way. */
function explain(node: number): void {
  const config = session()?.config;
  if (!config) return;
  openEditor(configInput(), { focus: false });
  speak(`${config.tree.prompt(node)} cannot be changed now. Its details say why.`);
}

/** Enter: the keyboard goes to the option's value. */
export function edit(): void {
  openEditor(configInput(), { focus: false });
  focus('details');
}

async function call(name: 'config.undo' | 'config.redo' | 'config.revert'): Promise<void> {
  const answer = await session()?.ask(name);
  if (answer && !answer.ok) throw new CommandFailed(answer.error.message);
}
export const undo = () => call('config.undo');
export const redo = () => call('config.redo');
export const revert = () => call('config.revert');

/** @returns false where it was not saved; the reason is shown. */
export async function save(): Promise<boolean> {
  const open = session();
  // Asked also where nothing seems unsaved: an undo that was pressed just before may not have been told of yet.
  if (!open?.config) return true;
  const { unsaved } = open.config;
  const answer = await open.ask('config.save');
  if (answer.ok) {
    if (unsaved) speak(`${open.source.file} saved`);
    return true;
  }
  if (answer.error.code === 'conflict' || answer.error.code === 'changed-on-disk')
    toast({
      tone: 'warn',
      title: `${open.source.file} changed on disk while you were editing. Nothing was overwritten.`,
      action: { label: 'Merge', run: () => void runCommand('config.merge') },
      tag: 'config-conflict',
    });
  else toastFailure(answer.error);
  return false;
}

/** Forgets what was set for these places and all below them. */
export async function reset(nodes: readonly number[]): Promise<void> {
  const open = session();
  const config = open?.config;
  if (!open || !config) return;
  const options = new Set(nodes.map((node) => config.tree.option(node)).filter((option) => option >= 0));
  const ids = [...options].filter((option) => isSet(option)).map((option) => config.tree.idOf(option));
  function isSet(option: number): boolean {
    return config!.tree.type(option) === 'choice' || config!.states.has(option, 'isSet');
  }
  if (ids.length === 0) {
    speak('Nothing was set here.');
    return;
  }
  const answer = await open.tell('config.reset', { options: ids });
  if (!answer.ok) toastFailure(answer.error);
  else speak(ids.length === 1 ? `${ids[0]} is at its default` : `${ids.length} options are at their defaults`);
}

export const resetSelected = () => {
  const { node } = configViewStore.getState();
  return node === null ? Promise.resolve() : reset([node]);
};
