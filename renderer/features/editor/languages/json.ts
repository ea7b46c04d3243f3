/** JSON with comments; colours only, so that no language service has to be loaded. */
import { BRACE_PAIRS, type Grammar } from './grammar.ts';

export const json: Grammar = {
  id: 'json',
  name: 'JSON',
  configuration: { ...BRACE_PAIRS, comments: { lineComment: '//', blockComment: ['/*', '*/'] } },
  monarch: {
    defaultToken: '',
    tokenPostfix: '.json',
    tokenizer: {
      root: [
        [/"(?:[^"\\]|\\.)*"(?=\s*:)/, 'type'],
        [/"(?:[^"\\]|\\.)*"/, 'string'],
        [/"[^"]*$/, 'string.invalid'],
        [/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, 'number'],
        [/\b(?:true|false|null)\b/, 'constant'],
        [/[{}[\]]/, '@brackets'],
        [/[,:]/, 'delimiter'],
        [/\/\/.*$/, 'comment'],
        [/\/\*/, { token: 'comment', next: '@comment' }],
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
