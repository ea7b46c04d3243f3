/** TOML 1.0, for Cargo and tool settings. */
import { BRACE_PAIRS, type Grammar } from './grammar.ts';

export const toml: Grammar = {
  id: 'toml',
  name: 'TOML',
  configuration: { ...BRACE_PAIRS, comments: { lineComment: '#' } },
  monarch: {
    defaultToken: '',
    tokenPostfix: '.toml',
    tokenizer: {
      root: [
        [/^\s*\[\[?[^\]]*\]\]?/, 'keyword'],
        [
          /^(\s*)((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)(\s*)(=)/,
          ['', 'type', '', { token: 'operator', next: '@value' }],
        ],
        [/#.*$/, 'comment'],
        [/\s+/, ''],
      ],
      value: [[/^/, { token: '', next: '@pop' }], { include: '@values' }],
      values: [
        [/#.*$/, 'comment'],
        [/"""/, { token: 'string', next: '@multiline' }],
        [/'''/, { token: 'string', next: '@multilineLiteral' }],
        [/"(?:[^"\\]|\\.)*"?/, 'string'],
        [/'[^']*'?/, 'string'],
        [/\b(?:true|false)\b/, 'constant'],
        [/\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?|\d\d:\d\d:\d\d(?:\.\d+)?/, 'number'],
        [/[+-]?(?:0x[\da-fA-F_]+|0o[0-7_]+|0b[01_]+|inf|nan|\d[\d_]*(?:\.[\d_]+)?(?:[eE][+-]?\d[\d_]*)?)\b/, 'number'],
        [/\[/, { token: 'delimiter', next: '@array' }],
        [/\{/, { token: 'delimiter', next: '@table' }],
        [/,/, 'delimiter'],
        [/[ \t]+/, ''],
      ],
      array: [[/\]/, { token: 'delimiter', next: '@pop' }], { include: '@values' }],
      table: [
        [/\}/, { token: 'delimiter', next: '@pop' }],
        [/((?:[\w-]+|"[^"]*")(?:\s*\.\s*[\w-]+)*)(\s*)(=)/, ['type', '', 'operator']],
        { include: '@values' },
      ],
      multiline: [
        [/"""/, { token: 'string', next: '@pop' }],
        [/\\./, 'string.escape'],
        [/[^"\\]+|["\\]/, 'string'],
      ],
      multilineLiteral: [
        [/'''/, { token: 'string', next: '@pop' }],
        [/[^']+|'/, 'string'],
      ],
    },
  },
};
