/** Commands for the palette: those used lately first, then by how well they match. */
import { type Command, canRun, commandStore, runCommand } from '../../app/commands.ts';
import { keysOf } from '../../app/keybindings.ts';
import {
  fuzzyMatch,
  openQuickPick,
  type QuickItem,
  type QuickPickProvider,
  quickPickStore,
} from '../../app/quick-pick.ts';

const recentAtMost = 8;
let recent: readonly string[] = [];

/** @returns the commands as items, best first; `lately` are ids, the last used one first. */
export function commandItems(
  commands: Iterable<Command>,
  text: string,
  lately: readonly string[],
  run: (id: string) => void,
): readonly QuickItem[] {
  const found = [...commands]
    .filter((command) => !command.hidden)
    .flatMap((command) => {
      const label = command.category ? `${command.category}: ${command.title}` : command.title;
      const match = fuzzyMatch(text, label);
      if (!match) return [];
      const possible = canRun(command);
      const used = lately.indexOf(command.id);
      const item: QuickItem = {
        id: command.id,
        label,
        matches: match.matches,
        keys: keysOf(command.id),
        ...(possible === true ? {} : { disabled: possible || 'not possible now' }),
        run: () => run(command.id),
      };
      return [{ item, used, score: match.score, possible: possible === true }];
    });
  const rank = (used: number) => (used < 0 ? Number.POSITIVE_INFINITY : used);
  found.sort(
    (a, b) =>
      Number(b.possible) - Number(a.possible) ||
      (text === '' ? compare(rank(a.used), rank(b.used)) : b.score - a.score) ||
      a.item.label.localeCompare(b.item.label),
  );
  if (text !== '') return found.map(({ item }) => item);
  return found.map(({ item, used }) => ({ ...item, heading: used >= 0 ? 'Used lately' : 'All commands' }));
}

/** Two infinities are equal, and not `NaN`. */
const compare = (a: number, b: number) => (a === b ? 0 : a - b);

export const commandProvider: QuickPickProvider = {
  prefix: '>',
  title: 'Show and run commands',
  placeholder: 'Type the name of a command',
  empty: 'No command has these letters.',
  items: (text) =>
    commandItems(commandStore.getState().commands.values(), text, recent, (id) => {
      recent = [id, ...recent.filter((other) => other !== id)].slice(0, recentAtMost);
      void runCommand(id);
    }),
};

export const helpProvider: QuickPickProvider = {
  prefix: '?',
  title: 'List what the field finds',
  placeholder: 'What the field finds',
  empty: '',
  items: () =>
    quickPickStore.getState().providers.map(({ prefix, title }) => ({
      id: prefix || 'files',
      label: `${prefix || '…'}  ${title}`,
      run: () => openQuickPick(prefix),
    })),
};
