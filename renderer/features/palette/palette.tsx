/** The command field, open: one line of text, what was found below it, everything by keyboard. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { holdKeys } from '../../app/give-focus.ts';
import {
  closeQuickPick,
  type OpenPick,
  type QuickItem,
  type QuickPickProvider,
  quickPickStore,
} from '../../app/quick-pick.ts';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { commandProvider } from './command-provider.ts';
import './palette.css';

const rowHeight = 28;
const headedHeight = 48;
const RELEASE_MS = 50;

interface Found {
  readonly provider: QuickPickProvider | undefined;
  readonly items: readonly QuickItem[];
  /** The text that these items answer; null before the first answer. */
  readonly of: string | null;
}

export default function Palette({ open }: { open: OpenPick }) {
  const [text, setText] = useState(open.text);
  const [active, setActive] = useState(0);
  const found = useItems(text, open.provider);
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(document.activeElement);
  const chosen = useRef(false);
  const base = useId();
  const { items, provider } = found;
  const busy = found.of !== text;
  /** Enter came before the answer to what was typed: it means the first row of that answer, not a row of an earlier one. */
  const early = useRef<{ readonly text: string; readonly beside: boolean; release(): void } | null>(null);

  /** The caret is behind the prefix before the first letter comes. */
  const begin = useCallback((field: HTMLInputElement | null) => {
    input.current = field;
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first row is active again when the text changes
  useEffect(() => setActive(0), [text]);
  useEffect(() => items[active]?.preview?.(), [items, active]);

  const showsHeading = (index: number) => {
    const heading = items[index]?.heading;
    return heading !== undefined && heading !== items[index - 1]?.heading;
  };
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => list.current,
    estimateSize: (index) => (showsHeading(index) ? headedHeight : rowHeight),
    getItemKey: (index) => `${items[index]?.id}-${showsHeading(index)}`,
    overscan: 6,
  });
  useEffect(() => {
    if (items.length > 0) rows.scrollToIndex(Math.min(active, items.length - 1), { align: 'auto' });
  }, [active, items, rows]);

  const close = () => {
    if (!chosen.current) provider?.cancelled?.();
    closeQuickPick();
  };
  const choose = (item: QuickItem | undefined, beside: boolean) => {
    if (!item || item.disabled !== undefined) return;
    chosen.current = true;
    closeQuickPick();
    // The field holds the focus until it is gone; what was chosen may want it, before the next key comes.
    queueMicrotask(() => item.run({ beside }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when an answer came
  useEffect(() => {
    const wanted = early.current;
    if (!wanted || busy) return;
    early.current = null;
    if (wanted.text === text) choose(items[0], wanted.beside);
    // After what was chosen has run, and has asked for the focus where it wants it.
    setTimeout(wanted.release, RELEASE_MS);
  }, [found]);
  const onKeyDown = (event: KeyboardEvent) => {
    const last = items.length - 1;
    const to: Record<string, number> = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
      PageDown: Math.min(last, active + 10),
      PageUp: Math.max(0, active - 10),
    };
    if (event.key in to && last >= 0) setActive(to[event.key]!);
    else if (event.key === 'Enter') {
      const beside = event.ctrlKey || event.metaKey;
      // What is typed after it is meant for what Enter opens.
      if (busy) early.current = { text, beside, release: holdKeys() };
      else choose(items[active], beside);
    } else return;
    event.preventDefault();
  };

  return (
    <Dialog.Root open onOpenChange={(stays) => !stays && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="palette__ground" />
        <Dialog.Content
          className="palette"
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            // It comes a moment after the field: letters may stand in it already, and the dialog would select them.
            event.preventDefault();
            input.current?.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // It comes a moment after the field is gone; the focus may have been given to something else by then.
            const free = document.activeElement === document.body;
            if (free && !chosen.current && before.current instanceof HTMLElement) before.current.focus();
          }}
        >
          <Dialog.Title className="sr-only">Command field</Dialog.Title>
          <div className="palette__line">
            <Icon of={Search} />
            <input
              ref={begin}
              // biome-ignore lint/a11y/noAutofocus: the dialog itself gives the focus a moment later; a letter may come before
              autoFocus
              className="palette__input"
              role="combobox"
              aria-label="Search files, options and commands"
              aria-expanded="true"
              aria-controls={`${base}-list`}
              aria-activedescendant={items.length > 0 ? `${base}-${active}` : undefined}
              aria-autocomplete="list"
              spellCheck={false}
              autoComplete="off"
              placeholder={provider?.placeholder ?? ''}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={onKeyDown}
            />
          </div>
          <div ref={list} id={`${base}-list`} role="listbox" aria-label="Results" className="palette__list">
            <div role="presentation" style={{ height: rows.getTotalSize(), position: 'relative' }}>
              {rows.getVirtualItems().map((row) => {
                const item = items[row.index];
                if (!item) return null;
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and handles the keys
                  // biome-ignore lint/a11y/useFocusableInteractive: focus is the field's, by aria-activedescendant
                  <div
                    key={row.key}
                    id={`${base}-${row.index}`}
                    role="option"
                    aria-selected={row.index === active}
                    aria-disabled={item.disabled !== undefined || undefined}
                    aria-setsize={items.length}
                    aria-posinset={row.index + 1}
                    className="palette__row"
                    style={{ transform: `translateY(${row.start}px)` }}
                    onClick={(event) => choose(item, event.ctrlKey || event.metaKey)}
                    onMouseMove={() => row.index !== active && setActive(row.index)}
                  >
                    {showsHeading(row.index) ? <span className="palette__heading">{item.heading}</span> : null}
                    <span className={row.index === active ? 'palette__item palette__item--active' : 'palette__item'}>
                      {item.icon ? <Icon of={item.icon} /> : null}
                      <span className="palette__label">
                        <Emphasised text={item.label} at={item.matches ?? []} />
                      </span>
                      <span className="palette__detail t-cut">{item.disabled ?? item.detail}</span>
                      {item.keys ? <Kbd keys={item.keys} /> : null}
                    </span>
                  </div>
                );
              })}
            </div>
          </div>
          {items.length === 0 ? (
            <p className="palette__empty">{busy ? 'Looking' : (provider?.empty ?? 'Nothing was found.')}</p>
          ) : null}
          <span className="sr-only" role="status">
            {busy ? '' : `${items.length} found`}
          </span>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function useItems(text: string, own: QuickPickProvider | undefined): Found {
  const providers = useStore(quickPickStore, (state) => state.providers);
  const provider = own ?? providers.find(({ prefix }) => text.startsWith(prefix));
  const [found, setFound] = useState<Found>({ provider, items: [], of: null });
  useEffect(() => {
    const abort = new AbortController();
    setFound((last) => ({ provider, items: last.provider === provider ? last.items : [], of: null }));
    const rest = provider ? text.slice(provider.prefix.length).trimStart() : text;
    const answer = provider ? provider.items(rest, abort.signal) : [];
    void Promise.resolve(answer).then((items) => {
      if (abort.signal.aborted) return;
      setFound({ provider, items: own ? items : [...items, ...alsoCommands(provider, text, items)], of: text });
    });
    return () => abort.abort();
  }, [text, provider, own]);
  return found;
}

/** The field without a prefix finds commands too, after the files. */
function alsoCommands(
  provider: QuickPickProvider | undefined,
  text: string,
  files: readonly QuickItem[],
): readonly QuickItem[] {
  if (provider && provider.prefix !== '') return [];
  if (files.length > 0 && text.length < 2) return [];
  const commands = commandProvider.items(text, new AbortController().signal) as readonly QuickItem[];
  return commands
    .filter((item) => item.disabled === undefined)
    .slice(0, files.length > 0 ? 5 : 50)
    .map((item) => ({ ...item, id: `command-${item.id}`, heading: 'Commands' }));
}

function Emphasised({ text, at }: { text: string; at: readonly number[] }) {
  if (at.length === 0) return text;
  const marked = new Set(at);
  const runs: { text: string; mark: boolean; from: number }[] = [];
  for (let index = 0; index < text.length; index++) {
    const mark = marked.has(index);
    const last = runs.at(-1);
    if (last && last.mark === mark) last.text += text[index];
    else runs.push({ text: text[index]!, mark, from: index });
  }
  return runs.map((run) => (run.mark ? <b key={run.from}>{run.text}</b> : <span key={run.from}>{run.text}</span>));
}
