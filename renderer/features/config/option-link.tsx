/** The name of an option as a link to it, and texts in which names stand between backticks. */
import { Fragment } from 'react';
import { jumpTo, session } from './config-store.ts';

export function OptionLink({ option, text }: { option: string; text?: string }) {
  const tree = session()?.config?.tree;
  const known = tree?.optionOf(option) !== undefined;
  const prompt = tree?.promptOf(option);
  const name = text ?? (option.startsWith('choice:') ? prompt || option : option);
  if (!known) return <code className="option-link">{name}</code>;
  if (!prompt)
    return (
      <code className="option-link" title="It has no prompt, so the tree has no row for it.">
        {name}
      </code>
    );
  return (
    <button type="button" className="option-link option-link--live" title={prompt} onClick={() => jumpTo(option)}>
      {name}
    </button>
  );
}

/** Pieces of a text by backticks; every second one is a name. */
export function TextWithOptions({ text }: { text: string }) {
  return (
    <>
      {text.split('`').map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
        <Fragment key={index}>
          {index % 2 === 1 ? <OptionLink option={piece.replace(/^CONFIG_/, '')} text={piece} /> : piece}
        </Fragment>
      ))}
    </>
  );
}
