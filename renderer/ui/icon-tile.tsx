/** An icon on a rounded ground of 32 px that says what a card or a dialog is about. */
import { classNames } from './class-names.ts';
import { Icon, type IconType } from './icon.tsx';
import './icon-tile.css';

export type IconTileTone = 'plain' | 'accent' | 'ok' | 'warn' | 'err';

export function IconTile({ of, tone = 'plain' }: { of: IconType; tone?: IconTileTone }) {
  return (
    <span className={classNames('icon-tile', tone !== 'plain' && `icon-tile--${tone}`)}>
      <Icon of={of} size={20} />
    </span>
  );
}
