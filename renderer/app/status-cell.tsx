/** A cell of the status bar: a button with an icon or dot, a word and a fact. */
import type { ReactNode } from 'react';
import { Tooltip } from '../ui/tooltip.tsx';

export interface StatusCellProps {
  /** What a press does, for the tooltip and the screen reader: "Show the build". */
  title: string;
  onPress(): void;
  children: ReactNode;
  className?: string;
}

export function StatusCell({ title, onPress, children, className = '' }: StatusCellProps) {
  return (
    <Tooltip text={title} side="top">
      <button type="button" className={`status-cell focus-inside ${className}`} onClick={onPress}>
        {children}
      </button>
    </Tooltip>
  );
}
