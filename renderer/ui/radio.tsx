/** Radio buttons: the 16 px mark, one line with a label, and a whole card that is one radio. */
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import './radio.css';

export function RadioMark({ on }: { on: boolean }) {
  return <span aria-hidden="true" className={classNames('radio-mark', on && 'radio-mark--on')} />;
}

export interface RadioProps {
  /** Groups radios of which one is on. */
  name: string;
  label: ReactNode;
  checked: boolean;
  onSelect(): void;
  hint?: ReactNode;
  disabled?: boolean;
}

export function Radio({ name, label, checked, onSelect, hint, disabled = false }: RadioProps) {
  const id = useId();
  return (
    <label className={classNames('radio', disabled && 'radio--off')}>
      <input
        type="radio"
        className="radio__input"
        name={name}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? id : undefined}
        onChange={onSelect}
      />
      <RadioMark on={checked} />
      <span>
        {label}
        {hint ? (
          <span id={id} className="radio__hint">
            {hint}
          </span>
        ) : null}
      </span>
    </label>
  );
}

export interface RadioCardProps {
  name: string;
  /** Accessible name of the radio. */
  label: string;
  checked: boolean;
  onSelect(): void;
  disabled?: boolean;
  className?: string;
  /** The card's content; it places the mark itself by `<RadioMark>`. */
  children: ReactNode;
}

export function RadioCard({ name, label, checked, onSelect, disabled = false, className, children }: RadioCardProps) {
  const id = useId();
  return (
    <label className={classNames('radio-card', checked && 'radio-card--on', disabled && 'radio-card--off', className)}>
      <input
        type="radio"
        className="radio__input"
        name={name}
        aria-label={label}
        aria-describedby={id}
        checked={checked}
        disabled={disabled}
        onChange={onSelect}
      />
      <span id={id} className="radio-card__content">
        {children}
      </span>
    </label>
  );
}
