/** The window: title bar, activity bar, side bar, editor, panel, companion, status bar, and what floats above them. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Grip, Pane, Panes } from '../../ui/splitter.tsx';
import { TooltipProvider } from '../../ui/tooltip.tsx';
import { contributionStore } from '../contributions.ts';
import { layoutStore, setNarrow } from '../layout.ts';
import { workspaceStore } from '../workspace.ts';
import { ActivityBar } from './activity-bar.tsx';
import { Companion } from './companion.tsx';
import { ConnectionBar } from './connection-bar.tsx';
import { Dialogs } from './dialogs-view.tsx';
import { EditorArea } from './editor-area.tsx';
import { FolderDialog } from './folder-dialog.tsx';
import { PanelView } from './panel-view.tsx';
import { SideBarView } from './side-bar-view.tsx';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import { Toasts } from './toasts-view.tsx';
import './shell.css';

const narrowBelow = '(max-width: 1099px)';

export function Shell() {
  const layout = useStore(layoutStore);
  const project = useStore(workspaceStore, (state) => state.project);
  const activities = useStore(contributionStore, (state) => state.activities);
  const overlays = useStore(contributionStore, (state) => state.overlays);

  useEffect(() => {
    const query = matchMedia(narrowBelow);
    const apply = () => setNarrow(query.matches);
    query.addEventListener('change', apply);
    apply();
    return () => query.removeEventListener('change', apply);
  }, []);

  useEffect(() => {
    document.title = project ? `${project.name} - Unikernel Studio` : 'Unikernel Studio';
  }, [project]);

  const activity = activities.find((other) => other.id === layout.activity);
  const companion = layout.narrow ? null : layout.companion;
  const maximized = layout.panelOpen && layout.panelMaximized;

  return (
    <TooltipProvider>
      <div className="shell">
        <TitleBar />
        <ConnectionBar />
        <div className="shell__middle">
          <ActivityBar />
          <Panes direction="row" className="shell__panes" main>
            {activity ? (
              <>
                <Pane
                  id={`side-${activity.id}`}
                  // The grip's line is part of the side bar's width.
                  size={layout.sideWidths[activity.id] ?? (activity.width ?? 264) - 1}
                  min={200}
                  max={480}
                  fixed
                  className="shell__side"
                  onResize={(pixels) =>
                    layoutStore.setState(({ sideWidths }) => ({
                      sideWidths: { ...sideWidths, [activity.id]: Math.round(pixels) },
                    }))
                  }
                >
                  <SideBarView key={activity.id} activity={activity} />
                </Pane>
                <Grip label="Width of the side bar" />
              </>
            ) : null}
            <Pane id="centre" min={240}>
              <Panes direction="column">
                {maximized ? null : (
                  <Pane id="editors" min={80} className="shell__editors">
                    <EditorArea />
                  </Pane>
                )}
                {layout.panelOpen && !maximized ? <Grip label="Height of the panel" /> : null}
                {layout.panelOpen ? (
                  <Pane
                    id="panel"
                    size={maximized ? '100%' : layout.panelHeight}
                    min={120}
                    max={maximized ? '100%' : '70%'}
                    fixed={!maximized}
                    className="shell__panel"
                    onResize={(pixels) => {
                      if (!maximized) layoutStore.setState({ panelHeight: Math.round(pixels) });
                    }}
                  >
                    <PanelView />
                  </Pane>
                ) : null}
              </Panes>
            </Pane>
            {companion ? (
              <>
                <Grip label="Width of the companion" />
                <Pane
                  id="companion"
                  key={companion.kind}
                  size={layout.companionWidths[companion.kind] ?? 416}
                  min={240}
                  max="50%"
                  fixed
                  className="shell__companion"
                  onResize={(pixels) =>
                    layoutStore.setState(({ companionWidths }) => ({
                      companionWidths: { ...companionWidths, [companion.kind]: Math.round(pixels) },
                    }))
                  }
                >
                  <Companion input={companion} />
                </Pane>
              </>
            ) : null}
          </Panes>
        </div>
        <StatusBar />
        <Toasts />
        <Dialogs />
        <FolderDialog />
        {overlays.map(({ id, Component }) => (
          <Component key={id} />
        ))}
      </div>
    </TooltipProvider>
  );
}
