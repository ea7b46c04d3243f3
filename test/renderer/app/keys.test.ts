import { describe, expect, it } from 'vitest';
import type { Command } from '../../../renderer/app/commands.ts';
import { bindingsOf, commandFor, passesTerminal } from '../../../renderer/app/keybindings.ts';
import { keysOfPress, parseKeys, showKeys } from '../../../renderer/app/keys.ts';

const press = (key: string, code: string, modifiers = '') =>
  keysOfPress({
    key,
    code,
    ctrlKey: modifiers.includes('c'),
    shiftKey: modifiers.includes('s'),
    altKey: modifiers.includes('a'),
    metaKey: modifiers.includes('m'),
  });

describe('key combinations', () => {
  it('have one normal form, whatever order and case they were written in', () => {
    expect(parseKeys('shift+mod+p', false)).toBe('Ctrl+Shift+P');
    expect(parseKeys('Mod+Shift+P', true)).toBe('Shift+Meta+P');
    expect(parseKeys('f5', false)).toBe('F5');
    expect(parseKeys('Ctrl+ArrowUp', false)).toBe('Ctrl+Up');
    expect(parseKeys('Ctrl+`', false)).toBe('Ctrl+`');
    expect(parseKeys('Ctrl++', false)).toBe('Ctrl+=');
  });

  it('are refused where they name no key', () => {
    for (const text of ['', 'Ctrl', 'Ctrl+', 'Hyper+P', 'Ctrl+Nothing'])
      expect(parseKeys(text, false), text).toBeNull();
  });

  it('are read from key presses, by the physical key for punctuation and other scripts', () => {
    expect(press('P', 'KeyP', 'cs')).toBe('Ctrl+Shift+P');
    expect(press('F5', 'F5')).toBe('F5');
    expect(press('`', 'Backquote', 'c')).toBe('Ctrl+`');
    expect(press('|', 'Backslash', 'cs')).toBe('Ctrl+Shift+\\');
    expect(press('з', 'KeyP', 'c')).toBe('Ctrl+P');
    expect(press('!', 'Digit1', 'cs')).toBe('Ctrl+Shift+1');
    expect(press('Control', 'ControlLeft', 'c')).toBeNull();
  });

  it('follow a Latin layout that moves its letters', () => {
    expect(press('a', 'KeyQ', 'c')).toBe('Ctrl+A');
  });

  it('are shown in the names of the computer', () => {
    expect(showKeys('Shift+Meta+P', true)).toBe('Shift+Cmd+P');
    expect(showKeys('Ctrl+Shift+P', false)).toBe('Ctrl+Shift+P');
  });
});

const command = (id: string, keys: string | string[], when?: () => boolean): Command => ({
  id,
  title: id,
  keys,
  run: () => undefined,
  ...(when ? { when } : {}),
});
const commands = new Map(
  [command('run', 'F5'), command('save', 'Mod+S'), command('palette', ['Mod+Shift+P', 'F1'])].map((c) => [c.id, c]),
);

describe('bindings', () => {
  const find = (keys: string, own: { key: string; command: string }[] = []) =>
    commandFor(keys, bindingsOf(commands.values(), own, false), commands)?.id ?? null;

  it('come from the commands', () => {
    expect(find('F5')).toBe('run');
    expect(find('Ctrl+S')).toBe('save');
    expect(find('F1')).toBe('palette');
    expect(find('Ctrl+Q')).toBeNull();
  });

  it('can be added to, and a person’s own wins over a default', () => {
    expect(find('Ctrl+R', [{ key: 'ctrl+r', command: 'run' }])).toBe('run');
    expect(find('F5', [{ key: 'f5', command: 'save' }])).toBe('save');
  });

  it('can be taken away, one or all of a command', () => {
    expect(find('F1', [{ key: 'F1', command: '-palette' }])).toBeNull();
    expect(find('Ctrl+Shift+P', [{ key: 'F1', command: '-palette' }])).toBe('palette');
    expect(find('F1', [{ key: '', command: 'palette' }])).toBeNull();
    expect(find('Ctrl+Shift+P', [{ key: '', command: '-palette' }])).toBeNull();
  });

  it('fall through to the next command where the first does not act', () => {
    const acting = new Map([command('everywhere', 'F2'), command('in-tree', 'F2', () => false)].map((c) => [c.id, c]));
    const bindings = bindingsOf(acting.values(), [], false);
    expect(commandFor('F2', bindings, acting)?.id).toBe('everywhere');
  });

  it('run the command that says it acts now before one that always does, whichever was told of first', () => {
    const acting = new Map([command('in-tree', 'F2', () => true), command('everywhere', 'F2')].map((c) => [c.id, c]));
    expect(commandFor('F2', bindingsOf(acting.values(), [], false), acting)?.id).toBe('in-tree');
    const own = bindingsOf(acting.values(), [{ key: 'F2', command: 'everywhere' }], false);
    expect(commandFor('F2', own, acting)?.id).toBe('everywhere');
  });
});

describe('a terminal', () => {
  it('keeps plain keys and Ctrl with a letter, and leaves the window its own', () => {
    for (const keys of ['Ctrl+C', 'Ctrl+N', 'A', 'Enter', 'Alt+B', 'Ctrl+\\'])
      expect(passesTerminal(keys), keys).toBe(false);
    for (const keys of ['F5', 'Shift+F5', 'Ctrl+Shift+P', 'Ctrl+P', 'Ctrl+`', 'Meta+P', 'Shift+Meta+P'])
      expect(passesTerminal(keys), keys).toBe(true);
  });
});
