import { expect, it } from 'vitest';
import { OptionStates } from '../../../../renderer/app/config/option-states.ts';
import { OptionTree } from '../../../../renderer/app/config/option-tree.ts';
import { wireOf } from '../../features/config/tree-of-options.ts';

const tree = new OptionTree(wireOf());
const states = () => new OptionStates(tree.optionCount, wireOf().states);

it('puts what is below a place without a prompt one level higher', () => {
  expect(tree.children(1)).toEqual([2, 5]);
  expect(tree.parent(5)).toBe(1);
  expect(tree.path(5)).toEqual(['Network']);
});

it('knows the choice that a value belongs to, and the prompt of an option by its name', () => {
  expect(tree.idOf(tree.choiceOf(7))).toBe('choice:1');
  expect(tree.choiceOf(2)).toBe(-1);
  expect(tree.promptOf('SOCK')).toBe('Sockets');
  expect(tree.nodeOf(tree.optionOf('HIDDEN')!)).toBe(-1);
});

it('tells those who look at an option that it changed, and nobody else', () => {
  const live = states();
  const heard: string[] = [];
  live.subscribe(tree.optionOf('NET')!, () => heard.push('NET'));
  live.subscribe(tree.optionOf('SOCK')!, () => heard.push('SOCK'));
  const net = tree.optionOf('NET')!;
  const before = live.get(tree.optionOf('SOCK')!);
  live.apply({ option: [net], value: ['n'], defaultValue: ['n'], flags: [0], low: [''], high: [''] });
  expect(heard).toEqual(['NET']);
  expect(live.get(net).value).toBe('n');
  expect(live.get(tree.optionOf('SOCK')!)).toBe(before);
});

it('counts what each filter would leave', () => {
  const all = ['NET', 'SOCK', 'DRIVER', 'FAST'].map((id) => tree.optionOf(id)!);
  expect(states().count(all)).toEqual({ all: 4, changed: 1, notDefault: 0, blocked: 1, visible: 3 });
});

it('shows an expected value until the host tells of the option, and takes it back when the host refuses', () => {
  const live = states();
  const net = tree.optionOf('NET')!;
  const sock = tree.optionOf('SOCK')!;
  const takeBack = live.expect([
    [net, 'n'],
    [sock, 'y'],
  ]);
  expect(live.get(net).value).toBe('n');
  live.apply({ option: [net], value: ['m'], defaultValue: ['n'], flags: [0], low: [''], high: [''] });
  takeBack();
  expect(live.get(net).value).toBe('m');
  expect(live.get(sock).value).toBe('n');
});

it('goes back to what the host said last when several expected values are refused, in any order', () => {
  const live = states();
  const net = tree.optionOf('NET')!;
  const first = live.expect([[net, 'n']]);
  const second = live.expect([[net, 'y']]);
  first();
  expect(live.get(net).value).toBe('y');
  live.expect([[net, 'n']])();
  second();
  expect(live.get(net).value).toBe('y');
});
