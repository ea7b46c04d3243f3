/** The Kconfig language (Linux, Unikraft, Zephyr and the studio's own), and the `.config` files that it writes. */
import type { Grammar } from './grammar.ts';

const words = (text: string) => text.trim().split(/\s+/);

export const kconfig: Grammar = {
  id: 'kconfig',
  name: 'Kconfig',
  configuration: {
    comments: { lineComment: '#' },
    brackets: [['(', ')']],
    autoClosingPairs: [
      { open: '(', close: ')' },
      { open: '"', close: '"', notIn: ['string', 'comment'] },
      { open: "'", close: "'", notIn: ['string', 'comment'] },
    ],
    folding: { markers: { start: /^\s*(?:menu|if|choice)\b/, end: /^\s*(?:endmenu|endif|endchoice)\b/ } },
  },
  monarch: {
    defaultToken: '',
    tokenPostfix: '.kconfig',
    keywords: words(`
      choice comment config configdefault depends on endchoice endif endmenu if imply mainmenu menu menuconfig modules
      optional option prompt range rsource orsource osource select source visible`),
    types: words('bool boolean tristate string hex int def_bool def_tristate def_string def_int def_hex default'),
    tokenizer: {
      root: [
        // Help runs until a line that is indented less than its first one; a column of the language's words ends it as well.
        [/^(\s*)(?:---)?help(?:---)?\s*$/, { token: 'keyword', next: '@helpStart' }],
        { include: '@expressions' },
      ],
      helpStart: [
        [/^\s*$/, ''],
        [/^(\s+)\S.*$/, { token: 'comment', switchTo: '@help.$1' }],
        [/^/, { token: '@rematch', next: '@pop' }],
      ],
      help: [
        [/^\s*$/, ''],
        [/^(\s+)\S.*$/, { cases: { '$1~$S2\\s*': 'comment', '@default': { token: '@rematch', next: '@pop' } } }],
        [/^(?=\S)/, { token: '@rematch', next: '@pop' }],
      ],
      expressions: [
        [/#.*$/, 'comment'],
        [/"(?:[^"\\$]|\\.|\$(?!\())*"/, 'string'],
        [/'(?:[^'\\]|\\.)*'/, 'string'],
        [/"/, { token: 'string', next: '@string' }],
        [/\$\(/, { token: 'directive', next: '@macro' }],
        [/\b(config|menuconfig|configdefault)(\s+)(\w+)/, ['keyword', '', 'function']],
        [/\b(?:0x[\da-fA-F]+|\d+)\b/, 'number'],
        [/\b[ymn]\b/, 'constant'],
        [/[a-z_]+\b/, { cases: { '@keywords': 'keyword', '@types': 'type', '@default': '' } }],
        [/\w+/, ''],
        [/[=!<>&|]+/, 'operator'],
        [/[()]/, '@brackets'],
        [/\s+/, ''],
      ],
      string: [
        [/^/, { token: '', next: '@pop' }],
        [/\$\(/, { token: 'directive', next: '@macro' }],
        [/[^"\\$]+/, 'string'],
        [/\\./, 'string'],
        [/"/, { token: 'string', next: '@pop' }],
        [/./, 'string'],
      ],
      macro: [
        [/\$\(/, { token: 'directive', next: '@push' }],
        [/\)/, { token: 'directive', next: '@pop' }],
        [/[^$)]+|\$/, 'directive'],
      ],
    },
  },
};

export const dotConfig: Grammar = {
  id: 'dotconfig',
  name: '.config',
  configuration: { comments: { lineComment: '#' } },
  monarch: {
    defaultToken: '',
    tokenPostfix: '.dotconfig',
    tokenizer: {
      root: [
        [/^#.*$/, 'comment'],
        [/^(\w+)(=)([ymn])$/, ['', 'operator', 'keyword']],
        [/^(\w+)(=)(0x[\da-fA-F]+|-?\d+)$/, ['', 'operator', 'number']],
        [/^(\w+)(=)(".*")$/, ['', 'operator', 'string']],
        [/^(\w+)(=)(.*)$/, ['', 'operator', '']],
      ],
    },
  },
};
