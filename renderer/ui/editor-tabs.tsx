/** The tab strip of an editor group: icon, name, close or unsaved dot; tabs can be dragged within and between strips. */
import { X } from 'lucide-react';
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconType } from './icon.tsx';
import { onTablistKey } from './tablist-keys.ts';
import { Tooltip } from './tooltip.tsx';
import './editor-tabs.css';

export interface EditorTab {
  id: string;
  title: string;
  icon: IconType;
  /** Shown in the tooltip: the full path. */
  detail?: string | undefined;
  /** Quiet words after the name. */
  note?: string | undefined;
  /** Unsaved: a filled dot in place of the close button. */
  dirty?: boolean | undefined;
  /** A tab that the next file replaces: italic. */
  preview?: boolean | undefined;
  tone?: 'err' | 'warn' | 'accent' | 'ok' | undefined;
}

export interface EditorTabsProps {
  label: string;
  tabs: readonly EditorTab[];
  selected: string | null;
  onSelect(id: string): void;
  onClose(id: string): void;
  /** Double click: a preview becomes a tab that stays. */
  onKeep?(id: string): void;
  /** A tab was dropped before `before` (null: at the end). `from` is the `dragScope` of the strip it came from. */
  onDropTab?(id: string, from: string, before: string | null): void;
  dragScope?: string;
  onContextMenu?(id: string, point: { x: number; y: number }): void;
  actions?: ReactNode;
  panelId?: string | undefined;
}

const dragType = 'application/x-editor-tab';

export function EditorTabs(props: EditorTabsProps) {
  const { label, tabs, selected, onSelect, onClose, onKeep, onDropTab, dragScope = '', actions } = props;
  const list = useRef<HTMLDivElement>(null);
  const [dropBefore, setDropBefore] = useState<string | null | undefined>(undefined);

  useEffect(() => {
    if (selected === null) return;
    const strip = list.current;
    const cell = strip?.querySelector<HTMLElement>('.editor-tabs__cell--active');
    if (!strip || !cell) return;
    // Not scrollIntoView: that would scroll whatever the strip is in as well.
    const left = cell.offsetLeft - strip.offsetLeft;
    if (left < strip.scrollLeft) strip.scrollLeft = left;
    else if (left + cell.offsetWidth > strip.scrollLeft + strip.clientWidth)
      strip.scrollLeft = left + cell.offsetWidth - strip.clientWidth;
  }, [selected]);

  const dragOver = (event: DragEvent, before: string | null) => {
    if (!onDropTab || !event.dataTransfer.types.includes(dragType)) return;
    event.preventDefault();
    event.stopPropagation();
    setDropBefore(before);
  };
  const drop = (event: DragEvent, before: string | null) => {
    setDropBefore(undefined);
    const text = event.dataTransfer.getData(dragType);
    if (!onDropTab || !text) return;
    event.preventDefault();
    event.stopPropagation();
    const { id, from } = JSON.parse(text) as { id: string; from: string };
    onDropTab(id, from, before);
  };

  return (
    <div className="editor-tabs">
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        className="editor-tabs__list"
        onKeyDown={(event) => onTablistKey(event, 'horizontal')}
        onDragOver={(event) => dragOver(event, null)}
        onDragLeave={() => setDropBefore(undefined)}
        onDrop={(event) => drop(event, null)}
        onWheel={(event) => {
          if (list.current && event.deltaX === 0) list.current.scrollLeft += event.deltaY;
        }}
      >
        {tabs.map((tab) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: pointer only; the keyboard's ways are on the tab inside
          <div
            key={tab.id}
            role="presentation"
            className={classNames(
              'editor-tabs__cell',
              tab.id === selected && 'editor-tabs__cell--active',
              tab.preview && 'editor-tabs__cell--preview',
              tab.tone && `editor-tabs__cell--${tab.tone}`,
              dropBefore === tab.id && 'editor-tabs__cell--drop',
            )}
            draggable={onDropTab !== undefined}
            onDragStart={(event) => {
              event.dataTransfer.setData(dragType, JSON.stringify({ id: tab.id, from: dragScope }));
              event.dataTransfer.effectAllowed = 'move';
            }}
            onDragOver={(event) => dragOver(event, tab.id)}
            onDrop={(event) => drop(event, tab.id)}
            onAuxClick={(event) => {
              if (event.button === 1) onClose(tab.id);
            }}
            onContextMenu={(event) => {
              if (!props.onContextMenu) return;
              event.preventDefault();
              props.onContextMenu(tab.id, { x: event.clientX, y: event.clientY });
            }}
          >
            <Tooltip text={tab.detail ?? tab.title}>
              <button
                type="button"
                role="tab"
                aria-label={tab.note ? `${tab.title} ${tab.note}` : tab.title}
                aria-description={tab.dirty ? 'not saved' : undefined}
                aria-selected={tab.id === selected}
                aria-controls={tab.id === selected ? props.panelId : undefined}
                aria-keyshortcuts="Delete"
                tabIndex={tab.id === selected ? 0 : -1}
                className="editor-tabs__tab focus-inside"
                onClick={() => onSelect(tab.id)}
                onDoubleClick={() => onKeep?.(tab.id)}
                onKeyDown={(event) => {
                  if (event.key !== 'Delete') return;
                  event.preventDefault();
                  onClose(tab.id);
                }}
              >
                <Icon of={tab.icon} />
                <span className="editor-tabs__title">{tab.title}</span>{' '}
                {tab.note ? <span className="editor-tabs__note">{tab.note}</span> : null}
              </button>
            </Tooltip>
            {/* For the pointer only: from the keyboard a tab is closed with Delete or the command's own key. */}
            <button
              type="button"
              tabIndex={-1}
              aria-hidden="true"
              className={classNames('editor-tabs__close', tab.dirty && 'editor-tabs__close--dirty')}
              onClick={() => onClose(tab.id)}
            >
              <span className="editor-tabs__dot" />
              <Icon of={X} size={14} />
            </button>
          </div>
        ))}
      </div>
      {actions ? <div className="editor-tabs__actions">{actions}</div> : null}
    </div>
  );
}
