/**
 * What the command field finds. A provider answers for a prefix of the typed text: '' (files by default), '>' commands,
 * ':' lines, '@' symbols. The palette shows the providers' items; it knows none of them.
 */
import { createStore } from 'zustand/vanilla';
import { type Disposable, disposable } from '#core/base/disposable.ts';
import type { IconType } from '../ui/icon.tsx';

export interface QuickItem {
  readonly id: string;
  readonly label: string;
  /** Indexes of the matched characters of the label, for emphasis. */
  readonly matches?: readonly number[];
  /** Quiet text after the label: the folder. */
  readonly detail?: string;
  readonly icon?: IconType;
  readonly keys?: string | undefined;
  /** A line above the first item that has it. */
  readonly heading?: string;
  /** Why it cannot be chosen now. */
  readonly disabled?: string;
  run(how: { readonly beside: boolean }): void;
  /** The row is the active one: a place can be shown in advance. */
  preview?(): void;
}

export interface QuickPickProvider {
  readonly prefix: string;
  readonly placeholder: string;
  /** Said in the list of prefixes: "Go to a line". */
  readonly title: string;
  /** Text without the prefix. A later call makes the earlier ones obsolete: `signal` aborts. */
  items(text: string, signal: AbortSignal): Promise<readonly QuickItem[]> | readonly QuickItem[];
  /** Said where nothing was found. */
  readonly empty: string;
  /** The field was left without a choice. */
  cancelled?(): void;
}

export interface OpenPick {
  readonly text: string;
  readonly provider?: QuickPickProvider;
  /** Another one each time that the field is opened. */
  readonly turn: number;
}

export const quickPickStore = createStore<{
  providers: readonly QuickPickProvider[];
  /** null: closed. */
  open: OpenPick | null;
}>(() => ({ providers: [], open: null }));

export function registerQuickPick(provider: QuickPickProvider): Disposable {
  quickPickStore.setState(({ providers }) => ({
    // The longest prefix is tried first.
    providers: [...providers, provider].sort((a, b) => b.prefix.length - a.prefix.length),
  }));
  return disposable(() =>
    quickPickStore.setState(({ providers }) => ({ providers: providers.filter((other) => other !== provider) })),
  );
}

let turns = 0;

/** Opens the field with this text in it: '', '>', ':12'. */
export function openQuickPick(text: string): void {
  quickPickStore.setState({ open: { text, turn: ++turns } });
}

/** One choice from a list of the caller's own. */
export function pickFrom(provider: Omit<QuickPickProvider, 'prefix' | 'title'>): void {
  quickPickStore.setState({ open: { text: '', provider: { ...provider, prefix: '', title: '' }, turn: ++turns } });
}

export function closeQuickPick(): void {
  quickPickStore.setState({ open: null });
}

export interface FuzzyMatch {
  /** Larger is better. */
  readonly score: number;
  readonly matches: readonly number[];
}

/**
 * Letters of `query` in order somewhere in `text`; starts of words, runs and short texts score higher. Spaces of the
 * query are ignored. @returns null where a letter is missing.
 */
export function fuzzyMatch(query: string, text: string): FuzzyMatch | null {
  const wanted = query.replaceAll(' ', '').toLowerCase();
  if (wanted === '') return { score: 0, matches: [] };
  const lower = text.toLowerCase();
  const whole = lower.indexOf(wanted);
  if (whole >= 0) {
    const matches = Array.from(wanted, (_, index) => whole + index);
    return { score: 1000 + startBonus(text, whole) * 20 - whole - text.length / 100, matches };
  }
  const matches: number[] = [];
  let score = 0;
  let from = 0;
  for (const letter of wanted) {
    // The start of a word where one is left, else the next place.
    let at = lower.indexOf(letter, from);
    if (at < 0) return null;
    for (let other = at; other >= 0 && other < lower.length; other = lower.indexOf(letter, other + 1)) {
      if (startBonus(text, other) > 0 && canFinish(lower, wanted.slice(matches.length + 1), other + 1)) {
        if (matches.at(-1) !== at - 1) at = other;
        break;
      }
    }
    score += startBonus(text, at) + (matches.at(-1) === at - 1 ? 5 : 0);
    matches.push(at);
    from = at + 1;
  }
  return { score: score - (matches.at(-1)! - matches[0]!) / 10 - text.length / 100, matches };
}

function canFinish(lower: string, rest: string, from: number): boolean {
  let at = from;
  for (const letter of rest) {
    at = lower.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function startBonus(text: string, at: number): number {
  if (at === 0) return 10;
  const before = text[at - 1]!;
  if (/[\s/_.:-]/.test(before)) return 8;
  return /[a-z]/.test(before) && /[A-Z]/.test(text[at]!) ? 6 : 0;
}
