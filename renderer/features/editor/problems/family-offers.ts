/** What the project's family offers while one of its texts is typed: names of modules, keywords. */
import type { languages } from 'monaco-editor/editor.js';
import { client } from '../../../app/client.ts';
import type { Monaco } from '../monaco/load-monaco.ts';
import { suggestInStrings } from '../monaco/suggest-in-strings.ts';
import { projectDocumentsStore } from '../project-documents.ts';

const LANGUAGES = ['modules-list', 'lua'];

/** Called once, when Monaco is there. */
export function registerFamilyOffers(monaco: Monaco): void {
  suggestInStrings(monaco, (model) => model.getLanguageId() === 'lua');
  monaco.languages.registerCompletionItemProvider(LANGUAGES, {
    triggerCharacters: [' ', '/'],
    async provideCompletionItems(model, position) {
      const project = projectDocumentsStore.getState().open?.project;
      if (!project) return { suggestions: [] };
      const path = model.uri.path.slice(1);
      const offset = model.getOffsetAt(position);
      const edit = { path, text: model.getValue(), offset };
      const answer = await client().call('texts.complete', { projectId: project.id, ...edit });
      if (!answer.ok) return { suggestions: [] };
      return {
        suggestions: answer.value.map(({ label, detail, start }, index): languages.CompletionItem => {
          const from = model.getPositionAt(start);
          return {
            label: detail === undefined ? label : { label, description: detail },
            kind: monaco.languages.CompletionItemKind.Value,
            insertText: label,
            range: monaco.Range.fromPositions(from, position),
            sortText: String(index).padStart(5, '0'),
          };
        }),
      };
    },
  });
}
