/** What a key does in a tree (WAI-ARIA tree pattern), without any page: rows and the active row in, an intent out. */
import type { TreeRow } from './tree-rows.ts';

export type TreeIntent =
  | { kind: 'move'; id: string }
  | { kind: 'expand'; id: string }
  | { kind: 'collapse'; id: string }
  | { kind: 'expand-all'; ids: readonly string[] }
  | { kind: 'activate' | 'rename' | 'delete' | 'check' | 'menu'; id: string };

export interface TreeKey {
  key: string;
  shiftKey?: boolean;
  /** Ctrl, Alt or Meta is held: such keys belong to commands. */
  modified?: boolean;
}

/**
 * @param page rows that fit the window of the tree.
 * @returns null where the key is not the tree's.
 */
export function treeIntent(
  rows: readonly TreeRow[],
  active: string | null,
  { key, shiftKey = false, modified = false }: TreeKey,
  page = 10,
): TreeIntent | null {
  if (rows.length === 0 || modified) return null;
  const found = rows.findIndex((row) => row.id === active);
  const index = Math.max(0, found);
  const row = rows[index]!;
  const move = (to: number): TreeIntent => ({
    kind: 'move',
    id: rows[Math.min(rows.length - 1, Math.max(0, to))]!.id,
  });
  switch (key) {
    case 'ArrowDown':
      return move(found + 1);
    case 'ArrowUp':
      return move(index - 1);
    case 'Home':
      return move(0);
    case 'End':
      return move(rows.length - 1);
    case 'PageDown':
      return move(index + page);
    case 'PageUp':
      return move(index - page);
    case 'ArrowRight': {
      if (row.expanded === false) return { kind: 'expand', id: row.id };
      const next = rows[index + 1];
      return row.expanded && next?.parent === row.id ? { kind: 'move', id: next.id } : null;
    }
    case 'ArrowLeft':
      if (row.expanded) return { kind: 'collapse', id: row.id };
      return row.parent === null ? null : { kind: 'move', id: row.parent };
    case '*': {
      const ids = rows.filter((other) => other.parent === row.parent && other.expanded === false).map(({ id }) => id);
      return { kind: 'expand-all', ids };
    }
    case 'Enter':
      return { kind: 'activate', id: row.id };
    case ' ':
      return { kind: row.checked === undefined ? 'activate' : 'check', id: row.id };
    case 'F2':
      return { kind: 'rename', id: row.id };
    case 'Delete':
      return { kind: 'delete', id: row.id };
    case 'ContextMenu':
      return { kind: 'menu', id: row.id };
    case 'F10':
      return shiftKey ? { kind: 'menu', id: row.id } : null;
    default:
      return null;
  }
}

const forgetAfterMs = 700;

/** Collects letters typed in quick succession; a repeated single letter walks through the rows that start with it. */
export class TypeAhead {
  private text = '';
  private last = 0;

  /** Another key was pressed: the next letter starts anew. */
  end(): void {
    this.text = '';
  }

  /** Whether a letter typed now goes on with the one before. */
  isTyping(now: number): boolean {
    return this.text !== '' && now - this.last <= forgetAfterMs;
  }

  /** @returns id of the row to go to, or null; `now` in ms. */
  type(rows: readonly TreeRow[], active: string | null, letter: string, now: number): string | null {
    this.text = now - this.last > forgetAfterMs ? letter : this.text + letter;
    this.last = now;
    const typed = this.text.toLowerCase();
    const repeated = [...typed].every((other) => other === typed[0]);
    const wanted = repeated ? typed[0]! : typed;
    const index = Math.max(
      0,
      rows.findIndex((row) => row.id === active),
    );
    // A word being typed may go on matching the row it stands on; a repeated letter must move on.
    const first = repeated ? index + 1 : index;
    for (let step = 0; step < rows.length; step++) {
      const row = rows[(first + step) % rows.length]!;
      if (row.label.toLowerCase().startsWith(wanted)) return row.id;
    }
    return null;
  }
}
