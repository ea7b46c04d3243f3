/** What is to be saved beside the texts of the editor before a build, or by "Save all": told by the features that keep it. */
export type Saver = () => Promise<boolean>;

const savers: Saver[] = [];

/** @param save answers false where it could not be saved; the reason is shown by then. */
export function registerSaver(save: Saver): void {
  savers.push(save);
}

/** @returns false as soon as one could not. */
export async function saveOthers(): Promise<boolean> {
  for (const save of savers) if (!(await save())) return false;
  return true;
}
