/** How an option looks in its row, and what a screen reader hears of it. */
import type { OptionState } from '../../app/config/option-states.ts';
import type { NodeKind, OptionType } from '../../app/config/option-tree.ts';
import type { CheckLook } from '../../ui/checkbox.tsx';

export type Look =
  | { readonly kind: 'folder' | 'comment' | 'choice' | 'number' | 'text' | 'locked' }
  | { readonly kind: 'check'; readonly look: CheckLook }
  | { readonly kind: 'radio'; readonly on: boolean };

const isLogical = (type: OptionType | null) => type === 'bool' || type === 'tristate';

/** Another option holds it above n: it cannot be turned off here. */
export function isHeld(type: OptionType | null, state: OptionState): boolean {
  return isLogical(type) && state.value !== 'n' && !state.assignable.includes('n');
}

export function isBlocked(type: OptionType | null, state: OptionState): boolean {
  return !state.visible && !isHeld(type, state);
}

export function lookOf(kind: NodeKind, type: OptionType | null, state: OptionState | null, inChoice: boolean): Look {
  if (!state || type === null) return { kind: kind === 'comment' ? 'comment' : 'folder' };
  if (inChoice && isLogical(type) && state.visible) return { kind: 'radio', on: state.value === 'y' };
  if (type === 'choice') return { kind: state.visible ? 'choice' : 'locked' };
  if (!isLogical(type))
    return { kind: !state.visible ? 'locked' : type === 'int' || type === 'hex' ? 'number' : 'text' };
  if (isHeld(type, state)) return { kind: 'check', look: state.value === 'm' ? 'mixed' : 'tinted' };
  if (!state.visible) return { kind: 'check', look: 'blocked' };
  return { kind: 'check', look: state.value === 'y' ? 'on' : state.value === 'm' ? 'mixed' : 'off' };
}

/** aria-checked; undefined for what is no switch. */
export function checkedOf(type: OptionType | null, state: OptionState): boolean | 'mixed' | undefined {
  if (!isLogical(type)) return undefined;
  return state.value === 'm' ? 'mixed' : state.value === 'y';
}

/** What stands at the right of a row. */
export function valueText(type: OptionType | null, state: OptionState, promptOf: (id: string) => string): string {
  if (type === 'choice') return promptOf(state.value) || state.value;
  return type === 'string' ? `"${state.value}"` : state.value;
}

export function describe(type: OptionType | null, state: OptionState, value: string, foundIn: string | null): string {
  return [
    value === '' ? 'no value' : value,
    isBlocked(type, state) ? 'blocked' : isHeld(type, state) ? 'selected by another' : '',
    state.changed ? 'changed' : '',
    state.unknown ? 'unknown without the shell' : '',
    foundIn ? `found in its ${foundIn}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}
