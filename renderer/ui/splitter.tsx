/** Resizable panes: a 1 px line with an 8 px grip between them; sizes in pixels stay pixels when the window changes. */
import type { ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import './splitter.css';

export interface PanesProps {
  direction: 'row' | 'column';
  /** `Pane` and `Grip` elements, alternating. */
  children: ReactNode;
  className?: string;
}

export function Panes({ direction, children, className = '' }: PanesProps) {
  return (
    <Group
      orientation={direction === 'row' ? 'horizontal' : 'vertical'}
      className={`panes ${className}`}
      resizeTargetMinimumSize={{ coarse: 24, fine: 8 }}
    >
      {children}
    </Group>
  );
}

export interface PaneProps {
  id: string;
  /** Pixels, or "40%". Missing: shares what is left. */
  size?: number | string;
  min?: number | string;
  max?: number | string;
  /** Pixels stay when the window changes; one pane of a group must not ask for it. */
  fixed?: boolean;
  /** Called with pixels and percent after a change. */
  onResize?(pixels: number, percent: number): void;
  className?: string;
  children: ReactNode;
}

export function Pane({ id, size, min, max, fixed = false, onResize, className = '', children }: PaneProps) {
  return (
    <Panel
      id={id}
      className={`pane ${className}`}
      defaultSize={size}
      minSize={min}
      maxSize={max}
      groupResizeBehavior={fixed ? 'preserve-pixel-size' : 'preserve-relative-size'}
      onResize={(now, _id, before) => {
        if (before && before.inPixels !== now.inPixels) onResize?.(now.inPixels, now.asPercentage);
      }}
    >
      {children}
    </Panel>
  );
}

export function Grip({ label }: { label: string }) {
  return <Separator className="grip" aria-label={label} />;
}
