/** Scripts of GNU ld, run through the C preprocessor or not. */
import { BRACE_PAIRS, type Grammar } from './grammar.ts';

const words = (text: string) => text.trim().split(/\s+/);

export const linkerScript: Grammar = {
  id: 'linkerscript',
  name: 'Linker script',
  configuration: { ...BRACE_PAIRS, comments: { blockComment: ['/*', '*/'] } },
  monarch: {
    defaultToken: '',
    tokenPostfix: '.ld',
    keywords: words(`
      AS_NEEDED ENTRY EXTERN FORCE_COMMON_ALLOCATION GROUP INCLUDE INPUT INSERT MEMORY NOCROSSREFS OUTPUT OUTPUT_ARCH
      OUTPUT_FORMAT OVERLAY PHDRS PROVIDE PROVIDE_HIDDEN REGION_ALIAS SEARCH_DIR SECTIONS STARTUP TARGET VERSION AFTER
      BEFORE FILEHDR FLAGS COPY DSECT INFO NOLOAD READONLY ONLY_IF_RO ONLY_IF_RW`),
    functions: words(`
      ABSOLUTE ADDR ALIGN ALIGNOF ASSERT AT BLOCK BYTE CONSTANT CONSTRUCTORS CREATE_OBJECT_SYMBOLS DATA_SEGMENT_ALIGN
      DATA_SEGMENT_END DATA_SEGMENT_RELRO_END DEFINED EXCLUDE_FILE FILL KEEP LENGTH LOADADDR LOG2CEIL LONG MAX MIN NEXT
      ORIGIN QUAD SEGMENT_START SHORT SIZEOF SIZEOF_HEADERS SORT SORT_BY_ALIGNMENT SORT_BY_INIT_PRIORITY SORT_BY_NAME
      SORT_NONE SQUAD SUBALIGN`),
    tokenizer: {
      root: [
        [/^\s*#\s*include\b/, 'directive'],
        [/^\s*#\s*\w+/, 'directive'],
        [/\/\*/, { token: 'comment', next: '@comment' }],
        [/\/\/.*$/, 'comment'],
        [/"[^"]*"/, 'string'],
        [/\/DISCARD\//, 'keyword'],
        [/\.[A-Za-z_][\w.*?-]*/, 'type'],
        [/\b(?:0x[\da-fA-F]+|\d+)[KkMm]?\b/, 'number'],
        [/[A-Z_][A-Z0-9_]+\b/, { cases: { '@keywords': 'keyword', '@functions': 'function', '@default': '' } }],
        [/[A-Za-z_][\w.]*/, ''],
        [/[{}()[\]]/, '@brackets'],
        [/[<>=!~?:&|+\-*/^%]+/, 'operator'],
        [/[;,.]/, 'delimiter'],
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
