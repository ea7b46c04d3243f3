/** A page to read: its text is Markdown, ours or the project's own. */

import { FileX } from 'lucide-react';
import { Fragment, type ReactNode, useEffect, useState } from 'react';
import type { EditorProps } from '../../app/contributions.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { guideText } from './guides.ts';
import { type Block, type Inline, parseMarkdown } from './markdown.ts';
import './guide-page.css';

export default function GuidePage({ input }: EditorProps) {
  const [blocks, setBlocks] = useState<readonly Block[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void guideText(input.id).then((answer) => {
      if (!current) return;
      if (answer.ok) setBlocks(parseMarkdown(answer.value));
      else setFailure(answer.error.message);
    });
    return () => {
      current = false;
    };
  }, [input.id]);
  if (failure !== null) return <EmptyState icon={FileX} title="This page could not be read" text={failure} />;
  return (
    <article className="guide selectable" aria-busy={blocks === null}>
      <ScrollRegion className="guide__text" label={input.title} autofocus>
        {blocks?.map((block, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a text never move
          <BlockView key={index} block={block} />
        ))}
      </ScrollRegion>
    </article>
  );
}

function BlockView({ block }: { block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const Heading = (['h1', 'h2', 'h3'] as const)[Math.min(block.level, 3) - 1]!;
      return (
        <Heading>
          <InlineView parts={block.inline} />
        </Heading>
      );
    }
    case 'paragraph':
      return (
        <p>
          <InlineView parts={block.inline} />
        </p>
      );
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the items of a text never move
            <li key={index}>
              <InlineView parts={item} />
            </li>
          ))}
        </List>
      );
    }
    case 'code':
      return <pre className="t-log">{block.text}</pre>;
    case 'table':
      return (
        <table>
          {block.head.some((cell) => cell.length > 0) ? (
            <thead>
              <tr>
                {block.head.map((cell, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a text never move
                  <th key={index}>
                    <InlineView parts={cell} />
                  </th>
                ))}
              </tr>
            </thead>
          ) : null}
          <tbody>
            {block.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a text never move
              <tr key={index}>
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a text never move
                  <td key={column}>
                    <InlineView parts={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}

function InlineView({ parts }: { parts: readonly Inline[] }) {
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
    <Fragment key={index}>{inlineNode(part)}</Fragment>
  ));
}

function inlineNode(part: Inline): ReactNode {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code>{part.text}</code>;
    case 'strong':
      return <strong>{part.text}</strong>;
    case 'emphasis':
      return <em>{part.text}</em>;
    case 'link':
      // Only the web: a relative link means a file that this page knows nothing of.
      return /^https:\/\//.test(part.href) ? (
        <a href={part.href} target="_blank" rel="noreferrer">
          {part.text}
        </a>
      ) : (
        part.text
      );
  }
}
