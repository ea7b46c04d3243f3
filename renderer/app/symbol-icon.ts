/** The icon of a symbol of the outline by its kind. */
import { Braces, Hash, ListOrdered, Shapes, SquareFunction, Tag, Type, Variable } from 'lucide-react';
import type { IconType } from '../ui/icon.tsx';

const ICONS: Readonly<Record<string, IconType>> = {
  function: SquareFunction,
  macro: Hash,
  struct: Braces,
  union: Braces,
  enum: ListOrdered,
  typedef: Type,
  type: Type,
  variable: Variable,
  constant: Hash,
  label: Tag,
};

export function symbolIcon(kind: string): IconType {
  return ICONS[kind] ?? Shapes;
}
