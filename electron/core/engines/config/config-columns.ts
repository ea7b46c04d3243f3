/** A configuration in the columns of the contract, and what stands in each option's flags. */
import {
  type nodeKinds as kinds,
  nodeKinds,
  OPTION_FLAGS,
  type OptionStates,
  optionTypes,
} from '../../contract/config.ts';
import type { ConfigTree, OptionId, OptionState } from './config-model.ts';

type NodeKind = (typeof kinds)[number];

export interface TreeColumns {
  readonly files: { readonly name: string[]; readonly path: string[] };
  readonly nodes: Record<'kind' | 'parent' | 'option' | 'file' | 'line' | 'help', number[]> & {
    readonly prompt: string[];
  };
  readonly options: { readonly id: readonly OptionId[]; readonly type: number[] };
}

/** The options of one tree in their order, and what does not change by edits. */
export class ConfigColumns {
  readonly ids: readonly OptionId[];
  /** 1: it has a prompt at some place. */
  readonly prompted: Uint8Array;
  /** 1: it is a value of a choice, whose change counts as the choice's. */
  readonly member: Uint8Array;
  private readonly indexes: ReadonlyMap<OptionId, number>;

  constructor(private readonly tree: ConfigTree) {
    this.ids = Object.keys(tree.states);
    this.indexes = new Map(this.ids.map((id, index) => [id, index]));
    this.prompted = new Uint8Array(this.ids.length);
    this.member = new Uint8Array(this.ids.length);
    for (const { option, prompt, parent } of tree.nodes) {
      if (option === null) continue;
      const index = this.indexOf(option);
      if (prompt !== '') this.prompted[index] = 1;
      if (tree.nodes[parent]?.kind === 'choice') this.member[index] = 1;
    }
  }

  indexOf(id: OptionId): number {
    return this.indexes.get(id) ?? -1;
  }

  /** @param pathOf path inside the project of a file as the tree names it; null outside */
  wire(pathOf: (file: string) => string | null): TreeColumns {
    const files = new Map<string, number>();
    const { nodes, states } = this.tree;
    const fileIndex = (name: string): number => {
      const known = files.get(name);
      if (known !== undefined) return known;
      files.set(name, files.size);
      return files.size - 1;
    };
    const kindIndex = (kind: NodeKind) => nodeKinds.indexOf(kind);
    const columns = {
      kind: nodes.map(({ kind }) => kindIndex(kind)),
      parent: nodes.map(({ parent }) => parent),
      prompt: nodes.map(({ prompt }) => prompt),
      option: nodes.map(({ option }) => (option === null ? -1 : this.indexOf(option))),
      file: nodes.map(({ definedAt }) => fileIndex(definedAt.file)),
      line: nodes.map(({ definedAt }) => definedAt.line),
      help: nodes.map(({ hasHelp }) => (hasHelp ? 1 : 0)),
    };
    const name = [...files.keys()];
    return {
      files: { name, path: name.map((file) => pathOf(file) ?? '') },
      nodes: columns,
      options: { id: this.ids, type: this.ids.map((id) => optionTypes.indexOf(states[id]!.type)) },
    };
  }
}

export function stateColumns(
  options: Iterable<number>,
  stateOf: (index: number) => OptionState,
  flagsOf: (index: number) => number,
): OptionStates {
  const option = [...options];
  const states = option.map(stateOf);
  return {
    option,
    value: states.map(({ value }) => value),
    defaultValue: states.map(({ defaultValue }) => defaultValue),
    flags: option.map(flagsOf),
    low: states.map(({ range }) => range?.low ?? ''),
    high: states.map(({ range }) => range?.high ?? ''),
  };
}

/** @param saved value that the file on the disk gives; undefined: the option is newer than what was saved */
export function flagsOf(state: OptionState, saved: string | undefined, unknown: boolean): number {
  const { visible, assignable, isSet, value, defaultValue } = state;
  return (
    (visible ? OPTION_FLAGS.visible : 0) |
    (assignable.includes('n') ? OPTION_FLAGS.canBeN : 0) |
    (assignable.includes('m') ? OPTION_FLAGS.canBeM : 0) |
    (assignable.includes('y') ? OPTION_FLAGS.canBeY : 0) |
    (isSet ? OPTION_FLAGS.isSet : 0) |
    (saved !== undefined && saved !== value ? OPTION_FLAGS.changed : 0) |
    (value !== defaultValue ? OPTION_FLAGS.notDefault : 0) |
    (unknown ? OPTION_FLAGS.unknown : 0)
  );
}
