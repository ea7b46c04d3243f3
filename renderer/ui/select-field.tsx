/** One of a list: the system's own select, dressed as an input, so that keyboard and screen reader are the system's. */
import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { Icon } from './icon.tsx';
import './text-field.css';
import './select-field.css';

export interface SelectFieldProps<V extends string> {
  label: string;
  value: V;
  options: readonly { value: V; label: string; disabled?: boolean }[];
  onChange(value: V): void;
  hideLabel?: boolean;
  disabled?: boolean;
}

export function SelectField<V extends string>(props: SelectFieldProps<V>) {
  const { label, value, options, onChange, hideLabel = false, disabled = false } = props;
  const id = useId();
  return (
    <div className="text-field">
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-field__label'}>
        {label}
      </label>
      <span className="select-field">
        <select
          id={id}
          className="input select-field__select"
          value={value}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value as V)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon of={ChevronDown} className="select-field__icon" />
      </span>
    </div>
  );
}
