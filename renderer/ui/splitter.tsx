/** Resizable panes: a 1 px line with an 8 px grip between them; sizes in pixels stay pixels when the window changes. */
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { Group, Panel, type PanelImperativeHandle, Separator } from 'react-resizable-panels';
import './splitter.css';

/** Panes of one group that want to know when a person has changed their size. */
type Watchers = Map<string, () => void>;
const WatchersOfGroup = createContext<Watchers>(new Map());

export interface PanesProps {
  direction: 'row' | 'column';
  /** `Pane` and `Grip` elements, alternating. */
  children: ReactNode;
  /** Percent of every pane, in order, after a person has changed them. */
  onResize?(percents: readonly number[]): void;
  /** The main landmark of the page. */
  main?: boolean;
  className?: string;
}

export function Panes({ direction, children, onResize, main = false, className = '' }: PanesProps) {
  const [watchers] = useState<Watchers>(() => new Map());
  return (
    <WatchersOfGroup value={watchers}>
      <Group
        orientation={direction === 'row' ? 'horizontal' : 'vertical'}
        className={`panes ${className}`}
        {...(main ? { role: 'main' } : {})}
        resizeTargetMinimumSize={{ coarse: 24, fine: 8 }}
        // Sizes also pass through odd values while the window itself is resized: those are nobody's wish.
        onLayoutChanged={(layout, { isUserInteraction }) => {
          if (!isUserInteraction) return;
          onResize?.(Object.values(layout));
          // Pixels are measured, and after a key they are not on the page yet.
          requestAnimationFrame(() => {
            for (const tell of watchers.values()) tell();
          });
        }}
      >
        {children}
      </Group>
    </WatchersOfGroup>
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
  /** Called with pixels and percent after a person has changed the size. */
  onResize?(pixels: number, percent: number): void;
  className?: string;
  children: ReactNode;
}

export function Pane({ id, size, min, max, fixed = false, onResize, className = '', children }: PaneProps) {
  const watchers = useContext(WatchersOfGroup);
  const panel = useRef<PanelImperativeHandle>(null);
  useEffect(() => {
    if (!onResize) return;
    watchers.set(id, () => {
      const now = panel.current?.getSize();
      if (now) onResize(now.inPixels, now.asPercentage);
    });
    return () => void watchers.delete(id);
  });
  return (
    <Panel
      id={id}
      panelRef={panel}
      className={`pane ${className}`}
      defaultSize={size}
      minSize={min}
      maxSize={max}
      groupResizeBehavior={fixed ? 'preserve-pixel-size' : 'preserve-relative-size'}
    >
      {children}
    </Panel>
  );
}

export function Grip({ label }: { label: string }) {
  return <Separator className="grip" aria-label={label} />;
}
