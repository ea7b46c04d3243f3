/** Questions that a command has to ask before it goes on: a small dialog with named answers. Shown by the shell. */
import { createStore } from 'zustand/vanilla';
import type { IconType } from '../ui/icon.tsx';

export interface Question {
  readonly title: string;
  readonly text: string;
  readonly icon?: IconType;
  readonly tone?: 'accent' | 'warn' | 'err';
  /** From left to right; the last one is the primary. `safe` gets the focus first. */
  readonly answers: readonly {
    readonly id: string;
    readonly label: string;
    readonly kind?: 'stop';
    readonly safe?: true;
  }[];
}

export interface Prompt {
  readonly title: string;
  readonly label: string;
  readonly value: string;
  readonly button: string;
  /** A sentence where the value will not do. */
  check?(value: string): string | null;
}

type Open =
  | { readonly kind: 'question'; readonly question: Question; settle(answer: string | null): void }
  | { readonly kind: 'prompt'; readonly prompt: Prompt; settle(value: string | null): void };

export const dialogStore = createStore<{ open: readonly Open[] }>(() => ({ open: [] }));

function add(make: (settle: (answer: string | null) => void) => Open): Promise<string | null> {
  return new Promise((resolve) => {
    const entry = make((answer) => {
      dialogStore.setState(({ open }) => ({ open: open.filter((other) => other !== entry) }));
      resolve(answer);
    });
    dialogStore.setState(({ open }) => ({ open: [...open, entry] }));
  });
}

/** @returns id of the answer; null for Esc. */
export function ask(question: Question): Promise<string | null> {
  return add((settle) => ({ kind: 'question', question, settle }));
}

/** @returns the text; null for Esc. */
export function askText(prompt: Prompt): Promise<string | null> {
  return add((settle) => ({ kind: 'prompt', prompt, settle }));
}
