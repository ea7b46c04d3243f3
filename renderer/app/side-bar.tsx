/** The head of a side bar, and the folding sections below it: what every activity's view begins with. */
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Icon } from '../ui/icon.tsx';
import './side-bar.css';

export function SideBarHeader({ title, actions }: { title: string; actions?: ReactNode }) {
  return (
    <div className="side-bar__header">
      <h2 className="side-bar__title">{title}</h2>
      {actions}
    </div>
  );
}

export interface SideBarSectionProps {
  title: string;
  /** Quiet text at the right of the title. */
  fact?: ReactNode;
  actions?: ReactNode;
  /** Takes the height that is left. */
  grow?: boolean;
  startsClosed?: boolean;
  /** A line above; on unless told. */
  lined?: boolean;
  children: ReactNode;
}

export function SideBarSection(props: SideBarSectionProps) {
  const { title, fact, actions, grow = false, startsClosed = false, lined = true, children } = props;
  const [open, setOpen] = useState(!startsClosed);
  const id = useId();
  return (
    <section
      className={`side-section${grow && open ? ' side-section--grow' : ''}${lined ? ' side-section--lined' : ''}`}
    >
      <div className="side-section__head">
        <button
          type="button"
          className="side-section__toggle focus-inside"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <Icon of={open ? ChevronDown : ChevronRight} />
          <span className="t-cut">{title}</span>
        </button>
        {fact ? <span className="side-section__fact">{fact}</span> : null}
        {actions}
      </div>
      <div id={id} className="side-section__body" hidden={!open}>
        {open ? children : null}
      </div>
    </section>
  );
}
