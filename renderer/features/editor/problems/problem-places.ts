/** Where the problems of open texts are now, for those who show or fix them. */
import type { Problem, TextEdit } from '#core/contract/problem.ts';
import type { TextDocument } from '../documents/text-document.ts';
import type { ModelProblems } from './model-problems.ts';

/** Kept by the problem layer. */
export const layers = new Map<TextDocument, ModelProblems>();

export function layerOf(model: object): ModelProblems | undefined {
  return [...layers.values()].find((layer) => layer.model === model);
}

export function problemsOnLine(model: object, line: number): readonly Problem[] {
  return layerOf(model)?.onLines(line, line) ?? [];
}

/** Where an edit stands now in a document that is open. */
export function placeNow(document: TextDocument, edit: TextEdit): TextEdit {
  return layers.get(document)?.place(edit) ?? edit;
}
