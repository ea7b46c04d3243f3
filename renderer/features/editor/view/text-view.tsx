/** The text of one file in one group: puts the group's Monaco editor over it and tells the window where the caret is. */
import { type MouseEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { EditorInput } from '../../../app/editor-groups.ts';
import { editorStore, focusEditor } from '../../../app/editors.ts';
import { MenuAt, type PointMenu } from '../../../ui/menu.tsx';
import type { ReadyState } from '../documents/document-state.ts';
import type { TextDocument } from '../documents/text-document.ts';
import { monacoIfLoaded } from '../monaco/load-monaco.ts';
import type { ModelBuffer } from '../monaco/model-buffer.ts';
import type { ProjectDocuments } from '../project-documents.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import { DocumentNotices } from './document-notices.tsx';
import { editorMenu } from './editor-menu.ts';
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

  const [menu, setMenu] = useState<PointMenu | null>(null);
  const openMenu = (event: MouseEvent) => {
    // Monaco's own widgets (find, hover) keep the browser's menu: it has the clipboard.
    if (!(event.target as HTMLElement).closest('.lines-content, .margin, .inputarea')) return;
    event.preventDefault();
    const byKeys = event.clientX === 0 && event.clientY === 0;
    const point = (byKeys ? session.current?.caretPoint() : null) ?? { x: event.clientX, y: event.clientY };
    setMenu({ ...point, items: editorMenu(state.readOnly !== null) });
  };

  return (
    <div className="text-view">
      <Breadcrumb path={document.path} />
      <DocumentNotices document={document} state={state} groupId={groupId} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the text field inside has the focus and the role */}
      <div ref={host} className="text-view__host" onContextMenu={openMenu} />
      <MenuAt
        at={menu}
        label="Text"
        onClose={() => {
          setMenu(null);
          focusEditor();
        }}
      />
    </div>
  );
}
