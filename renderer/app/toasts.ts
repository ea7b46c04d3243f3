/** Short messages in the corner: three at most, gone after 6 s unless hovered or focused; an error stays. */
import { createStore } from 'zustand/vanilla';
import type { Failure } from '#core/base/result.ts';

export interface ToastMessage {
  readonly tone: 'ok' | 'err' | 'warn' | 'info';
  readonly title: string;
  readonly text?: string;
  readonly action?: { label: string; run(): void };
  /** A later message with the same tag takes its place. */
  readonly tag?: string;
}
export interface ShownToast extends ToastMessage {
  readonly id: number;
  readonly at: number;
}

const shownAtMost = 3;
const keptAtMost = 30;
export const toastForMs = 6000;

/** `shown`: on the screen, oldest first; `past`: what the bell lists, newest first. */
export const toastStore = createStore<{ shown: readonly ShownToast[]; past: readonly ShownToast[]; unread: number }>(
  () => ({ shown: [], past: [], unread: 0 }),
);

let nextId = 1;

/** @returns its id, for `dismissToast`. */
export function toast(message: ToastMessage): number {
  const entry: ShownToast = { ...message, id: nextId++, at: Date.now() };
  toastStore.setState(({ shown, past, unread }) => ({
    shown: [...shown.filter((other) => !entry.tag || other.tag !== entry.tag), entry].slice(-shownAtMost),
    past: [entry, ...past.filter((other) => !entry.tag || other.tag !== entry.tag)].slice(0, keptAtMost),
    unread: unread + 1,
  }));
  return entry.id;
}

/** An expected failure of a call: what happened, and what to do next. */
export function toastFailure(failure: Failure, action?: ToastMessage['action']): void {
  if (failure.code === 'cancelled') return;
  toast({
    tone: 'err',
    title: failure.message,
    ...(failure.hint ? { text: failure.hint } : {}),
    ...(action ? { action } : {}),
  });
}

export function dismissToast(id: number): void {
  toastStore.setState(({ shown }) => ({ shown: shown.filter((other) => other.id !== id) }));
}

export function readToasts(): void {
  toastStore.setState({ unread: 0 });
}

export function clearToasts(): void {
  toastStore.setState({ shown: [], past: [], unread: 0 });
}
