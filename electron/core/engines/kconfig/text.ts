/** From the engine's binary strings (one char for each byte) to text for people; invalid UTF-8 becomes U+FFFD. */

const BYTES = /[\x80-\xff]+/g;

/** A text that may hold both bytes and characters of our own messages, which lie beyond the bytes. */
export function shownText(text: string): string {
  return text.replace(BYTES, decode);
}

function decode(bytes: string): string {
  let out = '';
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    if (length === 0) {
      out += '\ufffd';
      i++;
      continue;
    }
    let code = bytes.charCodeAt(i) & (0xff >> (length + 1));
    for (let k = 1; k < length; k++) code = (code << 6) | (bytes.charCodeAt(i + k) & 0x3f);
    const least = [0, 0, 0x80, 0x800, 0x10000][length]!;
    const valid = code >= least && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    out += valid ? String.fromCodePoint(code) : '\ufffd';
    i += valid ? length : 1;
  }
  return out;
}

/** Bytes of the sequence that starts here; 0 where none does. */
function sequenceLength(bytes: string, at: number): number {
  const first = bytes.charCodeAt(at);
  const length = first >= 0xf0 && first < 0xf8 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc0 ? 2 : 0;
  if (first >= 0xf8) return 0;
  for (let k = 1; k < length; k++) if ((bytes.charCodeAt(at + k) & 0xc0) !== 0x80) return 0;
  return length;
}
