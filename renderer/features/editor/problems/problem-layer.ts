/** Shows the problems of the project in every open text, and offers their fixes as quick fixes. */
import type { Fix } from '#core/contract/problem.ts';
import { problemStore } from '../../../app/activity.ts';
import type { Documents } from '../documents/documents.ts';
import type { TextDocument } from '../documents/text-document.ts';
import type { Monaco } from '../monaco/load-monaco.ts';
import { ModelBuffer } from '../monaco/model-buffer.ts';
import { projectDocumentsStore } from '../project-documents.ts';
import { ModelProblems } from './model-problems.ts';
import { plainText } from './problem-marks.ts';
import { layerOf, layers } from './problem-places.ts';
import { runFix } from './run-fix.ts';

let started = false;

/** Called once Monaco is there. */
export function startProblemLayer(monaco: Monaco): void {
  if (started) return;
  started = true;
  let watched: Documents | null = null;
  let stop = () => {};
  const problems = () => problemStore.getState().problems.map(({ problem }) => problem);
  const refresh = (all: boolean) => {
    const documents = projectDocumentsStore.getState().open?.documents;
    const live = new Set<TextDocument>();
    for (const path of documents?.store.getState().states.keys() ?? []) {
      const document = documents?.get(path);
      if (!document || !(document.text instanceof ModelBuffer)) continue;
      live.add(document);
      const known = layers.get(document);
      const { model } = document.text;
      if (known?.model === model && !all) continue;
      if (known && known.model !== model) known.dispose();
      const layer = known?.model === model ? known : new ModelProblems(monaco, model);
      layers.set(document, layer);
      layer.set(problems(), path);
    }
    for (const [document, layer] of layers) {
      if (live.has(document)) continue;
      layer.dispose();
      layers.delete(document);
    }
  };
  const follow = () => {
    const documents = projectDocumentsStore.getState().open?.documents ?? null;
    if (documents !== watched) {
      stop();
      watched = documents;
      stop = documents ? documents.store.subscribe(() => refresh(false)) : () => {};
    }
    refresh(true);
  };
  follow();
  projectDocumentsStore.subscribe(follow);
  problemStore.subscribe(() => refresh(true));
  offerFixes(monaco);
}

function offerFixes(monaco: Monaco): void {
  const command = 'studio.runFix';
  monaco.editor.registerCommand(command, (_accessor, fix: Fix) => void runFix(fix));
  monaco.languages.registerCodeActionProvider(
    { scheme: 'project' },
    {
      provideCodeActions: (model, range) => {
        const problems = layerOf(model)?.onLines(range.startLineNumber, range.endLineNumber) ?? [];
        const fixes = problems.flatMap((problem) => problem.fixes.filter((fix) => fix.kind !== 'dead-end'));
        return {
          actions: fixes.map((fix, index) => ({
            title: plainText(fix.title),
            kind: 'quickfix',
            isPreferred: index === 0,
            command: { id: command, title: fix.title, arguments: [fix] },
          })),
          dispose: () => undefined,
        };
      },
    },
    { providedCodeActionKinds: ['quickfix'] },
  );
}
