/** The window's own way to choose a folder, for hosts without a system dialog: a path that can be typed, and a list. */
import { ArrowUp, Folder, FolderX } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { FolderListing } from '#core/contract/project.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { List } from '../../ui/list.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { appInfoStore, expandTilde, tildePath } from '../app-info.ts';
import { client } from '../client.ts';
import { familyStore } from '../families.ts';
import { type FolderQuestion, folderPickerStore } from '../folder-picker.ts';
import './folder-dialog.css';

export function FolderDialog() {
  const question = useStore(folderPickerStore, (state) => state.question);
  return question ? <FolderBrowser key={question.title} question={question} /> : null;
}

function FolderBrowser({ question }: { question: FolderQuestion }) {
  const home = useStore(appInfoStore, (state) => state.info?.home);
  const families = useStore(familyStore, (state) => state.families);
  const [typed, setTyped] = useState(() => tildePath(question.start, home));
  const [listing, setListing] = useState<FolderListing | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const nameOfFamily = (id: string) => families.find((family) => family.id === id)?.name ?? id;
  const field = useRef<HTMLInputElement>(null);
  const asked = useRef(0);
  const typedNow = useRef(typed);
  typedNow.current = typed;

  const visit = useCallback(
    async (path: string, fallback?: string) => {
      const turn = ++asked.current;
      const before = typedNow.current;
      const answer = await client().call('places.list', path);
      if (turn !== asked.current) return;
      if (answer.ok) {
        setListing(answer.value);
        setError(null);
        setSelected(null);
        // What was typed while the host looked is not taken away.
        if (typedNow.current === before) setTyped(tildePath(answer.value.path, home));
      } else if (fallback !== undefined && fallback !== path) void visit(fallback);
      else setError([answer.error.message, answer.error.hint].filter(Boolean).join(' '));
    },
    [home],
  );

  useEffect(() => {
    void visit(question.start, home ?? '/');
  }, [visit, question.start, home]);

  const shownPath = listing ? tildePath(listing.path, home) : '';
  const isTyping = typed !== shownPath;
  // As in the address field of a browser: what is typed takes the place of the path that is shown.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each folder that is shown
  useLayoutEffect(() => {
    if (!isTyping && document.activeElement === field.current) field.current?.select();
  }, [listing]);
  const chosen = selected ?? (listing ? listing.path : null);
  const go = () => void visit(expandTilde(typed.trim(), home));

  return (
    <Dialog
      open
      onClose={() => question.settle(null)}
      title={question.title}
      width={560}
      height={520}
      initialFocus={field}
      foot={
        <>
          <span className="folder-dialog__chosen t-small t-third t-cut" title={chosen ?? ''}>
            {chosen ? tildePath(chosen, home) : ''}
          </span>
          <Button onClick={() => question.settle(null)}>Cancel</Button>
          <Button
            kind="primary"
            disabled={chosen === null || error !== null}
            onClick={() => (isTyping ? go() : question.settle(chosen))}
          >
            {isTyping ? 'Go there' : question.button}
          </Button>
        </>
      }
    >
      <div className="folder-dialog">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (isTyping) go();
            else if (chosen !== null && error === null) question.settle(chosen);
          }}
        >
          <TextField
            ref={field}
            label="Folder"
            mono
            value={typed}
            onChange={(text) => {
              setTyped(text);
              setError(null);
            }}
            error={error ?? undefined}
            after={
              <IconButton
                label="Up one folder"
                icon={ArrowUp}
                size={32}
                disabled={!listing?.parent}
                onClick={() => listing?.parent && void visit(listing.parent)}
              />
            }
          />
        </form>
        <div className="folder-dialog__list">
          {listing && listing.folders.length === 0 ? (
            <EmptyState icon={FolderX} title="No folders in here" text="The folder itself can be chosen." />
          ) : (
            <List
              label="Folders"
              items={listing?.folders ?? []}
              keyOf={(folder) => folder.path}
              nameOf={(folder) => folder.name}
              factsOf={(folder) => (folder.family ? `a project of ${nameOfFamily(folder.family)}` : undefined)}
              rowHeight={28}
              selected={selected}
              onSelect={setSelected}
              onActivate={(path) => void visit(path)}
              render={(folder) => (
                <>
                  <Icon of={Folder} />
                  <span className="t-cut folder-dialog__name">{folder.name}</span>
                  {folder.family ? <Fact className="badge badge--plain" text={nameOfFamily(folder.family)} /> : null}
                </>
              )}
            />
          )}
        </div>
      </div>
    </Dialog>
  );
}
