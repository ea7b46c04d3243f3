import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseInline, parseMarkdown } from '../../../../renderer/features/lessons/markdown.ts';

describe('Markdown', () => {
  it('reads headings, paragraphs that go on over lines, and lists', () => {
    expect(parseMarkdown('# One\nbody\nmore\n\n- a\n  goes on\n- b\n\n1. first\n2. second')).toEqual([
      { kind: 'heading', level: 1, inline: [{ kind: 'text', text: 'One' }] },
      { kind: 'paragraph', inline: [{ kind: 'text', text: 'body more' }] },
      { kind: 'list', ordered: false, items: [[{ kind: 'text', text: 'a goes on' }], [{ kind: 'text', text: 'b' }]] },
      { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'first' }], [{ kind: 'text', text: 'second' }]] },
    ]);
  });

  it('keeps code as it is, fenced or indented', () => {
    expect(parseMarkdown('```c\nint *a;\n\n**b**\n```')).toEqual([{ kind: 'code', text: 'int *a;\n\n**b**' }]);
    expect(parseMarkdown('    make\n    make run\n')).toEqual([{ kind: 'code', text: 'make\nmake run' }]);
  });

  it('reads tables', () => {
    const [table] = parseMarkdown('| a | b |\n|---|---|\n| `x` | y |');
    expect(table).toMatchObject({
      kind: 'table',
      rows: [[[{ kind: 'code', text: 'x' }], [{ kind: 'text', text: 'y' }]]],
    });
  });

  it('reads emphasis, code and links, and leaves HTML as text', () => {
    expect(parseInline('a **b** `c*d` *e* [f](https://g.example) <b>')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'strong', text: 'b' },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'c*d' },
      { kind: 'text', text: ' ' },
      { kind: 'emphasis', text: 'e' },
      { kind: 'text', text: ' ' },
      { kind: 'link', text: 'f', href: 'https://g.example' },
      { kind: 'text', text: ' <b>' },
    ]);
  });

  it('leaves a lone star alone', () => {
    expect(parseInline('2 * 3 * 4')).toEqual([{ kind: 'text', text: '2 * 3 * 4' }]);
  });

  it('ends on anything', () => {
    for (const text of ['', '```', '|', '| a |\n|---|', '-', '#', '    ', '- \n\t\n1.'])
      expect(Array.isArray(parseMarkdown(text))).toBe(true);
  });

  it('understands every page of the studio', () => {
    const folder = new URL('../../../../renderer/features/lessons/pages/', import.meta.url);
    for (const name of readdirSync(folder)) {
      const blocks = parseMarkdown(readFileSync(new URL(name, folder), 'utf8'));
      expect(blocks[0], name).toMatchObject({ kind: 'heading', level: 1 });
      expect(JSON.stringify(blocks), name).not.toContain('**');
    }
  });
});
