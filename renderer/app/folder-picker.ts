/** Asks for a folder: by the system's own dialog where the host has one, else by the window's own list of folders. */
import { createStore } from 'zustand/vanilla';
import { appInfoStore } from './app-info.ts';
import { client } from './client.ts';
import { toastFailure } from './toasts.ts';

export interface FolderQuestion {
  readonly title: string;
  /** Label of the primary button: "Open". */
  readonly button: string;
  readonly start: string;
  settle(path: string | null): void;
}

export const folderPickerStore = createStore<{ question: FolderQuestion | null }>(() => ({ question: null }));

/** @returns an absolute path; null where the person changed their mind. */
export async function pickFolder(options: { title: string; button: string; start?: string }): Promise<string | null> {
  const { info } = appInfoStore.getState();
  const start = options.start ?? info?.projectsFolder ?? '/';
  if (info?.host === 'desktop') {
    const answer = await client().call('places.pick', { title: options.title, start });
    if (answer.ok) return answer.value;
    if (answer.error.code !== 'not-available') {
      toastFailure(answer.error);
      return null;
    }
  }
  return new Promise((resolve) => {
    folderPickerStore.setState({
      question: {
        ...options,
        start,
        settle: (path) => {
          folderPickerStore.setState({ question: null });
          resolve(path);
        },
      },
    });
  });
}
