/**
 * Decodes a guest's filtered bytes as UTF-8. Invalid bytes become U+FFFD; marks piled on one character are cut off after a few (a terminal keeps
 * all of them in one cell), and characters that turn the direction of text round are dropped.
 */

const MAX_MARKS = 8;
const INTERESTING = /[\p{M}\p{Cf}]/u;
const MARK = /^[\p{M}\p{Cf}]$/u;
const TURNS_ROUND = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export class GuestText {
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  private marks = 0;

  push(bytes: Uint8Array): string {
    const text = this.decoder.decode(bytes, { stream: true });
    if (text === '') return '';
    if (!INTERESTING.test(text)) {
      this.marks = 0;
      return text;
    }
    let out = '';
    for (const char of text.replace(TURNS_ROUND, '')) {
      this.marks = MARK.test(char) ? this.marks + 1 : 0;
      if (this.marks <= MAX_MARKS) out += char;
    }
    return out;
  }
}
