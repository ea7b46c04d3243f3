/** The cells of the status bar that belong to the text at hand: position, indentation, encoding, line ends, language. */
import type { editor } from 'monaco-editor/editor.js';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { activeDocumentStore } from '../../../app/active-document.ts';
import { currentGroupId } from '../../../app/editors.ts';
import { openQuickPick, pickFrom, type QuickItem } from '../../../app/quick-pick.ts';
import { StatusCell } from '../../../app/status-cell.tsx';
import { toast } from '../../../app/toasts.ts';
import { LANGUAGES, languageName } from '../languages/language-of.ts';
import { monacoIfLoaded } from '../monaco/load-monaco.ts';
import { projectDocumentsStore } from '../project-documents.ts';
import { editorOfGroup } from './editor-pool.ts';

interface TextFacts {
  readonly language: string;
  readonly tabSize: number;
  readonly spaces: boolean;
  readonly crlf: boolean;
  readonly bom: boolean;
}

function activeModel(): editor.ITextModel | null {
  return editorOfGroup(currentGroupId())?.getModel() ?? null;
}

function factsOf(path: string): TextFacts | null {
  const model = activeModel();
  const state = projectDocumentsStore.getState().open?.documents.get(path)?.state;
  if (!model || state?.kind !== 'ready') return null;
  const { tabSize, insertSpaces } = model.getOptions();
  return {
    language: model.getLanguageId(),
    tabSize,
    spaces: insertSpaces,
    crlf: model.getEOL() === '\r\n',
    bom: state.bom,
  };
}

export function EditorStatus() {
  const active = useStore(activeDocumentStore, (store) => store.active);
  const path = active?.path;
  const [facts, setFacts] = useState<TextFacts | null>(null);
  useEffect(() => {
    if (path === undefined) return undefined;
    const update = () => setFacts(factsOf(path));
    update();
    const model = activeModel();
    const listeners = [
      model?.onDidChangeOptions(update),
      model?.onDidChangeLanguage(update),
      model?.onDidChangeContent((event) => event.isEolChange && update()),
    ];
    return () => {
      for (const listener of listeners) listener?.dispose();
    };
  }, [path]);
  if (!active || !facts) return null;
  const { line, column, selected } = active;
  return (
    <>
      <StatusCell title="Go to a line" onPress={() => openQuickPick(':')}>
        <span className="t-num">
          Ln {line}, Col {column}
          {selected > 0 ? ` (${selected} selected)` : ''}
        </span>
      </StatusCell>
      <StatusCell title="Choose the indentation" className="status-cell--minor" onPress={() => pickIndentation(facts)}>
        {facts.spaces ? `Spaces ${facts.tabSize}` : `Tab size ${facts.tabSize}`}
      </StatusCell>
      <StatusCell title="About the encoding" className="status-cell--minor" onPress={explainEncoding}>
        {facts.bom ? 'UTF-8 with BOM' : 'UTF-8'}
      </StatusCell>
      <StatusCell title="Choose the line ends" className="status-cell--minor" onPress={() => pickLineEnds(facts)}>
        {facts.crlf ? 'CRLF' : 'LF'}
      </StatusCell>
      <StatusCell title="Choose the language" onPress={() => pickLanguage(facts)}>
        {languageName(facts.language)}
      </StatusCell>
    </>
  );
}

function pick(placeholder: string, choices: readonly (Omit<QuickItem, 'run'> & { choose(): void })[]): void {
  pickFrom({
    placeholder,
    empty: 'There is no such choice.',
    items: (text) =>
      choices
        .filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()))
        .map(({ choose, ...item }) => ({ ...item, run: choose })),
  });
}

function pickIndentation(facts: TextFacts): void {
  const model = activeModel();
  const choice = (spaces: boolean, size: number) => ({
    id: `${spaces} ${size}`,
    label: spaces ? `${size} spaces` : `Tabs, ${size} columns wide`,
    detail: facts.spaces === spaces && facts.tabSize === size ? 'now' : '',
    choose: () => model?.updateOptions({ insertSpaces: spaces, tabSize: size, indentSize: size }),
  });
  pick('Indentation of this file', [
    ...[2, 4, 8].map((size) => choice(true, size)),
    ...[2, 4, 8].map((size) => choice(false, size)),
  ]);
}

function pickLineEnds(facts: TextFacts): void {
  const model = activeModel();
  const sequence = monacoIfLoaded()?.editor.EndOfLineSequence;
  if (!sequence) return;
  pick('Line ends of this file', [
    {
      id: 'lf',
      label: 'LF',
      detail: facts.crlf ? 'Linux and macOS' : 'Linux and macOS, now',
      choose: () => model?.pushEOL(sequence.LF),
    },
    {
      id: 'crlf',
      label: 'CRLF',
      detail: facts.crlf ? 'Windows, now' : 'Windows',
      choose: () => model?.pushEOL(sequence.CRLF),
    },
  ]);
}

function pickLanguage(facts: TextFacts): void {
  const model = activeModel();
  const monaco = monacoIfLoaded();
  pick(
    'Language of this file, until it is closed',
    LANGUAGES.map((id) => ({
      id,
      label: languageName(id),
      detail: id === facts.language ? 'now' : '',
      choose: () => model && monaco?.editor.setModelLanguage(model, id),
    })),
  );
}

function explainEncoding(): void {
  toast({
    tone: 'info',
    title: 'Files are read and written as UTF-8',
    text: 'A byte order mark that a file has is kept. What is not UTF-8 is never opened as text, so it can’t be damaged.',
    tag: 'encoding',
  });
}
