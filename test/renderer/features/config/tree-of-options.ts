/** A small tree as the host sends it, for the tests of what the window makes of it. */
import { type ConfigTreeWire, nodeKinds, OPTION_FLAGS, optionTypes } from '#core/contract/config.ts';

type Kind = (typeof nodeKinds)[number];

export interface NodeOf {
  readonly kind: Kind;
  readonly parent: number;
  readonly prompt: string;
  readonly option?: string;
  readonly type?: (typeof optionTypes)[number];
  readonly value?: string;
  readonly flags?: readonly (keyof typeof OPTION_FLAGS)[];
}

export const NODES: readonly NodeOf[] = [
  { kind: 'root', parent: -1, prompt: 'Main' },
  { kind: 'menu', parent: 0, prompt: 'Network' },
  {
    kind: 'option',
    parent: 1,
    prompt: 'Stack',
    option: 'NET',
    type: 'bool',
    value: 'y',
    flags: ['visible', 'canBeN', 'canBeY'],
  },
  { kind: 'option', parent: 2, prompt: 'Sockets', option: 'SOCK', type: 'bool', value: 'n' },
  // Without a prompt: no row of its own, but what is below it has one.
  { kind: 'option', parent: 1, prompt: '', option: 'HIDDEN', type: 'bool', value: 'y' },
  {
    kind: 'option',
    parent: 4,
    prompt: 'Driver',
    option: 'DRIVER',
    type: 'tristate',
    value: 'm',
    flags: ['visible', 'changed'],
  },
  { kind: 'choice', parent: 0, prompt: 'Speed', option: 'choice:1', type: 'choice', value: 'FAST', flags: ['visible'] },
  { kind: 'option', parent: 6, prompt: 'Fast', option: 'FAST', type: 'bool', value: 'y', flags: ['visible'] },
];

export function wireOf(nodes: readonly NodeOf[] = NODES): ConfigTreeWire {
  const options = nodes.filter((node) => node.option !== undefined);
  const index = (option: string | undefined) => options.findIndex((node) => node.option === option);
  const each = <T>(make: (node: NodeOf) => T) => nodes.map(make);
  return {
    ...{ revision: 1, canUndo: false, canRedo: false, unsaved: false, changed: 0, conflict: false },
    source: { id: 'kconfig', title: 'Options', file: '.config', kind: 'kconfig' },
    ...{ title: 'Main', dialect: 'linux-6.1', shellOff: false, restored: false, writable: true },
    files: { name: ['Kconfig'], path: ['Kconfig'] },
    nodes: {
      kind: each((node) => nodeKinds.indexOf(node.kind)),
      parent: each((node) => node.parent),
      prompt: each((node) => node.prompt),
      option: each((node) => (node.option === undefined ? -1 : index(node.option))),
      file: each(() => 0),
      line: nodes.map((_, at) => at + 1),
      help: each(() => 0),
    },
    options: {
      id: options.map((node) => node.option!),
      type: options.map((node) => optionTypes.indexOf(node.type ?? 'bool')),
    },
    states: {
      option: options.map((_, at) => at),
      value: options.map((node) => node.value ?? ''),
      defaultValue: options.map(() => 'n'),
      flags: options.map((node) => (node.flags ?? []).reduce((all, flag) => all | OPTION_FLAGS[flag], 0)),
      low: options.map(() => ''),
      high: options.map(() => ''),
    },
    hidden: [],
    problems: [],
  };
}
