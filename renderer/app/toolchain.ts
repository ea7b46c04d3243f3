/** The doctor's report: asked once after the first paint, again on demand. Shared by Welcome, wizard, status bar, Doctor. */
import { createStore } from 'zustand/vanilla';
import type { DoctorReport } from '#core/contract/toolchain.ts';
import { client } from './client.ts';
import { toastFailure } from './toasts.ts';

export const toolchainStore = createStore<{ report: DoctorReport | null; checking: boolean; testing: boolean }>(() => ({
  report: null,
  checking: false,
  testing: false,
}));

/** `fresh`: look again instead of answering from what is known. */
export async function loadReport(fresh = false): Promise<void> {
  if (toolchainStore.getState().checking) return;
  toolchainStore.setState({ checking: true });
  const answer = await client().call('toolchain.report', { fresh });
  toolchainStore.setState({ checking: false });
  if (answer.ok) toolchainStore.setState({ report: answer.value });
  else toastFailure(answer.error);
}

/** Compiles, boots and reads back a tiny image: the proof that the tools work together. */
export async function runBootTest(): Promise<void> {
  if (toolchainStore.getState().testing) return;
  toolchainStore.setState({ testing: true });
  const answer = await client().call('toolchain.bootTest', null);
  toolchainStore.setState(({ report }) => ({
    testing: false,
    report: answer.ok && report ? { ...report, bootTest: answer.value } : report,
  }));
  if (!answer.ok) toastFailure(answer.error);
}
