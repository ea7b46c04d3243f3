/** What the host says about itself and this computer, and the notices that answer no call. */
import { createStore } from 'zustand/vanilla';
import type { Contract } from '#core/contract/contract.ts';
import type { AnswerOf } from '#core/contract/define.ts';
import { client } from './client.ts';
import { toast, toastFailure } from './toasts.ts';

export type AppInfo = AnswerOf<Contract['app.info']>;

export const appInfoStore = createStore<{ info: AppInfo | null }>(() => ({ info: null }));

export async function loadAppInfo(): Promise<void> {
  const answer = await client().call('app.info', null);
  if (answer.ok) appInfoStore.setState({ info: answer.value });
  else toastFailure(answer.error);
}

/** A notice that is older than this was there before the window. */
const freshMs = 60_000;
const tones = { info: 'info', warning: 'warn', error: 'err' } as const;

export function followNotices(): void {
  client().subscribe('app.notices', null, {
    onEvent: ({ at, severity, message, hint }) => {
      if (Date.now() - at > freshMs) return;
      toast({ tone: tones[severity], title: message, tag: message, ...(hint ? { text: hint } : {}) });
    },
  });
}

/** "/home/ada/src/x" as people write it: "~/src/x". */
export function tildePath(path: string, home: string | null | undefined): string {
  if (!home) return path;
  if (path === home) return '~';
  return path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

/** The other way round, for what a person typed. */
export function expandTilde(path: string, home: string | null | undefined): string {
  if (!home) return path;
  return path === '~' ? home : path.startsWith('~/') ? `${home}${path.slice(1)}` : path;
}
