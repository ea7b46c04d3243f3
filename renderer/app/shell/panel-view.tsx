/** The bottom panel: its tabs, and the one that is shown. */
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '../../ui/icon-button.tsx';
import { PanelTabs } from '../../ui/panel-tabs.tsx';
import { contributionStore, type PanelBadge, type PanelContribution } from '../contributions.ts';
import { layoutStore, showPanel, togglePanel } from '../layout.ts';
import { Lazy } from '../lazy.tsx';
import './panel-view.css';

/** Badges of all panels; each one is a store of its own feature. */
function useBadges(panels: readonly PanelContribution[]): ReadonlyMap<string, PanelBadge> {
  const read = () =>
    new Map(panels.flatMap((panel) => (panel.badge ? [[panel.id, panel.badge.getState()] as const] : [])));
  const [badges, setBadges] = useState(read);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `read` changes with `panels` alone
  useEffect(() => {
    setBadges(read());
    const stops = panels.map((panel) => panel.badge?.subscribe(() => setBadges(read())));
    return () => {
      for (const stop of stops) stop?.();
    };
  }, [panels]);
  return badges;
}

export function PanelView() {
  const panels = useStore(contributionStore, (state) => state.panels);
  const { panelTab, panelMaximized } = useStore(layoutStore);
  const badges = useBadges(panels);
  const shown = panels.find((panel) => panel.id === panelTab) ?? panels[0];
  if (!shown) return null;
  const Actions = shown.actions;
  return (
    <section className="panel" aria-label="Panel" data-region="panel">
      <PanelTabs
        label="Panel"
        tabs={panels.map((panel) => ({ id: panel.id, label: panel.label, ...badges.get(panel.id) }))}
        selected={shown.id}
        onSelect={showPanel}
        panelId="panel-content"
        actions={
          <>
            {Actions ? <Actions key={shown.id} /> : null}
            <IconButton
              label={panelMaximized ? 'Restore the panel' : 'Maximize the panel'}
              icon={panelMaximized ? ChevronDown : ChevronUp}
              onClick={() => layoutStore.setState({ panelMaximized: !panelMaximized })}
            />
            <IconButton label="Close the panel" icon={X} onClick={() => togglePanel()} />
          </>
        }
      />
      <div role="tabpanel" id="panel-content" aria-label={shown.label} className="panel__content">
        <Lazy key={shown.id} load={shown.load} props={{}} name={shown.label} />
      </div>
    </section>
  );
}
