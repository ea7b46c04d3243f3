import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KconfigModel } from '#core/engines/kconfig/kconfig-model.ts';
import { randomConfig, randomTree } from '../../../kconfig/random-tree.ts';
import { sessionOf } from '../../../kconfig/run-session.ts';

const seeds = fc.integer({ min: 0, max: 1_000_000 });

describe('the model of a Kconfig tree', () => {
  const tree = `mainmenu "Tést"
config NET
	bool "Network"
	help
	  First line.

	    Indented.
menu "Drivers"
	depends on NET
comment "Choose well"
choice
	prompt "Bus"
config PCI
	bool "PCI"
config USB
	bool "USB"
endchoice
endmenu
`.replace('é', '\xc3\xa9');

  it('keeps places apart from states, and sends both as plain data', () => {
    const model = new KconfigModel(sessionOf(tree));
    const { title, nodes, states, hidden } = structuredClone(model.tree);
    expect(title).toBe('Tést');
    expect(nodes.map(({ parent, kind, prompt, option }) => [parent, kind, prompt, option])).toEqual([
      [-1, 'root', 'Tést', null],
      [0, 'option', 'Network', 'NET'],
      [1, 'menu', 'Drivers', null],
      [2, 'comment', 'Choose well', null],
      [2, 'choice', 'Bus', expect.stringMatching(/^choice:/)],
      [4, 'option', 'PCI', 'PCI'],
      [4, 'option', 'USB', 'USB'],
    ]);
    expect(nodes[2]!.definedAt).toEqual({ file: 'Kconfig', line: 8 });
    expect(states.NET).toMatchObject({ type: 'bool', value: 'n', visible: true, assignable: ['n', 'y'], isSet: false });
    expect(hidden).toEqual([2, 3]);
    expect(model.help('NET')).toBe('First line.\n\n  Indented.');
  });

  it('tells after an edit what differs, choices and headings among it, and takes it back', () => {
    const model = new KconfigModel(sessionOf(tree));
    const before = model.tree;
    const made = model.apply([{ option: 'NET', to: 'y' }]);
    if (!made.ok) throw new Error(made.error.message);
    const choice = model.tree.nodes[4]!.option!;
    expect(Object.keys(made.value.states).sort()).toEqual(['NET', 'PCI', 'USB', choice].sort());
    expect(made.value.states[choice]).toMatchObject({ type: 'choice', value: 'PCI' });
    expect(made.value.nowShown).toEqual(before.hidden);
    expect(model.apply([{ option: choice, to: 'USB' }])).toMatchObject({
      ok: true,
      value: { states: { USB: { value: 'y' }, PCI: { value: 'n' } }, canUndo: true },
    });
    model.undo();
    model.undo();
    expect(model.tree).toEqual(before);
  });

  it('refuses what cannot be, and says which', () => {
    const model = new KconfigModel(sessionOf(tree));
    expect(model.apply([{ option: 'USB', to: 'y' }])).toMatchObject({ ok: false, error: { code: 'not-visible' } });
    expect(model.apply([{ option: 'NONE', to: 'y' }])).toMatchObject({ ok: false, error: { code: 'no-such-option' } });
    expect(model.fixes('USB', 'y')).toMatchObject({
      ok: true,
      value: {
        sets: [
          {
            steps: [
              { option: 'NET', to: 'y' },
              { option: 'USB', to: 'y' },
            ],
          },
        ],
      },
    });
  });

  it('is, after any edits, what it would be made afresh', () => {
    const action = fc.record({
      kind: fc.constantFrom('set', 'set', 'set', 'reset', 'undo', 'redo'),
      symbol: fc.nat(),
      value: fc.constantFrom('y', 'n', 'm', '5', '7', '0x10', 'a'),
    });
    fc.assert(
      fc.property(seeds, seeds, fc.array(action, { maxLength: 25 }), (treeSeed, configSeed, actions) => {
        const { text, symbols } = randomTree(treeSeed, { symbols: 25 });
        const made = sessionOf(text);
        made.read(randomConfig(configSeed, symbols));
        const model = new KconfigModel(made);
        for (const { kind, symbol, value } of actions) {
          const { name } = symbols[symbol % symbols.length]!;
          if (kind === 'set') model.apply([{ option: name, to: value }]);
          else if (kind === 'reset') model.reset([name]);
          else if (kind === 'undo') model.undo();
          else model.redo();
        }
        expect(model.tree).toEqual(new KconfigModel(made).tree);
      }),
      { numRuns: 300 },
    );
  });
});
