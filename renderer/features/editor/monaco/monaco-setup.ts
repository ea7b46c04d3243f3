/** Monaco as this editor uses it: the parts it needs, the languages of unikernels, its worker, and the product's themes. */
import * as monaco from 'monaco-editor/editor.js';
import 'monaco-editor/features/anchorSelect/register.js';
import 'monaco-editor/features/bracketMatching/register.js';
import 'monaco-editor/features/caretOperations/register.js';
import 'monaco-editor/features/clipboard/register.js';
import 'monaco-editor/features/codeAction/register.js';
import 'monaco-editor/features/codeEditor/register.js';
import 'monaco-editor/features/codicon/register.js';
import 'monaco-editor/features/comment/register.js';
import 'monaco-editor/features/cursorUndo/register.js';
import 'monaco-editor/features/diffEditor/register.js';
import 'monaco-editor/features/dnd/register.js';
import 'monaco-editor/features/documentSymbols/register.js';
import 'monaco-editor/features/find/register.js';
import 'monaco-editor/features/folding/register.js';
import 'monaco-editor/features/fontZoom/register.js';
import 'monaco-editor/features/hover/register.js';
import 'monaco-editor/features/inPlaceReplace/register.js';
import 'monaco-editor/features/indentation/register.js';
import 'monaco-editor/features/lineSelection/register.js';
import 'monaco-editor/features/linesOperations/register.js';
import 'monaco-editor/features/links/register.js';
import 'monaco-editor/features/longLinesHelper/register.js';
import 'monaco-editor/features/middleScroll/register.js';
import 'monaco-editor/features/multicursor/register.js';
import 'monaco-editor/features/readOnlyMessage/register.js';
import 'monaco-editor/features/smartSelect/register.js';
import 'monaco-editor/features/snippet/register.js';
// The feature below brings inline suggestions alone; the list of suggestions is this.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController.js';
import 'monaco-editor/features/suggest/register.js';
import 'monaco-editor/features/toggleTabFocusMode/register.js';
import 'monaco-editor/features/tokenization/register.js';
import 'monaco-editor/features/unicodeHighlighter/register.js';
import 'monaco-editor/features/unusualLineTerminators/register.js';
import 'monaco-editor/features/wordHighlighter/register.js';
import 'monaco-editor/features/wordOperations/register.js';
import 'monaco-editor/features/wordPartOperations/register.js';
import 'monaco-editor/languages/definitions/ini/register.js';
import 'monaco-editor/languages/definitions/lua/register.js';
import 'monaco-editor/languages/definitions/markdown/register.js';
import 'monaco-editor/languages/definitions/shell/register.js';
import 'monaco-editor/languages/definitions/yaml/register.js';
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import { themeStore, token } from '../../../app/theme.ts';
import { assembly } from '../languages/assembly.ts';
import { c, cpp } from '../languages/c-family.ts';
import type { Grammar } from '../languages/grammar.ts';
import { json } from '../languages/json.ts';
import { dotConfig, kconfig } from '../languages/kconfig.ts';
import { linkerScript } from '../languages/linker-script.ts';
import { make } from '../languages/make.ts';
import { modulesList } from '../languages/modules-list.ts';
import { rust } from '../languages/rust.ts';
import { toml } from '../languages/toml.ts';
import { zig } from '../languages/zig.ts';
import { editorTheme, hexColor } from './editor-theme.ts';

export { monaco };

const grammars: readonly Grammar[] = [
  ...[c, cpp, rust, zig, assembly, make, kconfig, dotConfig, toml, json, linkerScript, modulesList],
];

const THEME = 'studio';

function applyTheme(): void {
  const { theme } = themeStore.getState();
  monaco.editor.defineTheme(
    THEME,
    editorTheme(theme, (name) => hexColor(token(name))),
  );
  monaco.editor.setTheme(THEME);
}

export async function setUp(): Promise<void> {
  // A bundled file of this origin: the content security policy allows no other.
  self.MonacoEnvironment = { getWorker: () => new EditorWorker({ name: 'editor' }) };
  for (const { id, name, monarch, configuration } of grammars) {
    monaco.languages.register({ id, aliases: [name] });
    monaco.languages.setMonarchTokensProvider(id, monarch);
    monaco.languages.setLanguageConfiguration(id, configuration);
  }
  applyTheme();
  themeStore.subscribe((now, before) => now.theme !== before.theme && applyTheme());
  // Widths are measured once: with the bundled font, not with what stands in until it is here.
  await Promise.all(
    ['400 13px "JetBrains Mono"', '600 13px "JetBrains Mono"'].map((font) => document.fonts.load(font)),
  ).catch(() => undefined);
  monaco.editor.remeasureFonts();
}
