import { expect, it } from 'vitest';
import type { Command } from '../../../../renderer/app/commands.ts';
import { commandItems } from '../../../../renderer/features/palette/command-provider.ts';

const command = (id: string, title: string, more: Partial<Command> = {}): Command => ({
  id,
  title,
  category: 'View',
  run: () => undefined,
  ...more,
});
const commands = [
  command('a', 'Show the build'),
  command('b', 'Show the problems'),
  command('c', 'Open with arguments', { hidden: true }),
  command('d', 'Build', { enabled: () => 'Open a project first.' }),
];
const ids = (text: string, lately: string[] = []) =>
  commandItems(commands, text, lately, () => undefined).map((item) => item.id);

it('lists what was used lately first, then by name, and leaves hidden commands out', () => {
  expect(ids('', ['b'])).toEqual(['b', 'a', 'd']);
  expect(ids('')).toEqual(['a', 'b', 'd']);
});

it('puts what cannot be run now last, with the reason', () => {
  const items = commandItems(commands, 'build', [], () => undefined);
  expect(items.map((item) => item.id)).toEqual(['a', 'd']);
  expect(items[1]?.disabled).toBe('Open a project first.');
});

it('finds nothing for letters that no command has', () => {
  expect(ids('xyz')).toEqual([]);
});
