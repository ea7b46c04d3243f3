/** One of a few, side by side: a radio group that looks like a row of buttons. */
import { useId } from 'react';
import { Icon, type IconType } from './icon.tsx';
import './segmented.css';

export interface SegmentedProps<V extends string> {
  label: string;
  value: V;
  options: readonly { value: V; label: string; icon?: IconType }[];
  onChange(value: V): void;
}

export function Segmented<V extends string>({ label, value, options, onChange }: SegmentedProps<V>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="segmented">
      {options.map((option) => (
        <label key={option.value} className="segmented__option">
          <input
            type="radio"
            className="radio__input"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.icon ? <Icon of={option.icon} size={14} /> : null}
          {option.label}
        </label>
      ))}
    </div>
  );
}
