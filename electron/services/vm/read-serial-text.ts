/** The serial text of a session in one piece, for saving it. */
import type { ByteSource } from '#core/contract/handlers.ts';

/** A larger one is cut to its newest part. */
const MOST_BYTES = 64 << 20;
const PIECE = 1 << 20;

export interface SerialText {
  readonly text: string;
  /** Of the whole serial text, also of what was cut away. */
  readonly bytes: number;
  readonly truncated: boolean;
}

export async function readSerialText(source: ByteSource): Promise<SerialText> {
  const end = source.endOffset;
  const from = Math.max(source.firstOffset, end - MOST_BYTES);
  const pieces: Uint8Array[] = [];
  for (let at = from; at < end; ) {
    const piece = await source.read(at, Math.min(PIECE, end - at));
    if (piece.length === 0) break;
    pieces.push(piece);
    at += piece.length;
  }
  return { text: Buffer.concat(pieces).toString('utf8'), bytes: end, truncated: from > 0 };
}
