/** How a file is named as an editor tab. */
import { type EditorInput, keyOf } from '../../app/editor-groups.ts';

export const FILE = 'file';
export const COMPARE = 'compare';

export function fileInput(path: string, at?: { readonly line: number; readonly column: number }): EditorInput {
  return { kind: FILE, id: path, title: nameOf(path), detail: path, ...(at ? { data: at } : {}) };
}

export function fileKey(path: string): string {
  return keyOf({ kind: FILE, id: path });
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The place that an input asks for; null where it asks for none. */
export function placeOf(input: EditorInput): { readonly line: number; readonly column: number } | null {
  const data = input.data as { line?: unknown; column?: unknown } | null | undefined;
  if (typeof data?.line !== 'number' || !Number.isInteger(data.line) || data.line < 1) return null;
  const column = typeof data.column === 'number' && data.column >= 1 ? Math.floor(data.column) : 1;
  return { line: data.line, column };
}
