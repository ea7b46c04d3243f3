import { describe, expect, it } from 'vitest';
import { OPTION_FLAGS } from '#core/contract/config.ts';
import type { ConfigNode, ConfigTree } from '#core/engines/config/config-model.ts';
import { OptionSearch } from '#core/engines/config/option-search.ts';

const none = { changed: false, notDefault: false, blocked: false, visible: false };

function treeOf(options: readonly (readonly [name: string | null, prompt: string])[]): ConfigTree {
  const definedAt = { file: 'Kconfig', line: 1 };
  const nodes: ConfigNode[] = [
    { id: 0, parent: -1, kind: 'root', prompt: 'Top', option: null, definedAt, hasHelp: false },
  ];
  let menu = 0;
  for (const [option, prompt] of options) {
    const id = nodes.length;
    if (option === null) menu = id;
    const kind = option === null ? 'menu' : 'option';
    nodes.push({ id, parent: option === null ? 0 : menu, kind, prompt, option, definedAt, hasHelp: true });
  }
  return { title: 'Top', nodes, states: {}, hidden: [], problems: [] };
}

const tree = treeOf([
  [null, 'Network'],
  ['NETDEVICES', 'Network device support'],
  ['NET', 'Networking support'],
  ['USB_NET_DRIVERS', 'USB adapters'],
  ['PLANET', 'Heavenly body'],
  [null, 'Other'],
  ['QUIET', 'Say nothing'],
  ['HIDDEN', ''],
]);
const helps: Record<string, string> = {
  QUIET: 'Nothing is said.\nThe net effect is silence; packets are not\nmentioned. More of it follows here.',
};
const search = new OptionSearch(tree, (option) => helps[option] ?? '');
const flags: Record<string, number> = {
  NET: OPTION_FLAGS.visible | OPTION_FLAGS.changed | OPTION_FLAGS.notDefault,
  NETDEVICES: OPTION_FLAGS.visible,
  QUIET: OPTION_FLAGS.visible,
};
const state = { flags: (option: string) => flags[option] ?? 0, isHidden: () => false };
const find = (text: string, filter = none, limit = 50) => search.find(text, filter, limit, state);
const namesOf = (text: string, filter = none) => find(text, filter).hits.map(({ name, prompt }) => name || prompt);

describe('the search for options', () => {
  it('ranks the name itself above its beginnings, prompts and helps', () => {
    expect(namesOf('net')).toEqual(['NET', 'NETDEVICES', 'USB_NET_DRIVERS', 'Network', 'PLANET', 'QUIET']);
    expect(namesOf('CONFIG_NET')[0]).toBe('NET');
  });

  it('wants every word, wherever each is', () => {
    expect(namesOf('support net')).toEqual(['NET', 'NETDEVICES']);
    expect(namesOf('usb adapters')).toEqual(['USB_NET_DRIVERS']);
    expect(namesOf('net nowhere')).toEqual([]);
  });

  it('marks what was found, and shows the sentence of the help', () => {
    const [net] = find('net').hits;
    expect(net).toMatchObject({ nameRanges: [[0, 3]], promptRanges: [[0, 3]], excerpt: null, path: ['Network'] });
    const [quiet] = find('packets').hits;
    expect(quiet).toMatchObject({
      option: 'QUIET',
      excerpt: { text: 'The net effect is silence; packets are not mentioned.', ranges: [[27, 34]] },
    });
  });

  it('lists the rows of the menu without words, in their order', () => {
    expect(namesOf('')).toEqual(['NETDEVICES', 'NET', 'USB_NET_DRIVERS', 'PLANET', 'QUIET']);
  });

  it('finds an option without a prompt by its name', () => {
    expect(find('hidden').hits).toMatchObject([{ option: 'HIDDEN', node: null }]);
  });

  it('filters, and tells how many there would be with each filter', () => {
    expect(namesOf('', { ...none, changed: true })).toEqual(['NET']);
    expect(namesOf('', { ...none, blocked: true })).toEqual(['USB_NET_DRIVERS', 'PLANET']);
    expect(find('net').counts).toEqual({ all: 6, changed: 1, notDefault: 1, blocked: 2, visible: 4 });
    expect(find('net', { ...none, visible: true }).total).toBe(4);
  });

  it('limits what it shows, and not what it counts', () => {
    const { hits, total } = find('net', none, 2);
    expect([hits.length, total]).toEqual([2, 6]);
  });

  it('finds the same whether a word was typed letter by letter or at once', () => {
    for (const text of ['n', 'ne', 'net', 'net ', 'net s', 'net su', 'net', 'ne', 'p', 'pa'])
      expect(find(text), text).toEqual(
        new OptionSearch(tree, (option) => helps[option] ?? '').find(text, none, 50, state),
      );
  });

  it('has found among 15,000 options before it has built anything but the hits that are shown', () => {
    const large = treeOf(
      Array.from({ length: 15_000 }, (_, i) => [`DRIVER_${i}`, `Driver for the device number ${i}`] as const),
    );
    let asked = 0;
    const many = new OptionSearch(large, () => {
      asked++;
      return 'A long help text that says what the driver does. '.repeat(8);
    });
    while (many.warm(1000));
    expect(asked).toBe(15_000);
    const { hits, total } = many.find('driver number 1499', none, 20, state);
    // 1499, 11499 and 14990 to 14999.
    expect(total).toBe(12);
    expect(hits[0]).toMatchObject({ name: 'DRIVER_1499' });
    // Every help was read once, and for the hits only where it is shown.
    expect(asked).toBe(15_000);
  });
});
