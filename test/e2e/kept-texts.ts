/** What the studio has put aside on the disk: unsaved texts, and what its windows look like. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Contents of the files in the studio's own data folder that hold this text, be it as a JSON string. */
export function keptTexts(home: string, text: string): readonly string[] {
  const data = join(home, '.studio/data');
  const inJson = JSON.stringify(text).slice(1, -1);
  return readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      try {
        return [readFileSync(join(entry.parentPath, entry.name), 'utf8')];
      } catch {
        // Written anew at this moment.
        return [];
      }
    })
    .filter((content) => content.includes(text) || content.includes(inJson));
}
