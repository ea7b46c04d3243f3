/**
 * The newest thousand lines of the console as text that is read, not seen: a terminal draws only the rows that are in
 * view, and says nothing to a screen reader.
 */
import { memo } from 'react';
import { useStore } from 'zustand';
import type { SerialScreen } from './serial-screen.ts';

export function SerialText({ screen }: { screen: SerialScreen }) {
  useStore(screen.store, (state) => state.textVersion);
  const { firstNumber, lines } = screen.log.read();
  return (
    <div role="log" aria-label="Serial text" className="sr-only">
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: it is the number of the line, which stays
        <Line key={firstNumber + i} text={line} />
      ))}
    </div>
  );
}

const Line = memo(function Line({ text }: { text: string }) {
  return <div>{`${text}\n`}</div>;
});
