/** Completion and hover inside of a Kraftfile; options are those of the project's configuration. */
import type { editor, languages } from 'monaco-editor/editor.js';
import { parseDotConfig } from '#core/engines/config/dot-config.ts';
import { completeKraftfile, hoverKraftfile } from '#core/engines/kraftfile/kraftfile-assist.ts';
import { isKraftfile } from '#core/engines/kraftfile/kraftfile-schema.ts';
import { client } from '../../../app/client.ts';
import { workspaceStore } from '../../../app/workspace.ts';
import { hoverText, lookUp } from '../config/symbol-help.ts';
import type { Monaco } from '../monaco/load-monaco.ts';
import { suggestInStrings } from '../monaco/suggest-in-strings.ts';

const LANGUAGE = 'yaml';

/** Names of all options that the project's .config has a line for. */
async function optionNames(): Promise<readonly string[]> {
  const { project } = workspaceStore.getState();
  if (!project) return [];
  const answer = await client().call('files.read', { projectId: project.id, path: '.config' });
  return answer.ok && answer.value.kind === 'text' ? [...parseDotConfig(answer.value.text).keys()] : [];
}

function isMine(model: editor.ITextModel): boolean {
  return isKraftfile(model.uri.path);
}

/** Called once, when Monaco is there. */
export function registerKraftfileHelp(monaco: Monaco): void {
  // A key of YAML that is being typed counts as a text until its colon stands.
  suggestInStrings(monaco, isMine);
  monaco.languages.registerCompletionItemProvider(LANGUAGE, {
    triggerCharacters: [' ', ':', '-', '/'],
    async provideCompletionItems(model, position) {
      if (!isMine(model)) return { suggestions: [] };
      const text = model.getValue();
      const offset = model.getOffsetAt(position);
      const inOptions = /^\s+\S*$/.test(model.getLineContent(position.lineNumber).slice(0, position.column - 1));
      const offered = completeKraftfile(text, offset, inOptions ? await optionNames() : []);
      const line = model.getLineContent(position.lineNumber).slice(0, position.column - 1);
      const typed = /[\w./-]*$/.exec(line)![0].replace(/^-+/, '');
      const range = new monaco.Range(
        position.lineNumber,
        position.column - typed.length,
        position.lineNumber,
        position.column,
      );
      const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages;
      return {
        suggestions: offered.map(
          ({ label, kind, insert, help }, index): languages.CompletionItem => ({
            label,
            kind: kind === 'key' ? CompletionItemKind.Property : CompletionItemKind.Value,
            insertText: insert,
            insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet,
            ...(help ? { documentation: { value: help } } : {}),
            range,
            sortText: String(index).padStart(5, '0'),
          }),
        ),
      };
    },
  });
  monaco.languages.registerHoverProvider(LANGUAGE, {
    async provideHover(model, position) {
      if (!isMine(model)) return null;
      const offset = model.getOffsetAt(position);
      let option: string | null = null;
      const found = hoverKraftfile(model.getValue(), offset, (name) => {
        option = name;
        return name;
      });
      if (!found) return null;
      const info = option === null ? null : await lookUp(option);
      const contents = option === null ? [found.text] : info ? hoverText(info) : [];
      const [start, end] = [model.getPositionAt(found.start), model.getPositionAt(found.end)];
      return { range: monaco.Range.fromPositions(start, end), contents: contents.map((value) => ({ value })) };
    },
  });
}
