import { expect, it } from 'vitest';
import type { OptionState } from '../../../../renderer/app/config/option-states.ts';
import { checkedOf, describe, lookOf } from '../../../../renderer/features/config/option-look.ts';

const state = (change: Partial<OptionState>): OptionState => ({
  ...{ value: 'n', defaultValue: 'n', visible: true, assignable: ['n', 'y'], isSet: false, changed: false },
  ...{ notDefault: false, unknown: false, low: '', high: '' },
  ...change,
});

it('fills what was turned on, tints what another option holds, and locks what is blocked', () => {
  const look = (change: Partial<OptionState>) => lookOf('option', 'bool', state(change), false);
  expect(look({ value: 'y' })).toEqual({ kind: 'check', look: 'on' });
  expect(look({ value: 'y', assignable: ['y'] })).toEqual({ kind: 'check', look: 'tinted' });
  expect(look({ visible: false, assignable: [] })).toEqual({ kind: 'check', look: 'blocked' });
  expect(look({})).toEqual({ kind: 'check', look: 'off' });
});

it('shows the values of a choice as radios, and a blocked one as blocked', () => {
  expect(lookOf('option', 'bool', state({ value: 'y', assignable: ['y'] }), true)).toEqual({ kind: 'radio', on: true });
  expect(lookOf('option', 'bool', state({ visible: false, assignable: [] }), true)).toEqual({
    kind: 'check',
    look: 'blocked',
  });
});

it('says in words what the mark shows', () => {
  expect(checkedOf('tristate', state({ value: 'm' }))).toBe('mixed');
  expect(checkedOf('int', state({ value: '5' }))).toBeUndefined();
  const blocked = state({ visible: false, assignable: [], changed: true });
  expect(describe('bool', blocked, 'n', 'help')).toBe('n, blocked, changed, found in its help');
});
