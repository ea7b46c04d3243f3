/** The icon of a symbol of the outline by its kind. */
import { Braces, Hash, ListOrdered, SlidersHorizontal, SquareFunction, Target, Type, Variable } from 'lucide-react';
import type { IconType } from '../ui/icon.tsx';
import type { ActiveSymbol } from './active-document.ts';

const ICONS: Readonly<Record<ActiveSymbol['kind'], IconType>> = {
  function: SquareFunction,
  macro: Hash,
  struct: Braces,
  union: Braces,
  enum: ListOrdered,
  type: Type,
  variable: Variable,
  target: Target,
  option: SlidersHorizontal,
};

export function symbolIcon(kind: ActiveSymbol['kind']): IconType {
  return ICONS[kind];
}
