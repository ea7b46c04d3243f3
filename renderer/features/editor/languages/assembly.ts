/** Assembly for GNU as (x86, Arm, RISC-V), run through the C preprocessor or not, and NASM's commonest directives. */
import type { Grammar } from './grammar.ts';

export const assembly: Grammar = {
  id: 'assembly',
  name: 'Assembly',
  configuration: {
    comments: { lineComment: '#', blockComment: ['/*', '*/'] },
    brackets: [
      ['(', ')'],
      ['[', ']'],
      ['{', '}'],
    ],
    autoClosingPairs: [
      { open: '(', close: ')' },
      { open: '[', close: ']' },
      { open: '"', close: '"', notIn: ['string', 'comment'] },
    ],
  },
  monarch: {
    defaultToken: '',
    tokenPostfix: '.asm',
    ignoreCase: true,
    tokenizer: {
      root: [
        [/^\s*#\s*include(?:_next)?\b/, { token: 'directive', next: '@include' }],
        [/^(\s*#\s*(?:define|undef|ifdef|ifndef))(\s+)([A-Za-z_]\w*)/, ['directive', '', 'identifier']],
        [/^\s*#\s*(?:if|elif|else|endif|error|warning|pragma|line)\b/, { token: 'directive', next: '@operands' }],
        { include: '@comments' },
        [/^\s*[.$\w@]+:/, { token: 'function' }],
        [/^\s*\d+:/, { token: 'function' }],
        [
          /%(?:define|include|macro|endmacro|if\w*|else|endif|assign|rep|endrep)\b/,
          { token: 'directive', next: '@operands' },
        ],
        [/\.[a-zA-Z_][\w.]*/, { token: 'directive', next: '@operands' }],
        [
          /(?:global|extern|section|bits|org|equ|align|times|resb|resw|resd|resq|db|dw|dd|dq)\b/,
          { token: 'directive', next: '@operands' },
        ],
        [/[a-zA-Z_][\w.]*/, { token: 'keyword', next: '@operands' }],
        [/\s+/, ''],
      ],
      include: [
        [/^/, { token: '', next: '@pop' }],
        [/<[^>]*>|"[^"]*"/, { token: 'string', next: '@pop' }],
        [/\s+/, ''],
      ],
      comments: [
        [/\/\*/, { token: 'comment', next: '@comment' }],
        [/(?:\/\/|#|@(?=\s)).*$/, 'comment'],
        // On Arm and in NASM a semicolon begins a comment; on x86 GNU as it parts statements, seldom with a blank after.
        [/;(?=\s).*$/, 'comment'],
      ],
      operands: [
        [/^/, { token: '', next: '@pop' }],
        [/\/\*/, { token: 'comment', next: '@comment' }],
        [/(?:\/\/|;(?=\s)|#(?![\w\-+(:])|@(?=\s)).*$/, { token: 'comment', next: '@pop' }],
        [/;/, { token: 'delimiter', next: '@pop' }],
        [/"(?:[^"\\]|\\.)*"/, 'string'],
        [/'(?:[^'\\]|\\.)'/, 'string'],
        [/[$#]?-?(?:0x[\da-f]+|0b[01]+|\d[\da-f]*h\b|\d+[bf]?\b)/, 'number'],
        [/%[a-z][a-z0-9]*(?:\(\d\))?/, 'type'],
        [
          /\b(?:[re]?(?:[abcd]x|[sd]i|[sb]p|ip|flags)|[abcd][lh]|[sd]il|[sb]pl|r(?:[89]|1[0-5])[dwb]?|[c-gs]s|cr[0-8]|[xyz]mm\d+|[xw](?:[12]?\d|30)|[xw]zr|sp|lr|pc|zero|ra|gp|tp|[ast]\d+|v\d+)\b/,
          'type',
        ],
        [/@(?:function|object|progbits|nobits|note)\b/, 'constant'],
        [/[A-Z][A-Z0-9_]{2,}\b/, 'constant'],
        [/[.$\w]+/, 'identifier'],
        [/[()[\]{}]/, '@brackets'],
        [/[<>=!~&|+\-*/^%,:]+/, 'delimiter'],
        [/\s+/, ''],
      ],
      comment: [
        [/[^*]+/, 'comment'],
        [/\*\//, { token: 'comment', next: '@pop' }],
        [/\*/, 'comment'],
      ],
    },
  },
};
