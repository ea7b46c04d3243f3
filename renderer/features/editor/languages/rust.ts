/** Rust: lifetimes, attributes, macros and nested comments. */
import { BRACE_PAIRS, type Grammar } from './grammar.ts';

const words = (text: string) => text.trim().split(/\s+/);

export const rust: Grammar = {
  id: 'rust',
  name: 'Rust',
  configuration: {
    ...BRACE_PAIRS,
    // No pair for ': it begins a lifetime as often as a character.
    autoClosingPairs: BRACE_PAIRS.autoClosingPairs!.filter((pair) => pair.open !== "'"),
    comments: { lineComment: '//', blockComment: ['/*', '*/'] },
    onEnterRules: [{ beforeText: /^\s*\/\/[/!] ?.*$/, action: { indentAction: 0, appendText: '/// ' } }],
  },
  monarch: {
    defaultToken: '',
    tokenPostfix: '.rust',
    keywords: words(`
      as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod move mut pub ref
      return self static struct super trait type union unsafe use where while yield`),
    types: words(
      'bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize Self String Vec Option Result Box',
    ),
    constants: words('true false'),
    tokenizer: {
      root: [
        { include: '@whitespace' },
        [/#!?\[/, { token: 'directive', next: '@attribute' }],
        [/\b(fn)(\s+)([a-zA-Z_]\w*)/, ['keyword', '', 'function']],
        [
          /\b(?:br|r|b|c)?(#*)"/,
          {
            cases: {
              '$0~(?:br|r).*': { token: 'string', next: '@raw.$1' },
              '@default': { token: 'string', next: '@string' },
            },
          },
        ],
        [/b?'(?:[^'\\]|\\(?:[nrt0\\'"]|x[\da-fA-F]{2}|u\{[\da-fA-F_]+\}))'/, 'string'],
        [/'[a-zA-Z_]\w*/, 'type'],
        [/r#[a-zA-Z_]\w*/, 'identifier'],
        [/[a-zA-Z_]\w*!(?=\s*[([{])/, 'function'],
        [
          /[a-zA-Z_]\w*/,
          {
            cases: {
              '@keywords': 'keyword',
              '@types': 'type',
              '@constants': 'constant',
              '[A-Z][A-Z0-9_]+': 'constant',
              '[A-Z]\\w*': 'type',
              '@default': { token: '@rematch', next: '@name' },
            },
          },
        ],
        [
          /(?:0x[\da-fA-F_]+|0o[0-7_]+|0b[01_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d[\d_]*)?)(?:[iu](?:8|16|32|64|128|size)|f32|f64)?/,
          'number',
        ],
        [/[{}()[\]]/, '@brackets'],
        [/[<>=!~?:&|+\-*/^%@]+/, 'operator'],
        [/[;,.]/, 'delimiter'],
      ],
      name: [
        [/[a-zA-Z_]\w*(?=\s*(?:::<[^>]*>)?\()/, { token: 'function', next: '@pop' }],
        [/[a-zA-Z_]\w*/, { token: 'identifier', next: '@pop' }],
      ],
      whitespace: [
        [/\s+/, ''],
        [/\/\*/, { token: 'comment', next: '@comment' }],
        [/\/\/.*$/, 'comment'],
      ],
      // Block comments nest in Rust.
      comment: [
        [/[^/*]+/, 'comment'],
        [/\/\*/, { token: 'comment', next: '@push' }],
        [/\*\//, { token: 'comment', next: '@pop' }],
        [/[/*]/, 'comment'],
      ],
      attribute: [
        [/"(?:[^"\\]|\\.)*"/, 'string'],
        [/\[/, { token: 'directive', next: '@push' }],
        [/\]/, { token: 'directive', next: '@pop' }],
        [/[^"[\]]+/, 'directive'],
      ],
      string: [
        [/[^\\"]+/, 'string'],
        [/\\(?:[nrt0\\'"]|x[\da-fA-F]{2}|u\{[\da-fA-F_]+\})/, 'string.escape'],
        [/\\./, 'string'],
        [/"/, { token: 'string', next: '@pop' }],
      ],
      raw: [
        [/[^"]+/, 'string'],
        [/"(#*)/, { cases: { '$1==$S2': { token: 'string', next: '@pop' }, '@default': 'string' } }],
      ],
    },
  },
};
