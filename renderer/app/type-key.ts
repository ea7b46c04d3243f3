/** Types a held key into what has the focus now, as if it were pressed there: in a field, a terminal, on a button or in a tree. */

/** Older than `key`, and what terminals and editors still read. */
const keyCodes: Readonly<Record<string, number>> = { Enter: 13, Backspace: 8 };

/** @param key `KeyboardEvent.key` of a character, Enter or Backspace */
export function typeKey(key: string): void {
  const target = document.activeElement;
  if (!(target instanceof HTMLElement)) return;
  const isText =
    target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target.isContentEditable;
  // A character comes into a text by itself; everything else is first offered as a key.
  if ((!isText || key.length > 1) && press(target, key)) return;
  if (isText) {
    if (key === 'Backspace') document.execCommand('delete');
    else if (key !== 'Enter') document.execCommand('insertText', false, key);
    else if (target instanceof HTMLInputElement) target.form?.requestSubmit();
    else document.execCommand('insertText', false, '\n');
  } else if (target instanceof HTMLButtonElement && (key === 'Enter' || key === ' ')) target.click();
}

/** @returns true where somebody has answered the key */
function press(target: HTMLElement, key: string): boolean {
  const keyCode = keyCodes[key] ?? 0;
  const about = { key, code: key, keyCode, which: keyCode, bubbles: true, cancelable: true, composed: true };
  const answered = !target.dispatchEvent(new KeyboardEvent('keydown', about));
  target.dispatchEvent(new KeyboardEvent('keyup', about));
  return answered;
}
