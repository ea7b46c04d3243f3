/** A labelled line of text: label above, hint below, or one sentence of error that says the way out. */
import { CircleX } from 'lucide-react';
import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import './text-field.css';

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  label: string;
  value: string;
  onChange(value: string): void;
  hint?: ReactNode;
  error?: ReactNode;
  /** Code, paths. */
  mono?: boolean;
  /** Label for screen readers only. */
  hideLabel?: boolean;
  /** At the right of the field: a button. */
  after?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, hint, error, mono = false, hideLabel = false, after, className, ...rest } = props;
  const id = useId();
  const below = error ?? hint;
  return (
    <div className={classNames('text-field', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-field__label'}>
        {label}
      </label>
      <div className="text-field__line">
        <span className="text-field__box">
          <input
            {...rest}
            id={id}
            value={value}
            spellCheck={false}
            autoComplete="off"
            aria-invalid={error ? true : undefined}
            aria-describedby={below ? `${id}-below` : undefined}
            className={classNames('input', mono && 't-code', Boolean(error) && 'input--error')}
            onChange={(event) => onChange(event.target.value)}
          />
          {error ? <Icon of={CircleX} className="text-field__error-icon" /> : null}
        </span>
        {after}
      </div>
      {below ? (
        <div id={`${id}-below`} className={error ? 'text-field__error' : 'text-field__hint'} aria-live="polite">
          {below}
        </div>
      ) : null}
    </div>
  );
}
