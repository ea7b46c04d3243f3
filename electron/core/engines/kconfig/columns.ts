/** Growing of the integer columns that tables are made of: many thousand rows, and no object for any of them. */

/** Small ones grow faster: most trees are either small or large. */
const largerLength = ({ length }: Int32Array | Uint8Array): number => length * (length < 4096 ? 4 : 2);

export function grown(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(largerLength(column));
  larger.set(column);
  return larger;
}

export function grownBytes(column: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(largerLength(column));
  larger.set(column);
  return larger;
}
