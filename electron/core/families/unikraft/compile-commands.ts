/** Makes the compilation database that editors and clangd read from the command files that Unikraft's build leaves. */

interface CommandFile {
  /** Relative to the project's root, as the other files of a build. */
  readonly path: string;
  readonly text: string;
}

/** Sources that a compiler makes objects of; the linker's command files have none. */
const SOURCE = /\.(?:c|cc|cpp|cxx|s|S)$/;

/** null where nothing was compiled. @param folder absolute path of the build, where the commands are run */
export function compileCommands(files: readonly CommandFile[], folder: string): string | null {
  const entries = files.flatMap(({ text }) => {
    const words = shellWords(text);
    const file = words.findLast((word) => SOURCE.test(word));
    const at = words.indexOf('-o');
    const output = at < 0 ? undefined : words[at + 1];
    if (file === undefined || !words.includes('-c')) return [];
    return [{ directory: folder, file, ...(output === undefined ? {} : { output }), arguments: words }];
  });
  if (entries.length === 0) return null;
  entries.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  return `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`;
}

/** Words of the first command, quotes removed; the rest after `&&` or `;` is about something else. */
function shellWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let begun = false;
  const end = () => {
    if (begun && word !== '') words.push(word);
    word = '';
    begun = false;
  };
  for (let index = 0; index < text.length; index++) {
    const char = text[index]!;
    if (char === "'" || char === '"') {
      begun = true;
      for (index++; index < text.length && text[index] !== char; index++) {
        if (char === '"' && text[index] === '\\' && '"\\$`'.includes(text[index + 1] ?? '')) index++;
        word += text[index] ?? '';
      }
    } else if (char === '\\') {
      begun = true;
      word += text[++index] ?? '';
    } else if (/\s/.test(char)) end();
    else if (char === ';' || char === '|' || (char === '&' && text[index + 1] === '&')) break;
    else {
      begun = true;
      word += char;
    }
  }
  end();
  return words;
}
