/** The editor's colours, from the same tokens as everything else. */
import type { editor } from 'monaco-editor/editor.js';
import type { ThemeName } from '../../../app/theme.ts';

/** Kinds of tokens of our own grammars and of Monaco's, by the colour of code that they get. */
const TOKEN_COLOURS: Readonly<Record<string, readonly string[]>> = {
  'syn-key': ['keyword', 'tag', 'keyword.flow', 'string.link'],
  'syn-type': ['type', 'attribute.name', 'variable.predefined', 'namespace', 'key'],
  'syn-str': ['string', 'attribute.value', 'regexp', 'string.escape'],
  'syn-num': ['number', 'constant', 'keyword.constant'],
  'syn-fn': ['function', 'predefined', 'support.function'],
  'syn-pre': ['directive', 'annotation', 'metatag', 'meta', 'keyword.directive'],
  'syn-com': ['comment'],
  text: ['', 'identifier', 'variable', 'delimiter', 'operator', 'operators', 'emphasis', 'strong'],
  err: ['string.invalid', 'invalid'],
};

/** `#rrggbb` of any colour that the page's style sheet may hold, system colours included. */
export function hexColor(value: string): string {
  if (/^#[0-9a-f]{6}$/i.test(value)) return value;
  const probe = document.createElement('span');
  probe.style.color = value;
  document.body.append(probe);
  const parts = getComputedStyle(probe).color.match(/[\d.]+/g) ?? ['0', '0', '0'];
  probe.remove();
  return `#${parts
    .slice(0, 3)
    .map((part) => Math.round(Number(part)).toString(16).padStart(2, '0'))
    .join('')}`;
}

/** `alpha` from 0 to 1. */
function faded(hex: string, alpha: number): string {
  return `${hex}${Math.round(alpha * 255)
    .toString(16)
    .padStart(2, '0')}`;
}

/** @param colour value of a token as `#rrggbb` */
export function editorTheme(theme: ThemeName, colour: (name: string) => string): editor.IStandaloneThemeData {
  const contrast = theme === 'hc';
  const none = '#00000000';
  const rules = Object.entries(TOKEN_COLOURS).flatMap(([name, kinds]) =>
    kinds.map((token) => ({ token, foreground: colour(name).slice(1), fontStyle: token === 'strong' ? 'bold' : '' })),
  );
  return {
    base: contrast ? 'hc-black' : theme === 'light' ? 'vs' : 'vs-dark',
    inherit: false,
    rules,
    colors: {
      foreground: colour('text'),
      focusBorder: colour('accent'),
      errorForeground: colour('err'),
      descriptionForeground: colour('text2'),
      'icon.foreground': colour('text2'),
      'textLink.foreground': colour('accent'),
      'textLink.activeForeground': colour('accent-hover'),
      'textCodeBlock.background': colour('chip'),
      'widget.shadow': contrast ? none : faded('#000000', theme === 'light' ? 0.18 : 0.5),
      'widget.border': colour('line2'),
      'scrollbar.shadow': none,
      'scrollbarSlider.background': faded(colour('control'), 0.28),
      'scrollbarSlider.hoverBackground': faded(colour('control'), 0.45),
      'scrollbarSlider.activeBackground': faded(colour('control'), 0.6),

      'editor.background': colour('base'),
      'editor.foreground': colour('text'),
      'editorLineNumber.foreground': colour('text3'),
      'editorLineNumber.dimmedForeground': colour('text3'),
      'editorLineNumber.activeForeground': colour('text'),
      'editorCursor.foreground': colour('accent'),
      // The full tint would leave a comment on paper at 4.47:1.
      'editor.lineHighlightBackground': contrast ? none : faded(colour('hover'), theme === 'light' ? 0.85 : 1),
      'editor.lineHighlightBorder': contrast ? colour('line') : none,
      'editor.selectionBackground': colour('select'),
      'editor.inactiveSelectionBackground': faded(colour('select'), 0.6),
      'editor.selectionHighlightBackground': faded(colour('select'), 0.6),
      'editor.wordHighlightBackground': faded(colour('select'), 0.7),
      'editor.wordHighlightStrongBackground': faded(colour('select'), 0.9),
      'editor.findMatchBackground': colour('warn-soft'),
      'editor.findMatchBorder': colour('warn'),
      'editor.findMatchHighlightBackground': colour('warn-soft'),
      'editor.findMatchHighlightBorder': contrast ? colour('warn-line') : none,
      'editor.findRangeHighlightBackground': faded(colour('select'), 0.3),
      'editor.rangeHighlightBackground': faded(colour('select'), 0.5),
      'editor.foldBackground': faded(colour('accent-soft'), 0.6),
      'editorGutter.foldingControlForeground': colour('text3'),
      'editorIndentGuide.background1': colour('line'),
      'editorIndentGuide.activeBackground1': colour('line2'),
      'editorWhitespace.foreground': colour('line2'),
      'editorRuler.foreground': colour('line'),
      'editorLink.activeForeground': colour('accent'),
      'editorBracketMatch.background': contrast ? none : colour('active'),
      'editorBracketMatch.border': colour('control'),
      'editorUnicodeHighlight.border': colour('warn'),
      'editorError.foreground': colour('err'),
      'editorWarning.foreground': colour('warn'),
      'editorInfo.foreground': colour('accent'),
      'editorHint.foreground': colour('text3'),
      'editorLightBulb.foreground': colour('warn'),
      'editorLightBulbAutoFix.foreground': colour('warn'),
      'editorOverviewRuler.border': none,
      'editorOverviewRuler.errorForeground': colour('err'),
      'editorOverviewRuler.warningForeground': colour('warn'),
      'editorOverviewRuler.infoForeground': colour('accent'),
      'editorOverviewRuler.findMatchForeground': colour('warn'),
      'editorOverviewRuler.bracketMatchForeground': none,
      'editorOverviewRuler.wordHighlightForeground': none,
      'editorOverviewRuler.wordHighlightStrongForeground': none,
      'editorOverviewRuler.selectionHighlightForeground': none,
      'minimap.background': colour('base'),
      'minimap.foregroundOpacity': contrast ? '#000000ff' : '#000000a6',
      'minimap.errorHighlight': colour('err'),
      'minimap.warningHighlight': colour('warn'),
      'minimap.findMatchHighlight': colour('warn'),
      'minimap.selectionHighlight': colour('select'),
      'minimapSlider.background': faded(colour('control'), 0.14),
      'minimapSlider.hoverBackground': faded(colour('control'), 0.22),
      'minimapSlider.activeBackground': faded(colour('control'), 0.3),

      'editorWidget.background': colour('overlay'),
      'editorWidget.foreground': colour('text'),
      'editorWidget.border': colour('line2'),
      'editorWidget.resizeBorder': colour('accent'),
      'editorHoverWidget.background': colour('overlay'),
      'editorHoverWidget.foreground': colour('text'),
      'editorHoverWidget.border': colour('line2'),
      'editorHoverWidget.statusBarBackground': colour('side'),
      'editorSuggestWidget.background': colour('overlay'),
      'editorSuggestWidget.border': colour('line2'),
      'editorSuggestWidget.foreground': colour('text'),
      'editorSuggestWidget.highlightForeground': colour('accent'),
      'editorSuggestWidget.focusHighlightForeground': colour('accent'),
      'editorSuggestWidget.selectedBackground': colour('select'),
      'editorSuggestWidget.selectedForeground': colour('text'),
      'editorStickyScroll.background': colour('base'),
      'list.hoverBackground': colour('hover'),
      'list.focusBackground': colour('select'),
      'list.focusForeground': colour('text'),
      'list.activeSelectionBackground': colour('select'),
      'list.activeSelectionForeground': colour('text'),
      'list.inactiveSelectionBackground': colour('hover'),
      'list.highlightForeground': colour('accent'),
      'input.background': colour('base'),
      'input.foreground': colour('text'),
      'input.border': colour('control'),
      'input.placeholderForeground': colour('text3'),
      'inputOption.activeBackground': colour('accent-soft'),
      'inputOption.activeBorder': colour('accent-line'),
      'inputOption.activeForeground': colour('accent'),
      'inputOption.hoverBackground': colour('hover'),
      'inputValidation.errorBackground': colour('err-soft'),
      'inputValidation.errorBorder': colour('err'),
      'toolbar.hoverBackground': colour('hover'),
      'button.background': colour('accent'),
      'button.foreground': colour('accent-ink'),
      'button.hoverBackground': colour('accent-hover'),
      'badge.background': colour('chip'),
      'badge.foreground': colour('text'),
      'progressBar.background': colour('accent'),
      'keybindingLabel.background': none,
      'keybindingLabel.foreground': colour('text3'),
      'keybindingLabel.border': none,
      'keybindingLabel.bottomBorder': none,
      'menu.background': colour('overlay'),
      'menu.foreground': colour('text'),
      'menu.border': colour('line2'),
      'menu.selectionBackground': colour('select'),
      'menu.selectionForeground': colour('text'),
      'menu.separatorBackground': colour('line'),
      'editorActionList.background': colour('overlay'),
      'editorActionList.foreground': colour('text'),
      'editorActionList.focusBackground': colour('select'),
      'editorActionList.focusForeground': colour('text'),
      'diffEditor.insertedLineBackground': faded(colour('ok-soft'), contrast ? 0 : 0.7),
      'diffEditor.insertedTextBackground': contrast ? none : colour('ok-soft'),
      'diffEditor.insertedTextBorder': contrast ? colour('ok') : none,
      'diffEditor.removedLineBackground': faded(colour('err-soft'), contrast ? 0 : 0.7),
      'diffEditor.removedTextBackground': contrast ? none : colour('err-soft'),
      'diffEditor.removedTextBorder': contrast ? colour('err') : none,
      'diffEditor.diagonalFill': colour('line'),
      'diffEditor.border': colour('line'),
      'diffEditorGutter.insertedLineBackground': faded(colour('ok-soft'), 0.7),
      'diffEditorGutter.removedLineBackground': faded(colour('err-soft'), 0.7),
      'diffEditor.unchangedRegionBackground': colour('side'),
      'diffEditor.unchangedRegionForeground': colour('text3'),
      'diffEditorOverview.insertedForeground': colour('ok'),
      'diffEditorOverview.removedForeground': colour('err'),
    },
  };
}
