/** The head of the configuration's page: what it is about, and Undo, Redo and Save. */
import { ArrowLeft, ArrowRight, Redo2, Save, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { LoadedConfig } from '../../app/config/config-session.ts';
import { keysOf } from '../../app/keybindings.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { configViewStore, goBack, goForward } from './config-store.ts';
import { redo, save, undo } from './option-actions.ts';

export interface PageHeadProps {
  config: LoadedConfig;
  title: string;
  badge?: ReactNode;
  children?: ReactNode;
}

export function PageHead({ config, title, badge, children }: PageHeadProps) {
  const canGoBack = useStore(configViewStore, (view) => view.past.length > 0);
  const canGoForward = useStore(configViewStore, (view) => view.future.length > 0);
  return (
    <header className="option-head">
      <div className="option-head__line">
        <h2 className="option-head__title t-title-small">{title}</h2>
        {badge}
        <div className="option-head__actions">
          {canGoBack || canGoForward ? (
            <>
              <IconButton
                label="Back"
                icon={ArrowLeft}
                size={24}
                iconSize={14}
                keys="Alt+Left"
                disabled={!canGoBack}
                onClick={goBack}
              />
              <IconButton
                label="Forward"
                icon={ArrowRight}
                size={24}
                iconSize={14}
                keys="Alt+Right"
                disabled={!canGoForward}
                onClick={goForward}
              />
            </>
          ) : null}
          <Button
            size={24}
            icon={Undo2}
            disabled={!config.canUndo}
            keys={keysOf('config.undo')}
            onClick={() => void undo()}
          >
            <span className="option-head__word">Undo</span>
          </Button>
          <Button
            size={24}
            icon={Redo2}
            disabled={!config.canRedo}
            keys={keysOf('config.redo')}
            onClick={() => void redo()}
          >
            <span className="option-head__word">Redo</span>
          </Button>
          <Button
            size={24}
            icon={Save}
            disabled={!config.unsaved}
            keys={keysOf('config.save')}
            onClick={() => void save()}
          >
            <span className="option-head__word">Save</span>
          </Button>
        </div>
      </div>
      {children}
    </header>
  );
}
