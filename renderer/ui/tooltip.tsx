/** A name or a reason on hover (after 400 ms) and on keyboard focus (at once), with the key of the command. */
import { Tooltip as Radix } from 'radix-ui';
import { createContext, type ReactElement, type ReactNode, useContext, useState } from 'react';
import { Kbd } from './kbd.tsx';
import './tooltip.css';

export interface TooltipProps {
  text: ReactNode;
  keys?: string | undefined;
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** One element that takes a ref and pointer handlers. */
  children: ReactElement;
}

/** Where tooltips are drawn: a landmark of their own, since everything on a page belongs to one. */
const Place = createContext<HTMLElement | null>(null);

/** Put once around the window. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <Radix.Provider delayDuration={400} skipDelayDuration={200}>
      <Place value={place}>{children}</Place>
      <section ref={setPlace} aria-label="Tooltips" />
    </Radix.Provider>
  );
}

export function Tooltip({ text, keys, side = 'bottom', children }: TooltipProps) {
  const place = useContext(Place);
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal container={place}>
        <Radix.Content className="tooltip" side={side} sideOffset={6} collisionPadding={8}>
          {text}
          {keys ? <Kbd keys={keys} /> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
