/** The terminals of this window: they live in the host, so that a window that is loaded again finds them. */
import { createStore } from 'zustand/vanilla';
import type { TerminalId } from '#core/base/id.ts';
import type { TerminalInfo } from '#core/contract/terminal.ts';
import { client } from '../../app/client.ts';
import { giveFocus } from '../../app/give-focus.ts';
import { toastFailure } from '../../app/toasts.ts';
import { loadReport } from '../../app/toolchain.ts';
import { workspaceStore } from '../../app/workspace.ts';

export interface Terminals {
  readonly terminals: readonly TerminalInfo[];
  readonly active: TerminalId | null;
  /** False until the host has said which terminals there are. */
  readonly known: boolean;
  /** A command that waits for consent. */
  readonly asked: { readonly argv: readonly string[]; readonly title: string } | null;
}

export const terminalStore = createStore<Terminals>(() => ({ terminals: [], active: null, known: false, asked: null }));

/** Until the terminal is drawn and says its real size. */
const FIRST_SIZE = { cols: 100, rows: 12 };

/** Terminals that were given one command: what it changed is looked at when it has ended. */
const commands = new Set<TerminalId>();

export async function loadTerminals(): Promise<void> {
  const answer = await client().call('terminal.list', null);
  if (!answer.ok) return toastFailure(answer.error);
  terminalStore.setState(({ active }) => ({
    terminals: answer.value,
    known: true,
    active: answer.value.some(({ id }) => id === active) ? active : (answer.value.at(-1)?.id ?? null),
  }));
}

/** What is typed while it is being opened goes to it. */
export async function newTerminal(command?: { argv: readonly string[]; title: string }): Promise<void> {
  let answered = false;
  let failed = false;
  giveFocus(() => (failed ? undefined : answered ? shownTerminal() : null));
  const answer = await client().call('terminal.open', {
    projectId: workspaceStore.getState().project?.id ?? null,
    size: FIRST_SIZE,
    ...(command && { argv: [...command.argv], title: command.title }),
  });
  failed = !answer.ok;
  if (!answer.ok) return toastFailure(answer.error);
  const opened = answer.value;
  if (command) commands.add(opened.id);
  terminalStore.setState(({ terminals }) => ({
    terminals: [...terminals.filter((other) => other.id !== opened.id), opened],
    active: opened.id,
    known: true,
  }));
  answered = true;
}

function shownTerminal(): Element | null {
  return document.querySelector('#panel-content .terminal');
}

/** Ends what runs in it, and takes it away. */
export async function closeTerminal(id: TerminalId): Promise<void> {
  const answer = await client().call('terminal.close', id);
  if (!answer.ok) return toastFailure(answer.error);
  terminalStore.setState(({ terminals, active }) => {
    const rest = terminals.filter((other) => other.id !== id);
    return { terminals: rest, active: active === id ? (rest.at(-1)?.id ?? null) : active };
  });
  giveFocus(() => shownTerminal() ?? undefined);
}

/** Its program has ended; the text stays to be read. */
export async function terminalEnded(id: TerminalId): Promise<void> {
  await loadTerminals();
  if (commands.delete(id)) void loadReport(true);
}

export function showTerminal(id: TerminalId): void {
  terminalStore.setState({ active: id });
  giveFocus(() => shownTerminal() ?? undefined);
}
