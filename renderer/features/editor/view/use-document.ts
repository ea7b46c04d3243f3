/** The document of a tab, opened when the tab is shown. */
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { DocumentState } from '../documents/document-state.ts';
import { type ProjectDocuments, projectDocumentsStore } from '../project-documents.ts';

const LOADING: DocumentState = { kind: 'loading' };
const nothingOpen = createStore<{ states: ReadonlyMap<string, DocumentState> }>(() => ({ states: new Map() }));

export function useDocument(path: string): { open: ProjectDocuments | null; state: DocumentState } {
  const open = useStore(projectDocumentsStore, (store) => store.open);
  const state = useStore(open?.documents.store ?? nothingOpen, (store) => store.states.get(path) ?? LOADING);
  useEffect(() => {
    open?.documents.open(path);
  }, [open, path]);
  return { open, state };
}
