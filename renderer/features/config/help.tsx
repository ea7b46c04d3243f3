/** A help text as paragraphs; lines that are indented or start a list keep their places. */

/** Blocks of a help text: what is to be read on as one paragraph, and what keeps its lines. */
export function helpBlocks(text: string): readonly { readonly kind: 'prose' | 'lines'; readonly text: string }[] {
  return text
    .replace(/\s+$/, '')
    .split(/\n[ \t]*\n/)
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const lines = block.split('\n');
      const kept = lines.some((line) => /^[ \t]+\S/.test(line) || /^\s*(?:[-*+•]|\d+[.)])\s/.test(line));
      return kept ? { kind: 'lines', text: block } : { kind: 'prose', text: lines.join(' ') };
    });
}

export function Help({ text }: { text: string }) {
  return (
    <div className="help-text selectable">
      {helpBlocks(text).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text's blocks keep their places
        <p key={index} className={block.kind === 'lines' ? 'help-text__lines' : undefined}>
          {block.text}
        </p>
      ))}
    </div>
  );
}
