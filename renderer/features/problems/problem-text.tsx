/** A title or reason with its code parts in mono. */
import { textParts } from './problem-words.ts';

export function ProblemText({ text }: { text: string }) {
  return textParts(text).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
    part.code ? <code key={index}>{part.text}</code> : <span key={index}>{part.text}</span>,
  );
}
