/** Tells text from other bytes, and decodes it without losing what a write has to put back (line ends, byte order mark). */

/** Bytes looked at to tell text from binary; the rest of a large file is not read for it. */
export const SNIFF_BYTES = 64 * 1024;

export interface DecodedText {
  /** Without the byte order mark; line ends as they are. */
  readonly text: string;
  /** The more frequent line end; `\n` where there is none. */
  readonly eol: '\n' | '\r\n';
  readonly bom: boolean;
}

/** True where the start of a file holds a NUL byte or is not UTF-8. A character cut off by the end of `head` is no sign. */
export function looksBinary(head: Uint8Array): boolean {
  if (head.includes(0)) return true;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return false;
  } catch {
    return true;
  }
}

/** null: not text (a NUL byte, or not UTF-8). */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  if (bytes.includes(0)) return null;
  const bom = hasBom(bytes);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bom ? bytes.subarray(3) : bytes);
    return { text, eol: lineEnd(text), bom };
  } catch {
    return null;
  }
}

export function hasBom(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function lineEnd(text: string): '\n' | '\r\n' {
  let both = 0;
  let plain = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (text.charCodeAt(at - 1) === 13) both++;
    else plain++;
  }
  return both > plain ? '\r\n' : '\n';
}
