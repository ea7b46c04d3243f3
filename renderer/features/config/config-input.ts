/** How the pages of the configuration are named as editor tabs. */
import type { EditorInput } from '../../app/editor-groups.ts';
import { keyOf } from '../../app/editor-groups.ts';

export const CONFIG = 'config';

export const configInput = (): EditorInput => ({ kind: CONFIG, id: 'options', title: 'Configuration' });
export const configKey = keyOf(configInput());
export const warningsInput = (): EditorInput => ({ kind: 'config-warnings', id: 'warnings', title: 'Config warnings' });
export const mergeInput = (file: string): EditorInput => ({
  kind: 'config-merge',
  id: 'merge',
  title: `Merge ${file}`,
});

export type CompareWith = { kind: 'saved' } | { kind: 'default' } | { kind: 'file'; path: string };

export function compareInput(other: CompareWith): EditorInput {
  const words = { saved: 'the saved file', default: 'the defaults', file: other.kind === 'file' ? other.path : '' };
  return {
    kind: 'config-compare',
    id: other.kind === 'file' ? `file:${other.path}` : other.kind,
    title: `Config: compare with ${words[other.kind]}`,
    data: other,
  };
}

/** The text beside the tree; the editor shows it. */
export function textInput(file: string): EditorInput {
  return { kind: 'config-text', id: 'text', title: file, detail: `${file}, in step with the tree` };
}
