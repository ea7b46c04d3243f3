/** What is shown where there is nothing yet: what will be here, how to get it, and one button. */
import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon.tsx';
import './empty-state.css';

export interface EmptyStateProps {
  icon: IconType;
  /** What will be here, or what is missing. */
  title: string;
  /** How it gets here. */
  text?: ReactNode;
  action?: ReactNode;
  tone?: 'plain' | 'err' | 'warn';
}

export function EmptyState({ icon, title, text, action, tone = 'plain' }: EmptyStateProps) {
  return (
    <div className={`empty-state empty-state--${tone}`}>
      <Icon of={icon} size={24} className="empty-state__icon" />
      <p className="t-strong">{title}</p>
      {text ? <p className="empty-state__text">{text}</p> : null}
      {action ? <div className="empty-state__action">{action}</div> : null}
    </div>
  );
}
