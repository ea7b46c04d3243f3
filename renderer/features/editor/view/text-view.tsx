/** The text of one file in one group: puts the group's Monaco editor over it and tells the window where the caret is. */
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { EditorInput } from '../../../app/editor-groups.ts';
import { editorStore } from '../../../app/editors.ts';
import type { ReadyState } from '../documents/document-state.ts';
import type { TextDocument } from '../documents/text-document.ts';
import { monacoIfLoaded } from '../monaco/load-monaco.ts';
import type { ModelBuffer } from '../monaco/model-buffer.ts';
import type { ProjectDocuments } from '../project-documents.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import { DocumentNotices } from './document-notices.tsx';
import { EditorSession } from './editor-session.ts';

export interface TextViewProps {
  open: ProjectDocuments;
  document: TextDocument;
  state: ReadyState;
  input: EditorInput;
  groupId: string;
}

export function TextView({ open, document, state, input, groupId }: TextViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const session = useRef<EditorSession | null>(null);
  const buffer = document.text as ModelBuffer;

  useLayoutEffect(() => {
    const monaco = monacoIfLoaded();
    if (!monaco || !host.current) return undefined;
    const started = new EditorSession(monaco, { root: open.project.root, document, buffer, groupId }, host.current);
    session.current = started;
    return () => {
      session.current = null;
      started.dispose();
    };
  }, [open.project.root, document, buffer, groupId]);

  const focused = useStore(editorStore, ({ layout }) => layout.focused === groupId);
  useEffect(() => session.current?.setFocused(focused), [focused]);
  useEffect(() => session.current?.setReadOnly(state.readOnly), [state.readOnly]);
  useEffect(() => session.current?.show(input), [input]);

  return (
    <div className="text-view">
      <Breadcrumb path={document.path} />
      <DocumentNotices document={document} state={state} groupId={groupId} />
      <div ref={host} className="text-view__host" />
    </div>
  );
}
