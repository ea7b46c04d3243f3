/** A text with what the search has found in it marked. */
import { Fragment } from 'react';

export interface MarkedProps {
  text: string;
  /** [start, end) in UTF-16 units, in order. */
  ranges: readonly (readonly [number, number])[];
}

export function Marked({ text, ranges }: MarkedProps) {
  if (ranges.length === 0) return <>{text}</>;
  let at = 0;
  return (
    <>
      {ranges.map(([start, end]) => {
        const before = text.slice(at, start);
        at = end;
        return (
          <Fragment key={start}>
            {before}
            <mark className="found">{text.slice(start, end)}</mark>
          </Fragment>
        );
      })}
      {text.slice(at)}
    </>
  );
}
