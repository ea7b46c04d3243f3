/** Tabs over a panel: 13/500, a 2 px accent line below the selected one, a count or a state dot after the name. */
import { type ReactNode, useId } from 'react';
import { CountBadge, type Tone } from './badge.tsx';
import { classNames } from './class-names.ts';
import { type DotTone, StatusDot } from './status-dot.tsx';
import { onTablistKey } from './tablist-keys.ts';
import './panel-tabs.css';

export interface PanelTab {
  id: string;
  label: string;
  count?: number | undefined;
  countTone?: Tone | undefined;
  dot?: DotTone | undefined;
}

export interface PanelTabsProps {
  /** Accessible name of the tab list. */
  label: string;
  tabs: readonly PanelTab[];
  selected: string;
  onSelect(id: string): void;
  /** At the right end: icon buttons. */
  actions?: ReactNode;
  /** Id of the element that shows the selected tab. */
  panelId?: string;
}

export function PanelTabs({ label, tabs, selected, onSelect, actions, panelId }: PanelTabsProps) {
  const base = useId();
  return (
    <div className="panel-tabs">
      <div
        role="tablist"
        aria-label={label}
        className="panel-tabs__list"
        onKeyDown={(event) => onTablistKey(event, 'horizontal')}
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${base}-${tab.id}`}
            type="button"
            role="tab"
            aria-label={tab.label}
            aria-description={tab.count ? String(tab.count) : undefined}
            aria-selected={tab.id === selected}
            aria-controls={tab.id === selected ? panelId : undefined}
            tabIndex={tab.id === selected ? 0 : -1}
            className={classNames('panel-tabs__tab', 'focus-inside')}
            onClick={() => onSelect(tab.id)}
            onFocus={(event) => {
              if (event.currentTarget.matches(':focus-visible') && tab.id !== selected) onSelect(tab.id);
            }}
          >
            {tab.label}
            {tab.count ? <CountBadge count={tab.count} tone={tab.countTone ?? 'plain'} silent /> : null}
            {tab.dot ? <StatusDot tone={tab.dot} /> : null}
          </button>
        ))}
      </div>
      {actions ? <div className="panel-tabs__actions">{actions}</div> : null}
    </div>
  );
}
