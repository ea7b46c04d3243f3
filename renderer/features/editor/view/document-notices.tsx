/** The bars of one open file: changed or deleted on disk, not saved, not put aside, brought back, read-only. */
import { CircleX, FileClock, FileWarning, Lock, TriangleAlert } from 'lucide-react';
import { useStore } from 'zustand';
import { hasCommand, runCommand } from '../../../app/commands.ts';
import { closeTab, openEditor } from '../../../app/editors.ts';
import { toastFailure } from '../../../app/toasts.ts';
import { workspaceStore } from '../../../app/workspace.ts';
import { needsTrust } from '../../../app/write-access.ts';
import { Button } from '../../../ui/button.tsx';
import { NoticeBar } from '../../../ui/notice-bar.tsx';
import type { ReadyState } from '../documents/document-state.ts';
import type { TextDocument } from '../documents/text-document.ts';
import { COMPARE, fileKey, nameOf } from '../file-input.ts';

interface NoticesProps {
  document: TextDocument;
  state: ReadyState;
  groupId: string;
  /** Inside the comparison itself: it offers no further one. */
  comparing?: boolean;
}

export function DocumentNotices(props: NoticesProps) {
  const { document, state } = props;
  const { saveFailure, backupFailure, restoredAt, readOnly, divergence } = state;
  const save = () => void document.save().then((result) => !result.ok && !state.divergence && undefined);
  return (
    <>
      <DivergenceNotice {...props} />
      {saveFailure && !divergence ? (
        <NoticeBar tone="err" icon={CircleX} text={`Not saved. ${saveFailure.message} ${saveFailure.hint ?? ''}`}>
          <Button size={24} onClick={save}>
            Save again
          </Button>
        </NoticeBar>
      ) : null}
      {backupFailure ? (
        <NoticeBar
          tone="warn"
          icon={TriangleAlert}
          text={`Unsaved text could not be put aside: save it soon. ${backupFailure.message}`}
        />
      ) : null}
      {restoredAt !== null && !divergence ? (
        <NoticeBar
          tone="accent"
          icon={FileClock}
          text={`This is unsaved text of ${timeOf(restoredAt)} that came back. The file on disk is as it was.`}
        >
          <Button size={24} kind="quiet" onClick={() => document.dismissRestored()}>
            Hide
          </Button>
          <Button size={24} onClick={save}>
            Save
          </Button>
        </NoticeBar>
      ) : null}
      {readOnly !== null ? <ReadOnlyNotice reason={readOnly} /> : null}
    </>
  );
}

function ReadOnlyNotice({ reason }: { reason: string }) {
  const project = useStore(workspaceStore, (store) => store.project);
  const ask = needsTrust(project) && hasCommand('project.askTrust');
  return (
    <NoticeBar tone="accent" icon={Lock} text={reason}>
      {ask ? (
        <Button size={24} onClick={() => void runCommand('project.askTrust')}>
          Decide
        </Button>
      ) : null}
    </NoticeBar>
  );
}

function DivergenceNotice({ document, state, groupId, comparing = false }: NoticesProps) {
  const { divergence } = state;
  if (!divergence) return null;
  const name = nameOf(document.path);
  const keep = async () => {
    const kept = await document.keepMine();
    if (!kept.ok && kept.error.code !== 'changed-on-disk') toastFailure(kept.error);
  };
  switch (divergence.kind) {
    case 'changed':
      return (
        <NoticeBar
          tone="warn"
          icon={FileWarning}
          text={`${name} changed on disk while you were editing. Nothing was overwritten.`}
        >
          {comparing ? null : (
            <Button
              size={24}
              onClick={() =>
                openEditor({
                  kind: COMPARE,
                  id: document.path,
                  title: `${name}: compare`,
                  detail: `${document.path}: on disk and here`,
                })
              }
            >
              Compare
            </Button>
          )}
          <Button size={24} onClick={() => void keep()}>
            Keep mine
          </Button>
          <Button size={24} onClick={() => document.takeTheirs()}>
            Take theirs
          </Button>
        </NoticeBar>
      );
    case 'deleted':
      return (
        <NoticeBar tone="warn" icon={FileWarning} text={`${name} was deleted on disk. Its text is kept here.`}>
          <Button size={24} kind="quiet" onClick={() => void closeTab(groupId, fileKey(document.path))}>
            Close
          </Button>
          <Button size={24} onClick={() => void keep()}>
            Save it again
          </Button>
        </NoticeBar>
      );
    case 'not-text':
      return (
        <NoticeBar
          tone="err"
          icon={FileWarning}
          text={`${name} on disk is no text any more. Your text is kept here and was not written over it. Copy it to another file to keep it.`}
        />
      );
  }
}

function timeOf(at: number): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
  return date.toDateString() === new Date().toDateString() ? time : `${date.toLocaleDateString()}, ${time}`;
}
