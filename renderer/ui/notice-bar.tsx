/** A bar above the text: what happened to this file, and what can be done. It never takes the focus by itself. */
import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon.tsx';
import './notice-bar.css';

export interface NoticeBarProps {
  tone: 'warn' | 'err' | 'accent';
  icon: IconType;
  text: ReactNode;
  children?: ReactNode;
}

export function NoticeBar({ tone, icon, text, children }: NoticeBarProps) {
  return (
    <div className={`notice-bar notice-bar--${tone}`} role={tone === 'accent' ? 'status' : 'alert'}>
      <Icon of={icon} className="notice-bar__icon" />
      <p className="notice-bar__text">{text}</p>
      <div className="notice-bar__actions">{children}</div>
    </div>
  );
}
