/** Two versions of a file side by side: the disk's and this window's, or the text before and after a fix. */
import { WandSparkles } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Fix } from '#core/contract/problem.ts';
import { client } from '../../../app/client.ts';
import type { EditorProps } from '../../../app/contributions.ts';
import { keyOf } from '../../../app/editor-groups.ts';
import { closeTab, openEditor } from '../../../app/editors.ts';
import { settingsStore } from '../../../app/settings.ts';
import { themeStore } from '../../../app/theme.ts';
import { workspaceStore } from '../../../app/workspace.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { NoticeBar } from '../../../ui/notice-bar.tsx';
import { applyEdits } from '../documents/apply-edits.ts';
import type { ReadyState } from '../documents/document-state.ts';
import type { TextDocument } from '../documents/text-document.ts';
import { fileInput, nameOf } from '../file-input.ts';
import { changingOptions, fixedOptions } from '../monaco/editor-options.ts';
import { monacoIfLoaded } from '../monaco/load-monaco.ts';
import type { ModelBuffer } from '../monaco/model-buffer.ts';
import { plainText } from '../problems/problem-marks.ts';
import { placeNow } from '../problems/problem-places.ts';
import { runFix } from '../problems/run-fix.ts';
import { DocumentNotices } from './document-notices.tsx';
import { useDocument } from './use-document.ts';
import './compare-editor.css';

/** A comparison that still runs in the worker fails loudly when its texts are taken away. */
const DIFF_ENDS_MS = 5000;

type EditFix = Extract<Fix, { kind: 'edit' }>;

export default function CompareEditor({ input, groupId }: EditorProps) {
  const { fix } = (input.data ?? {}) as { fix?: EditFix };
  const paths = fix ? [...new Set(fix.edits.map((edit) => edit.at.file))] : [input.id];
  const [path, setPath] = useState(paths[0] ?? input.id);
  const { open, state } = useDocument(path);
  const document = open?.documents.get(path);
  const close = () => void closeTab(groupId, keyOf(input));

  if (state.kind === 'loading') return <div className="file-editor__waiting" aria-busy="true" />;
  if (state.kind !== 'ready' || !document?.text) {
    return (
      <EmptyState
        icon={WandSparkles}
        title={`${nameOf(path)} cannot be compared`}
        text={state.kind === 'failed' ? state.failure.message : 'It is no text that the editor can show.'}
      />
    );
  }
  return (
    <div className="compare">
      {fix ? (
        <NoticeBar
          tone="accent"
          icon={WandSparkles}
          text={`${plainText(fix.title)}: a preview. Nothing is changed yet.`}
        >
          {paths.length > 1
            ? paths.map((other) => (
                <Button
                  key={other}
                  size={24}
                  kind={other === path ? 'secondary' : 'quiet'}
                  onClick={() => setPath(other)}
                >
                  {nameOf(other)}
                </Button>
              ))
            : null}
          <Button size={24} kind="quiet" onClick={close}>
            Close
          </Button>
          <Button
            size={24}
            kind="primary"
            onClick={() => {
              close();
              void runFix(fix);
            }}
          >
            Apply fix
          </Button>
        </NoticeBar>
      ) : (
        <DocumentNotices document={document} state={state} groupId={groupId} comparing />
      )}
      <Sides key={path} document={document} state={state} fix={fix ?? null} />
      {!fix && state.divergence === null && !state.dirty ? (
        <p className="compare__same">
          Both versions are the same now.{' '}
          <Button
            kind="link"
            onClick={() => {
              close();
              openEditor(fileInput(path));
            }}
          >
            Back to {nameOf(path)}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

/** The text on disk: the one that the document knows to be there, else read for this comparison. */
function useTheirs(document: TextDocument, state: ReadyState, unused: boolean): string | null {
  const known = state.divergence?.kind === 'changed' ? state.divergence.theirs : null;
  const [read, setRead] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a save changes what is on disk
  useEffect(() => {
    const { project } = workspaceStore.getState();
    if (known !== null || unused || !project) return undefined;
    let wanted = true;
    void client()
      .call('files.read', { projectId: project.id, path: document.path })
      .then((answer) => wanted && setRead(answer.ok && answer.value.kind === 'text' ? answer.value.text : ''));
    return () => {
      wanted = false;
    };
  }, [known, unused, document, state.dirty]);
  return unused ? '' : (known ?? read);
}

function Sides({ document, state, fix }: { document: TextDocument; state: ReadyState; fix: EditFix | null }) {
  const host = useRef<HTMLDivElement>(null);
  const { model } = document.text as ModelBuffer;
  const theirs = useTheirs(document, state, fix !== null);
  const settings = useStore(settingsStore, (store) => store.settings);

  useEffect(() => {
    const monaco = monacoIfLoaded();
    if (!monaco || !host.current || theirs === null) return undefined;
    const now = model.getValue();
    const own = fix?.edits.filter((edit) => edit.at.file === document.path).map((edit) => placeNow(document, edit));
    const after = own ? (applyEdits(now, own) ?? now) : null;
    const language = model.getLanguageId();
    const before = monaco.editor.createModel(own ? now : theirs, language);
    const made = [before, ...(after === null ? [] : [monaco.editor.createModel(after, language)])];
    const editor = monaco.editor.createDiffEditor(host.current, {
      ...fixedOptions,
      ...changingOptions(settings, themeStore.getState().reducedMotion),
      minimap: { enabled: false },
      glyphMargin: false,
      folding: false,
      lineDecorationsWidth: 16,
      scrollBeyondLastLine: false,
      renderGutterMenu: false,
      originalEditable: false,
      readOnly: after !== null || state.readOnly !== null,
      renderSideBySide: true,
      useInlineViewWhenSpaceIsLimited: true,
      renderSideBySideInlineBreakpoint: 720,
      renderOverviewRuler: false,
      hideUnchangedRegions: { enabled: true, contextLineCount: 3, minimumLineCount: 3 },
      originalAriaLabel:
        after === null ? `${nameOf(document.path)} on disk` : `${nameOf(document.path)} before the fix`,
      modifiedAriaLabel: after === null ? nameOf(document.path) : `${nameOf(document.path)} after the fix`,
    });
    editor.setModel({ original: before, modified: made[1] ?? model });
    const first = editor.onDidUpdateDiff(() => {
      editor.revealFirstDiff();
      first.dispose();
    });
    return () => {
      first.dispose();
      editor.setModel(null);
      editor.dispose();
      setTimeout(() => {
        for (const other of made) other.dispose();
      }, DIFF_ENDS_MS);
    };
  }, [document, model, theirs, fix, settings, state.readOnly]);

  return (
    <>
      <div className="compare__heads" aria-hidden="true">
        <span>{fix ? 'Now' : 'On disk'}</span>
        <span>{fix ? 'After the fix' : state.dirty ? 'Yours, not saved' : 'Yours'}</span>
      </div>
      <div ref={host} className="compare__host" />
    </>
  );
}
