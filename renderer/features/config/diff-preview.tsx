/** Lines of the file that go and come, each with what makes it. */
import { FileDiff } from 'lucide-react';
import type { DiffLine } from '#core/contract/config.ts';
import { Icon } from '../../ui/icon.tsx';
import './diff-preview.css';

export function DiffPreview({ title, lines }: { title: string; lines: readonly DiffLine[] }) {
  const count = (kind: DiffLine['kind']) => lines.filter((line) => line.kind === kind).length;
  return (
    <figure className="diff-preview" aria-label={title}>
      <figcaption className="diff-preview__head">
        <Icon of={FileDiff} size={14} />
        <span className="diff-preview__title">{title}</span>
        <span className="t-code t-ok">+{count('added')}</span>
        <span className="t-code t-err">−{count('removed')}</span>
      </figcaption>
      <ol className="diff-preview__lines">
        {lines.map((line) => (
          <li key={`${line.kind} ${line.text}`} className={`diff-line diff-line--${line.kind}`}>
            <span className="diff-line__sign" aria-hidden="true">
              {line.kind === 'added' ? '+' : '−'}
            </span>
            <code className="diff-line__text">
              <span className="sr-only">{line.kind === 'added' ? 'added: ' : 'removed: '}</span>
              {line.text}
            </code>
            {line.reason && line.kind === 'added' ? (
              <span className="diff-line__reason">{line.reason.text}</span>
            ) : null}
          </li>
        ))}
      </ol>
    </figure>
  );
}
