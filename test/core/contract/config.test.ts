import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { configTree, OPTION_FLAGS } from '#core/contract/config.ts';

const NODES = 20_000;
const column = <T>(value: T): T[] => Array.from({ length: NODES }, () => value);

function largeTree() {
  return {
    ...{ revision: 0, canUndo: false, canRedo: false, unsaved: false, changed: 0, conflict: false },
    source: { id: 'main', title: 'Options', file: '.config', kind: 'kconfig' as const },
    ...{ title: 'T', dialect: 'linux-6.1', shellOff: false, restored: false, writable: true },
    files: { name: ['Kconfig'], path: ['Kconfig'] },
    nodes: {
      ...{ kind: column(3), parent: column(0), prompt: column('A prompt of the usual length, perhaps longer') },
      ...{ option: column(1), file: column(0), line: column(7), help: column(1) },
    },
    options: { id: column('SOME_OPTION'), type: column(1) },
    states: {
      ...{ option: column(1), value: column('y'), defaultValue: column('n'), flags: column(OPTION_FLAGS.visible) },
      ...{ low: column(''), high: column('') },
    },
    hidden: [3],
    problems: [],
  };
}

describe('the wire form of a configuration', () => {
  it('parses a tree of 20,000 nodes by looking once at each entry of a column, not by making each anew', () => {
    const tree = largeTree();
    const parsed = v.parse(configTree, tree);
    expect(parsed.nodes.prompt).toBe(tree.nodes.prompt);
    expect(parsed.states.flags).toBe(tree.states.flags);
  });

  it('refuses a column that holds something else', () => {
    const tree = largeTree();
    tree.nodes.parent[19_999] = 0.5;
    expect(v.safeParse(configTree, tree).success).toBe(false);
    tree.nodes.parent[19_999] = 0;
    (tree.states.value as unknown[])[5] = null;
    expect(v.safeParse(configTree, tree).success).toBe(false);
  });

  it('has flags that do not overlap', () => {
    const bits = Object.values(OPTION_FLAGS);
    expect(new Set(bits).size).toBe(bits.length);
    expect(bits.every((bit) => Number.isInteger(Math.log2(bit)))).toBe(true);
  });
});
