/**
 * Reads the part of Markdown that our own pages use: headings, paragraphs, lists, tables, code, emphasis and links.
 * Text stays text: nothing of it becomes HTML.
 */

export type Inline =
  | { kind: 'text' | 'code' | 'strong' | 'emphasis'; text: string }
  | { kind: 'link'; text: string; href: string };

export type Block =
  | { kind: 'heading'; level: number; inline: readonly Inline[] }
  | { kind: 'paragraph'; inline: readonly Inline[] }
  | { kind: 'list'; ordered: boolean; items: readonly (readonly Inline[])[] }
  | { kind: 'code'; text: string }
  | { kind: 'table'; head: readonly (readonly Inline[])[]; rows: readonly (readonly (readonly Inline[])[])[] };

const inlinePattern = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

export function parseInline(text: string): readonly Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(inlinePattern)) {
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    const [whole, code, strong, emphasis, label, href] = match;
    if (code !== undefined) parts.push({ kind: 'code', text: code });
    else if (strong !== undefined) parts.push({ kind: 'strong', text: strong });
    else if (emphasis !== undefined) parts.push({ kind: 'emphasis', text: emphasis });
    else parts.push({ kind: 'link', text: label!, href: href! });
    from = match.index + whole.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

const heading = /^(#{1,6})\s+(.*?)\s*#*$/;
const item = /^\s{0,3}([-*]|\d+[.)])\s+(.*)$/;
const cells = (line: string) =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => parseInline(cell.trim()));

export function parseMarkdown(source: string): readonly Block[] {
  const lines = source.replaceAll('\r\n', '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]!;
    if (line.trim() === '') {
      at++;
      continue;
    }
    const fence = /^\s*(```|~~~)/.exec(line)?.[1];
    if (fence) {
      const code: string[] = [];
      for (at++; at < lines.length && !lines[at]!.trimStart().startsWith(fence); at++) code.push(lines[at]!);
      at++;
      blocks.push({ kind: 'code', text: code.join('\n') });
      continue;
    }
    if (/^( {4}|\t)/.test(line)) {
      const code: string[] = [];
      for (; at < lines.length && /^( {4}|\t|\s*$)/.test(lines[at]!); at++)
        code.push(lines[at]!.replace(/^( {4}|\t)/, ''));
      blocks.push({ kind: 'code', text: code.join('\n').trimEnd() });
      continue;
    }
    const title = heading.exec(line);
    if (title) {
      blocks.push({ kind: 'heading', level: title[1]!.length, inline: parseInline(title[2]!) });
      at++;
      continue;
    }
    if (line.trimStart().startsWith('|') && /^\s*\|?[\s:|-]+\|?\s*$/.test(lines[at + 1] ?? '')) {
      const head = cells(line);
      const rows: (readonly Inline[])[][] = [];
      for (at += 2; at < lines.length && lines[at]!.trimStart().startsWith('|'); at++) rows.push(cells(lines[at]!));
      blocks.push({ kind: 'table', head, rows });
      continue;
    }
    if (item.test(line)) {
      const ordered = /^\s*\d/.test(line);
      const items: string[] = [];
      for (; at < lines.length && lines[at]!.trim() !== ''; at++) {
        const next = item.exec(lines[at]!);
        if (next) items.push(next[2]!);
        else items.push(`${items.pop() ?? ''} ${lines[at]!.trim()}`);
      }
      blocks.push({ kind: 'list', ordered, items: items.map(parseInline) });
      continue;
    }
    const words: string[] = [];
    for (; at < lines.length && lines[at]!.trim() !== '' && !heading.test(lines[at]!) && !item.test(lines[at]!); at++)
      words.push(lines[at]!.trim());
    blocks.push({ kind: 'paragraph', inline: parseInline(words.join(' ')) });
  }
  return blocks;
}
