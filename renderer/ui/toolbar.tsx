/** A row of buttons that is one stop in the tab order: arrow keys move inside it. */
import { type ReactNode, useRef } from 'react';
import { classNames } from './class-names.ts';
import './toolbar.css';

export interface ToolbarProps {
  label: string;
  children: ReactNode;
  className?: string;
}

export function Toolbar({ label, children, className }: ToolbarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const move = (step: number, from: EventTarget) => {
    const buttons = [...(bar.current?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];
    const next = buttons[(buttons.indexOf(from as HTMLElement) + step + buttons.length) % buttons.length];
    next?.focus();
  };
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={label}
      className={classNames('toolbar', className)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') move(1, event.target);
        else if (event.key === 'ArrowLeft') move(-1, event.target);
        else return;
        event.preventDefault();
      }}
    >
      {children}
    </div>
  );
}
