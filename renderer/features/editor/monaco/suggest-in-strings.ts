/** Texts in which something can be offered inside of strings too: in others what is typed there is nobody's business. */
import type { editor } from 'monaco-editor/editor.js';
import type { Monaco } from './load-monaco.ts';

type Wanted = (model: editor.ITextModel) => boolean;

const wanted: Wanted[] = [];

/** Called when Monaco is there, before the first editor is made. */
export function suggestInStrings(monaco: Monaco, wants: Wanted): void {
  wanted.push(wants);
  if (wanted.length > 1) return;
  monaco.editor.onDidCreateEditor((one) => {
    let shown = false;
    const follow = () => {
      const model = one.getModel();
      const now = model !== null && wanted.some((wants) => wants(model));
      if (now === shown) return;
      shown = now;
      one.updateOptions({ quickSuggestions: { other: 'on', comments: 'off', strings: shown ? 'on' : 'off' } });
    };
    one.onDidChangeModel(follow);
    follow();
  });
}
