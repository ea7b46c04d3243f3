/** Text of build logs made safe: escape sequences taken out, with or without the colours, and control characters dropped. */

const SEQUENCES =
  // CSI; OSC, DCS, PM, APC, SOS with their text; every other sequence; a cut one at the end.
  /\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~]|$)|\x9b[0-?]*[ -/]*[@-~]/g;
const COLOUR = /^\x1b\[[0-9;:]*m$/;
const CONTROL = /[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]/g;
const ESCAPE = /\x1b/g;
const SUSPICIOUS = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;

/** What a terminal would still show of a line that a program wrote over several times. */
function afterLastReturn(line: string): string {
  const trimmed = line.replace(/\r+$/, '');
  return trimmed.slice(trimmed.lastIndexOf('\r') + 1);
}

/** One line without its line break: no escape sequences, no control characters but tabs. */
export function plainText(line: string): string {
  if (!SUSPICIOUS.test(line)) return line;
  return afterLastReturn(line).replace(SEQUENCES, '').replace(CONTROL, '').replace(ESCAPE, '');
}

/** Like `plainText`, but colours and weights (SGR sequences) stay. */
export function colouredText(line: string): string {
  if (!SUSPICIOUS.test(line)) return line;
  const kept = afterLastReturn(line).replace(SEQUENCES, (sequence) => (COLOUR.test(sequence) ? sequence : ''));
  // Taking a sequence out may join an escape character before it with text after it.
  return kept.replace(CONTROL, '').replace(/\x1b(?!\[[0-9;:]*m)/g, '');
}

/** Like `colouredText` for a piece of a line that has not ended: carriage returns stay, since more may follow them. */
export function colouredPiece(piece: string): string {
  if (!SUSPICIOUS.test(piece)) return piece;
  return piece.split('\r').map(colouredText).join('\r');
}

/** Shortens to `limit` UTF-16 units, and never leaves half a character. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = limit - 1;
  const high = text.charCodeAt(end - 1);
  return `${text.slice(0, high >= 0xd800 && high < 0xdc00 ? end - 1 : end)}…`;
}
