/** Which language a file is written in, by its name; Monaco's own rules know neither Kconfig nor unikernels' make files. */

const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/^(?:GNU)?[Mm]akefile(?:\..*)?$|^Kbuild$|\.(?:mk|mak|make)$/, 'make'],
  [/^Kconfig(?:\..*)?$|^Config\.(?:uk|in)$|\.kconfig$/, 'kconfig'],
  [/^\.config(?:\..*)?$|_defconfig$|^defconfig(?:\..*)?$/, 'dotconfig'],
  [/^Kraftfile$|\.ya?ml$/, 'yaml'],
  [/\.(?:ld|lds|x)$|\.(?:ld|lds)\.(?:S|in)$/, 'linkerscript'],
  [/\.(?:s|S|asm|nasm|inc)$/, 'assembly'],
  [/\.(?:c|h)$/, 'c'],
  [/\.(?:cc|cpp|cxx|c\+\+|hh|hpp|hxx|ipp|tpp)$/, 'cpp'],
  [/\.rs$/, 'rust'],
  [/\.(?:zig|zon)$/, 'zig'],
  [/\.toml$|^Cargo\.lock$/, 'toml'],
  [/\.(?:json|jsonc|json5|webmanifest)$/, 'json'],
  [/\.lua$|\.ned$/, 'lua'],
  [/\.(?:md|markdown)$/, 'markdown'],
  [/\.(?:sh|bash|zsh|ksh)$|^\.(?:bashrc|profile|envrc)$/, 'shell'],
  [/\.(?:ini|cfg|conf|properties|desktop)$|^\.(?:editorconfig|gitconfig|npmrc)$/, 'ini'],
  [/^modules\.list$/, 'modules-list'],
];

const BY_FIRST_LINE: readonly (readonly [RegExp, string])[] = [
  [/^#!.*\b(?:ba|z|k|da)?sh\b/, 'shell'],
  // L4Re's start scripts are called `.cfg`: a comment of Lua, or its first word, tells them from an INI file.
  [/\bft=lua\b|^#!.*\blua\b|^--(?!-)|^\s*local\s+\w/, 'lua'],
  [/^#!.*\bmake\b/, 'make'],
];

const NAMES: Readonly<Record<string, string>> = {
  c: 'C',
  cpp: 'C++',
  rust: 'Rust',
  zig: 'Zig',
  assembly: 'Assembly',
  make: 'Makefile',
  kconfig: 'Kconfig',
  dotconfig: '.config',
  yaml: 'YAML',
  toml: 'TOML',
  json: 'JSON',
  lua: 'Lua',
  markdown: 'Markdown',
  shell: 'Shell',
  ini: 'INI',
  linkerscript: 'Linker script',
  'modules-list': 'modules.list',
  plaintext: 'Plain text',
};

/** Ids of all languages, by name. */
export const LANGUAGES: readonly string[] = Object.keys(NAMES).sort((a, b) => (NAMES[a]! < NAMES[b]! ? -1 : 1));

/** Id of the language, `plaintext` where none is known. `firstLine` decides for names that say nothing or too much. */
export function languageOf(path: string, firstLine = ''): string {
  for (const [pattern, id] of BY_FIRST_LINE) if (pattern.test(firstLine)) return id;
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (const [pattern, id] of BY_NAME) if (pattern.test(name)) return id;
  return 'plaintext';
}

/** Name of a language as the status bar shows it. */
export function languageName(id: string): string {
  return NAMES[id] ?? id;
}
