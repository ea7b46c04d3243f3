/** How the build log is looked at: what is left out, what is found, which line was asked for. */
import { createStore } from 'zustand/vanilla';
import { EMPTY_QUERY, type FindQuery } from '../../ui/find-bar.tsx';
import { EVERY_LINE, type RowChoice } from './log-rows.ts';

export interface LogView {
  readonly choice: RowChoice;
  /** null: the find bar is closed. */
  readonly find: FindQuery | null;
  readonly findFocus: number;
  /** Line asked for by `build.revealLine`; `request` goes up each time. */
  readonly reveal: { readonly line: number; readonly request: number } | null;
}

export const logViewStore = createStore<LogView>(() => ({
  choice: EVERY_LINE,
  find: null,
  findFocus: 0,
  reveal: null,
}));

export function revealLine(line: number): void {
  logViewStore.setState(({ reveal, choice }) => ({
    reveal: { line, request: (reveal?.request ?? 0) + 1 },
    // A line that a filter hides could not be shown.
    choice: choice.only === 'all' ? choice : { ...choice, only: 'all' },
  }));
}

export function toggleMessagesOnly(): void {
  logViewStore.setState(({ choice }) => ({
    choice: { ...choice, only: choice.only === 'all' ? 'messages' : 'all' },
  }));
}

export function openNotes(first: number, open: boolean): void {
  logViewStore.setState(({ choice }) => {
    const opened = new Set(choice.opened);
    if (open) opened.add(first);
    else opened.delete(first);
    return { choice: { ...choice, opened } };
  });
}

export function openFind(): void {
  logViewStore.setState(({ find, findFocus }) => ({ find: find ?? EMPTY_QUERY, findFocus: findFocus + 1 }));
}

/** Another job: what was opened in the old log means nothing in the new one. */
export function forgetLines(): void {
  logViewStore.setState(({ choice }) => ({ choice: { ...choice, opened: new Set() }, reveal: null }));
}
