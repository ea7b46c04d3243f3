/**
 * Makes a guest's bytes safe for the person's own terminal, or plain for a file. A guest may write, colour and move the
 * cursor; it may not set titles, write the clipboard, switch modes or ask the terminal questions that it would answer
 * as if the person typed.
 */

/** Colours, cursor moves and erasing: nothing of these makes a terminal answer or remember. */
const HARMLESS = /^\x1b\[[\d;:]*[mABCDEFGHJKdfPX@LM]$/;
const SEQUENCE_LIMIT = 256;

type State = 'text' | 'escape' | 'control' | 'string' | 'string-escape';

export class GuestText {
  private readonly decoder = new TextDecoder('utf-8');
  private state: State = 'text';
  private sequence = '';

  /** @param plain no escape sequences at all, and line ends as `\n` */
  constructor(private readonly plain: boolean) {}

  /** What may be shown of the next bytes; the start of a sequence waits for its rest. */
  read(bytes: Uint8Array): string {
    let shown = '';
    for (const char of this.decoder.decode(bytes, { stream: true })) shown += this.next(char);
    return shown;
  }

  private next(char: string): string {
    switch (this.state) {
      case 'text':
        return this.text(char);
      case 'escape':
        this.sequence += char;
        if (char === '[') this.state = 'control';
        else if (/[\]PX^_]/.test(char)) this.state = 'string';
        // Two-character sequences reset the terminal or switch its character sets.
        else if (!/[ -/]/.test(char)) this.state = 'text';
        return '';
      case 'control':
        this.sequence += char;
        if (this.sequence.length <= SEQUENCE_LIMIT && /[ -?]/.test(char)) return '';
        this.state = 'text';
        return !this.plain && HARMLESS.test(this.sequence) ? this.sequence : '';
      case 'string':
        if (char === '\x07' || char === '\x9c') this.state = 'text';
        else if (char === '\x1b') this.state = 'string-escape';
        return '';
      case 'string-escape':
        this.state = char === '\\' ? 'text' : 'string';
        return '';
    }
  }

  private text(char: string): string {
    if (char === '\x1b') {
      this.state = 'escape';
      this.sequence = char;
      return '';
    }
    if (char === '\n' || char === '\t') return char;
    if (this.plain) return /[\x00-\x1f\x7f-\x9f]/.test(char) ? '' : char;
    return char === '\r' || char === '\b' || char === '\x07' || !/[\x00-\x1f\x7f-\x9f]/.test(char) ? char : '';
  }
}
