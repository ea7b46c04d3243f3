/**
 * Key combinations as text: "Mod+Shift+P", "F5", "Ctrl+`". `Mod` is Cmd on a Mac and Ctrl elsewhere. Combinations are
 * compared in one normal form; there are no chords.
 */

export interface KeyPress {
  readonly key: string;
  /** Physical key, for letters and digits on layouts that type other scripts. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const order = ['Ctrl', 'Alt', 'Shift', 'Meta'] as const;
type Modifier = (typeof order)[number];

const modifierNames: Readonly<Record<string, Modifier>> = {
  ctrl: 'Ctrl',
  control: 'Ctrl',
  alt: 'Alt',
  option: 'Alt',
  shift: 'Shift',
  meta: 'Meta',
  cmd: 'Meta',
  command: 'Meta',
  win: 'Meta',
};

const keyNames: Readonly<Record<string, string>> = {
  ' ': 'Space',
  space: 'Space',
  esc: 'Escape',
  escape: 'Escape',
  del: 'Delete',
  delete: 'Delete',
  return: 'Enter',
  enter: 'Enter',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  arrowup: 'Up',
  arrowdown: 'Down',
  arrowleft: 'Left',
  arrowright: 'Right',
  pageup: 'PageUp',
  pagedown: 'PageDown',
  home: 'Home',
  end: 'End',
  tab: 'Tab',
  backspace: 'Backspace',
  insert: 'Insert',
  contextmenu: 'ContextMenu',
};

/** Punctuation by its physical key, so that Shift and layouts do not change what a binding means. */
const codeNames: Readonly<Record<string, string>> = {
  Backquote: '`',
  Minus: '-',
  Equal: '=',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Backslash: '\\',
  BracketLeft: '[',
  BracketRight: ']',
  Semicolon: ';',
  Quote: "'",
};

/** @returns the normal form ("Ctrl+Shift+P"), or null where the text names no key. */
export function parseKeys(text: string, mac: boolean): string | null {
  const parts = text.trim().replace(/\+\+$/, '+=').split('+');
  const modifiers = new Set<Modifier>();
  for (const part of parts.slice(0, -1)) {
    const name = part.trim().toLowerCase();
    const modifier = name === 'mod' ? (mac ? 'Meta' : 'Ctrl') : modifierNames[name];
    if (!modifier) return null;
    modifiers.add(modifier);
  }
  const key = keyName(parts.at(-1)?.trim() ?? '');
  return key === null ? null : join(modifiers, key);
}

function keyName(text: string): string | null {
  const lower = text.toLowerCase();
  if (lower in keyNames) return keyNames[lower]!;
  if (/^f([1-9]|1\d|2[0-4])$/.test(lower)) return lower.toUpperCase();
  if (lower in modifierNames || lower === 'mod' || lower === '') return null;
  return [...text].length === 1 ? text.toUpperCase() : null;
}

function join(modifiers: ReadonlySet<Modifier>, key: string): string {
  return [...order.filter((modifier) => modifiers.has(modifier)), key].join('+');
}

/** @returns the normal form of what was pressed, or null for a lone modifier. */
export function keysOfPress(press: KeyPress): string | null {
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1] ?? /^Digit(\d)$/.exec(press.code)?.[1];
  // A Latin layout decides for itself what a letter key types; elsewhere the physical key does.
  const latin = /^[\x21-\x7e]$/.test(press.key);
  const typed = latin && /^[a-z]$/i.test(press.key) ? press.key : undefined;
  const name = codeNames[press.code] ?? typed ?? letter ?? press.key;
  const key = keyName(name);
  if (key === null) return null;
  const modifiers = new Set<Modifier>();
  if (press.ctrlKey) modifiers.add('Ctrl');
  if (press.altKey) modifiers.add('Alt');
  if (press.shiftKey) modifiers.add('Shift');
  if (press.metaKey) modifiers.add('Meta');
  return join(modifiers, key);
}

/** As the keyboard of this computer names them: "Ctrl+Shift+P", "Cmd+Shift+P". */
export function showKeys(normal: string, mac: boolean): string {
  return mac ? normal.replace('Meta', 'Cmd').replace('Alt', 'Option') : normal;
}
