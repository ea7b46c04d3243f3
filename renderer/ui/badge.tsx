/** A 20 px badge: filled = kind, outlined = architecture, tinted with an icon = state; or a round count. */
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconType } from './icon.tsx';
import './badge.css';
import './fact.css';

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

export interface CountBadgeProps {
  count: number;
  /** err or warn for problems. */
  tone?: Tone;
  /** The element around it says the number to screen readers. */
  silent?: boolean;
}

/** A number in a pill. */
export function CountBadge({ count, tone = 'plain', silent = false }: CountBadgeProps) {
  const text = count > 999 ? '999+' : String(count);
  const className = classNames('count-badge', `badge--${tone}`);
  if (silent) return <span className={className} aria-hidden="true" data-text={text} />;
  return <span className={className}>{text}</span>;
}
