/** The text field inside a row of the tree, for a new name. */
import { useLayoutEffect, useRef, useState } from 'react';
import { checkName } from './file-tree.ts';
import './name-input.css';

export interface NameInputProps {
  label: string;
  value: string;
  /** Names of the same folder. */
  taken: ReadonlySet<string>;
  mayHaveFolders: boolean;
  onDone(name: string): void;
  onCancel(): void;
}

export function NameInput({ label, value, taken, mayHaveFolders, onDone, onCancel }: NameInputProps) {
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const settled = useRef(false);
  const typed = text !== '' && text !== value;
  const complaint = typed ? checkName(text, taken, mayHaveFolders) : null;

  useLayoutEffect(() => {
    const field = input.current;
    if (!field) return;
    field.focus();
    // The extension usually stays.
    const dot = value.lastIndexOf('.');
    field.setSelectionRange(0, dot > 0 ? dot : value.length);
  }, [value]);

  const settle = (done: boolean) => {
    if (settled.current) return;
    settled.current = true;
    if (done && typed && complaint === null) onDone(text);
    else onCancel();
  };

  return (
    <span className="name-input">
      <input
        ref={input}
        type="text"
        aria-label={label}
        aria-invalid={complaint !== null}
        aria-errormessage={complaint ? 'name-input-complaint' : undefined}
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') settle(false);
          else if (event.key === 'Enter' && (complaint === null || !typed)) settle(true);
        }}
        onBlur={() => settle(complaint === null)}
      />
      {complaint ? (
        <span id="name-input-complaint" className="name-input__complaint" role="alert">
          {complaint}
        </span>
      ) : null}
    </span>
  );
}
