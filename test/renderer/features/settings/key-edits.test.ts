import { expect, it } from 'vitest';
import type { Command } from '../../../../renderer/app/commands.ts';
import { bindingsOf, commandFor } from '../../../../renderer/app/keybindings.ts';
import {
  isChanged,
  removeKeys,
  resetKeys,
  setKeys,
  sharing,
} from '../../../../renderer/features/settings/key-edits.ts';

const command = (id: string, keys: string | string[]): Command => ({ id, title: id, keys, run: () => undefined });
const commands = new Map([command('save', 'Mod+S'), command('palette', ['Mod+Shift+P', 'F1'])].map((c) => [c.id, c]));
const runs = (keys: string, own: { key: string; command: string }[]) =>
  commandFor(keys, bindingsOf(commands.values(), own, false), commands)?.id ?? null;

it('gives a command new keys and takes all its old ones', () => {
  const own = setKeys([], 'palette', 'Ctrl+Alt+P', ['Ctrl+Shift+P', 'F1']);
  expect(runs('Ctrl+Alt+P', own)).toBe('palette');
  expect(runs('Ctrl+Shift+P', own)).toBeNull();
  expect(runs('F1', own)).toBeNull();
});

it('changes twice without leaving traces of the first time', () => {
  const own = setKeys(setKeys([], 'save', 'F2', ['Ctrl+S']), 'save', 'F3', ['Ctrl+S']);
  expect(runs('F2', own)).toBeNull();
  expect(runs('F3', own)).toBe('save');
  expect(own).toHaveLength(2);
});

it('keeps nothing where the new keys are the default', () => {
  expect(setKeys([{ key: 'F2', command: 'save' }], 'save', 'Ctrl+S', ['Ctrl+S'])).toEqual([]);
});

it('removes and resets', () => {
  const own = removeKeys([{ key: 'F9', command: 'palette' }], 'save');
  expect(runs('Ctrl+S', own)).toBeNull();
  expect(isChanged(own, 'save')).toBe(true);
  expect(resetKeys(own, 'save')).toEqual([{ key: 'F9', command: 'palette' }]);
});

it('names the commands that share keys', () => {
  const bindings = bindingsOf(commands.values(), [], false);
  expect(sharing('Ctrl+S', 'palette', bindings, false)).toEqual(['save']);
  expect(sharing('Ctrl+S', 'save', bindings, false)).toEqual([]);
});
