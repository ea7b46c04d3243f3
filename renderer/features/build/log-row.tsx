/** One row of the build log. */
import { memo } from 'react';
import { classNames } from '../../ui/class-names.ts';
import type { Location } from './locations.ts';
import { drawLine, type FoundRange, type LogPiece } from './log-pieces.ts';
import type { SgrColour, SgrStyle } from './sgr.ts';

export interface LogLineRowProps {
  readonly raw: string;
  readonly found: readonly FoundRange[] | undefined;
  readonly revealed: boolean;
  /** Given where the place can be opened. */
  openable(location: Location): boolean;
  onOpen(location: Location): void;
}

export const LogLineRow = memo(function LogLineRow({ raw, found, revealed, openable, onOpen }: LogLineRowProps) {
  const { severity, pieces } = drawLine(raw, found);
  return (
    <div
      className={classNames('log__line', severity && `log__line--${severity}`, revealed && 'log__line--revealed')}
      data-severity={severity ?? undefined}
    >
      {pieces.map((piece, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line's pieces have no other identity
        <Piece key={i} piece={piece} openable={openable} onOpen={onOpen} />
      ))}
    </div>
  );
});

function Piece({ piece, openable, onOpen }: { piece: LogPiece } & Pick<LogLineRowProps, 'openable' | 'onOpen'>) {
  const { text, style, role, link, found } = piece;
  const className = classNames(
    role && `log__${role}`,
    found && `log__found log__found--${found}`,
    style.bold && 'log__bold',
    style.dim && 'log__dim',
    style.italic && 'log__italic',
    style.underline && 'log__underline',
  );
  const css = colours(style);
  if (link && openable(link)) {
    return (
      <a
        href={`#${encodeURIComponent(link.file)}:${link.line}`}
        className={classNames('log__link', className)}
        style={css}
        onClick={(event) => {
          event.preventDefault();
          onOpen(link);
        }}
      >
        {text}
      </a>
    );
  }
  if (!className && !css) return text;
  return (
    <span className={className} style={css}>
      {text}
    </span>
  );
}

/** The theme's colours for the 16 of a terminal: legible on its ground, whatever the tool had in mind. */
const THEME = ['text3', 'err', 'ok', 'warn', 'syn-key', 'syn-pre', 'accent', 'text2'] as const;

function colours(style: SgrStyle): { color?: string; background?: string } | undefined {
  if (!style.fg && !style.bg && !style.inverse) return undefined;
  const [front, back] = [style.fg && css(style.fg), style.bg && css(style.bg)];
  if (style.inverse) return { color: back ?? 'var(--base)', background: front ?? 'var(--text)' };
  return { ...(front && { color: front }), ...(back && { background: back }) };
}

function css(colour: SgrColour): string {
  if (colour.kind === 'css') return colour.css;
  return colour.index === 15 ? 'var(--text)' : `var(--${THEME[colour.index % 8]})`;
}
