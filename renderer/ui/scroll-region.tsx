/** A long text or table that scrolls: reachable by Tab, so that the arrow keys can scroll it. */
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface ScrollRegionProps {
  label: string;
  className?: string;
  /** Takes the focus when its editor is shown. */
  autofocus?: boolean;
  children: ReactNode;
}

export function ScrollRegion({ label, className, autofocus = false, children }: ScrollRegionProps) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without a stop of its own it could not be scrolled by keyboard
      tabIndex={0}
      className={classNames('focus-inside', className)}
      data-autofocus={autofocus || undefined}
    >
      {children}
    </section>
  );
}
