/** Draws a Lucide icon at one of the five sizes of the design, each with its stroke; silent for screen readers. */
import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names.ts';
import './icon.css';

export type IconType = LucideIcon;
export type IconSize = 12 | 14 | 16 | 20 | 24;

const strokes: Record<IconSize, number> = { 12: 2, 14: 2, 16: 1.75, 20: 1.6, 24: 1.5 };

export interface IconProps {
  of: IconType;
  size?: IconSize;
  /** Play and stop are filled. */
  filled?: boolean;
  className?: string | undefined;
}

export function Icon({ of: Glyph, size = 16, filled = false, className }: IconProps) {
  return (
    <Glyph
      className={classNames('icon', className)}
      size={size}
      strokeWidth={strokes[size]}
      fill={filled ? 'currentColor' : 'none'}
      aria-hidden="true"
      focusable="false"
    />
  );
}
