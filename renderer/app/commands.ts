/**
 * Commands: everything that the window can do, by name. A feature registers its commands when it is loaded; menus, the
 * palette, key bindings, problems' fixes and other features run them by id. Features meet here, not in each other.
 *
 *   registerCommand({ id: 'file.save', title: 'Save', category: 'File', keys: 'Mod+S', enabled: () => …, run: () => … })
 *   runCommand('file.save')
 */
import { createStore } from 'zustand/vanilla';
import { type Disposable, disposable } from '#core/base/disposable.ts';
import { toast } from './toasts.ts';

export interface Command {
  /** `noun.verb`, stable: it is written into people's settings. */
  readonly id: string;
  /** A verb first, sentence case: "Split editor". */
  readonly title: string;
  /** Before the title in the palette: "File". */
  readonly category?: string;
  /** Default keys, the first one is shown: "Mod+Shift+P". */
  readonly keys?: string | readonly string[];
  /** Whether its keys act now (where the focus is, mostly). Keys that do not act go to whoever has the focus. */
  when?(): boolean;
  /** Whether it can be run now; a sentence = no, for this reason. */
  enabled?(): boolean | string;
  /** Left out of the palette: needs arguments that only a program gives. */
  readonly hidden?: boolean;
  run(...args: readonly unknown[]): void | Promise<void>;
}

export const commandStore = createStore<{ commands: ReadonlyMap<string, Command> }>(() => ({ commands: new Map() }));

/** The last one registered for an id wins; disposing it brings the one before back. */
export function registerCommand(command: Command): Disposable {
  const before = commandStore.getState().commands.get(command.id);
  set(command.id, command);
  return disposable(() => {
    if (commandStore.getState().commands.get(command.id) === command) set(command.id, before);
  });
}

function set(id: string, command: Command | undefined): void {
  const commands = new Map(commandStore.getState().commands);
  if (command) commands.set(id, command);
  else commands.delete(id);
  commandStore.setState({ commands });
}

export function hasCommand(id: string): boolean {
  return commandStore.getState().commands.has(id);
}

/** True, or the reason why not ('' where there is nothing to say). */
export function canRun(command: Command): true | string {
  const answer = command.enabled?.() ?? true;
  return answer === false ? '' : answer;
}

/** Thrown by a command that could not do its work for a reason outside the window; shown, and no mistake of ours to be logged. */
export class CommandFailed extends Error {}

/** Runs it; what goes wrong is shown as a toast. @returns false where it does not exist or cannot be run now. */
export async function runCommand(id: string, ...args: readonly unknown[]): Promise<boolean> {
  const command = commandStore.getState().commands.get(id);
  if (!command) {
    toast({ tone: 'err', title: `There is no command “${id}”`, text: 'Remove it from your key bindings in Settings.' });
    return false;
  }
  const possible = canRun(command);
  if (possible !== true) {
    if (possible !== '') toast({ tone: 'info', title: possible });
    return false;
  }
  try {
    await command.run(...args);
    return true;
  } catch (error) {
    toast({
      tone: 'err',
      title: `“${command.title}” failed`,
      text: error instanceof Error ? error.message : String(error),
    });
    if (!(error instanceof CommandFailed)) console.error(error);
    return false;
  }
}
