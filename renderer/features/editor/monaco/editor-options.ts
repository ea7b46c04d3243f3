/** How the editor is set: from the person's settings, the rest as the product's look wants it. */
import type { editor } from 'monaco-editor/editor.js';
import type { Settings } from '#core/contract/settings.ts';

const FONT = '"JetBrains Mono", ui-monospace, "DejaVu Sans Mono", monospace';

/** 13 px text stands on lines of 20. */
export function lineHeightOf(fontSize: number): number {
  return Math.round((fontSize * 20) / 13);
}

export function changingOptions(settings: Settings, reducedMotion: boolean) {
  return {
    fontSize: settings.editorFontSize,
    lineHeight: lineHeightOf(settings.editorFontSize),
    wordWrap: settings.editorWordWrap ? 'on' : 'off',
    minimap: {
      enabled: settings.editorMinimap,
      renderCharacters: false,
      maxColumn: 64,
      showSlider: 'mouseover',
      size: 'proportional',
      scale: 1,
    },
    cursorBlinking: reducedMotion ? 'solid' : 'blink',
    cursorSmoothCaretAnimation: 'off',
    smoothScrolling: false,
  } satisfies editor.IEditorOptions;
}

export const fixedOptions = {
  fontFamily: FONT,
  fontLigatures: false,
  fontWeight: '400',
  // Screen readers and tests read the text; a plain textarea is what both know.
  accessibilitySupport: 'on',
  editContext: false,
  // The product's own menu takes its place.
  contextmenu: false,
  automaticLayout: true,
  fixedOverflowWidgets: true,
  glyphMargin: true,
  lineNumbersMinChars: 4,
  lineDecorationsWidth: 0,
  folding: true,
  showFoldingControls: 'mouseover',
  padding: { top: 4, bottom: 4 },
  renderLineHighlight: 'all',
  renderWhitespace: 'selection',
  scrollBeyondLastLine: true,
  overviewRulerBorder: false,
  overviewRulerLanes: 2,
  hideCursorInOverviewRuler: true,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  bracketPairColorization: { enabled: false },
  guides: { indentation: false, bracketPairs: false },
  matchBrackets: 'always',
  lightbulb: { enabled: 'off' as editor.ShowLightbulbIconMode },
  // Enter ends the line, whatever is suggested; Tab takes the suggestion.
  acceptSuggestionOnEnter: 'off',
  wordBasedSuggestions: 'currentDocument',
  quickSuggestionsDelay: 200,
  suggest: { showWords: true },
  occurrencesHighlight: 'singleFile',
  stickyScroll: { enabled: false },
  dragAndDrop: true,
  links: true,
  colorDecorators: false,
  unicodeHighlight: { ambiguousCharacters: false },
  wordSegmenterLocales: [],
  stopRenderingLineAfter: 10_000,
  find: { addExtraSpaceOnTop: false, seedSearchStringFromSelection: 'selection' },
} satisfies editor.IStandaloneEditorConstructionOptions;
