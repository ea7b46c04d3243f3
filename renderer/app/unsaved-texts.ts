/** Texts that differ from the disk, for those who look through all files: given by the editor, read by the search. */
export interface UnsavedText {
  readonly path: string;
  readonly text: string;
}

let source: () => readonly UnsavedText[] = () => [];

/** Called by the editor, once. */
export function giveUnsavedTexts(give: () => readonly UnsavedText[]): void {
  source = give;
}

export function unsavedTexts(): readonly UnsavedText[] {
  return source();
}
