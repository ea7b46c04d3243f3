/** A 20 px badge: filled = kind, outlined = architecture, tinted with an icon = state; or a round count. */
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconType } from './icon.tsx';
import './badge.css';

export type Tone = 'plain' | 'accent' | 'ok' | 'warn' | 'err';

export interface BadgeProps {
  tone?: Tone;
  outlined?: boolean;
  icon?: IconType;
  children: ReactNode;
  className?: string;
}

export function Badge({ tone = 'plain', outlined = false, icon, children, className }: BadgeProps) {
  return (
    <span className={classNames('badge', `badge--${tone}`, outlined && 'badge--outlined', className)}>
      {icon ? <Icon of={icon} size={12} /> : null}
      {children}
    </span>
  );
}

/** A number in a pill; `tone` err or warn for problems. */
export function CountBadge({ count, tone = 'plain' }: { count: number; tone?: Tone }) {
  return <span className={classNames('count-badge', `badge--${tone}`)}>{count > 999 ? '999+' : count}</span>;
}
