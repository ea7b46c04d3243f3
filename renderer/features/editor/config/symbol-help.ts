/** What a name in a Kconfig file or a .config means: on hover, and where it is defined by F12 or a press with Ctrl. */
import type { editor, languages, Position } from 'monaco-editor/editor.js';
import type { SymbolInfo } from '#core/contract/config.ts';
import { client } from '../../../app/client.ts';
import { openEditor } from '../../../app/editors.ts';
import { toast } from '../../../app/toasts.ts';
import { workspaceStore } from '../../../app/workspace.ts';
import { fileInput } from '../file-input.ts';
import type { Monaco } from '../monaco/load-monaco.ts';
import './symbol-help.css';

const LANGUAGES = ['kconfig', 'dotconfig'];
/** Words of the language itself, which a symbol would hardly be called. */
const NO_SYMBOL = /^(?:[a-z_]+|\d+)$/;

interface Name {
  readonly name: string;
  readonly startColumn: number;
  readonly endColumn: number;
}

/** The symbol's name at a place, without the prefix that a .config puts before it. */
export function symbolAt(line: string, column: number, language: string): Name | null {
  for (const match of line.matchAll(/[A-Za-z0-9_]+/g)) {
    const startColumn = match.index + 1;
    const endColumn = startColumn + match[0].length;
    if (column < startColumn || column > endColumn) continue;
    const name = language === 'dotconfig' ? match[0].replace(/^CONFIG_/, '') : match[0];
    if (language === 'dotconfig' ? name === match[0] : NO_SYMBOL.test(name)) return null;
    return { name, startColumn, endColumn };
  }
  return null;
}

export async function lookUp(name: string): Promise<SymbolInfo | null> {
  const { project } = workspaceStore.getState();
  if (!project) return null;
  const answer = await client().call('kconfig.symbol', { projectId: project.id, name });
  return answer.ok ? answer.value : null;
}

/** Markdown has to take a text as it is. */
const plain = (text: string) => text.replace(/[\\`*_{}[\]()#+\-.!<>|&~]/g, '\\$&');

export function hoverText(info: SymbolInfo): readonly string[] {
  const value = info.value === '' ? '' : ` = ${info.value}`;
  const head = [`**${plain(info.prompt || info.option)}**`, `\`${info.option}${value}\` · ${info.type}`];
  const place = info.places[0];
  return [
    head.join('  \n'),
    ...(info.help
      ? [
          info.help
            .split('\n')
            .map((line) => plain(line))
            .join('  \n'),
        ]
      : []),
    ...(place ? [`${plain(place.file)}:${place.line}`] : []),
  ];
}

async function goTo(model: editor.ITextModel, position: Position): Promise<void> {
  const found = symbolAt(model.getLineContent(position.lineNumber), position.column, model.getLanguageId());
  const info = found ? await lookUp(found.name) : null;
  const place = info?.places[0];
  if (!place) {
    if (found)
      toast({ tone: 'info', title: `No file of this project's options defines ${found.name}`, tag: 'definition' });
    return;
  }
  const { path, file, line } = place;
  if (path) openEditor(fileInput(path, { line, column: 1 }));
  else
    openEditor({ kind: 'config-file', id: file, title: file.split('/').at(-1) ?? file, detail: file, data: { line } });
}

/** Called once, when Monaco is there. */
export function registerSymbolHelp(monaco: Monaco): void {
  const hover: languages.HoverProvider = {
    async provideHover(model, position) {
      const found = symbolAt(model.getLineContent(position.lineNumber), position.column, model.getLanguageId());
      const info = found ? await lookUp(found.name) : null;
      if (!found || !info) return null;
      const { startColumn, endColumn } = found;
      return {
        range: new monaco.Range(position.lineNumber, startColumn, position.lineNumber, endColumn),
        contents: hoverText(info).map((value) => ({ value })),
      };
    },
  };
  for (const language of LANGUAGES) monaco.languages.registerHoverProvider(language, hover);
  monaco.editor.addEditorAction({
    id: 'studio.goToDefinition',
    label: 'Go to definition',
    keybindings: [monaco.KeyCode.F12],
    precondition: "editorLangId == 'kconfig' || editorLangId == 'dotconfig'",
    run: (target) => {
      const [model, position] = [target.getModel(), target.getPosition()];
      if (model && position) void goTo(model, position);
    },
  });
  monaco.editor.onDidCreateEditor((target) => followLinks(monaco, target));
}

/** A name under the pointer is a link while Ctrl (Cmd) is held. */
function followLinks(monaco: Monaco, target: editor.ICodeEditor): void {
  const link = target.createDecorationsCollection();
  const nameUnder = (event: editor.IEditorMouseEvent) => {
    const model = target.getModel();
    const { position, type } = event.target;
    if (!model || !position || type !== monaco.editor.MouseTargetType.CONTENT_TEXT) return null;
    if (!(event.event.ctrlKey || event.event.metaKey) || !LANGUAGES.includes(model.getLanguageId())) return null;
    const found = symbolAt(model.getLineContent(position.lineNumber), position.column, model.getLanguageId());
    return found && { model, position, found };
  };
  target.onMouseMove((event) => {
    const under = nameUnder(event);
    if (!under) {
      if (link.length > 0) link.clear();
      return;
    }
    const { position, found } = under;
    const range = new monaco.Range(position.lineNumber, found.startColumn, position.lineNumber, found.endColumn);
    link.set([{ range, options: { inlineClassName: 'definition-link' } }]);
  });
  target.onKeyUp(() => link.clear());
  target.onMouseDown((event) => {
    const under = nameUnder(event);
    if (!under) return;
    link.clear();
    void goTo(under.model, under.position);
  });
}
