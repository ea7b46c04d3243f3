/** A search box with what it found ("38 of 670") and a button that clears it. */
import { Search, X } from 'lucide-react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import './text-field.css';
import './search-field.css';

export interface SearchFieldProps {
  /** Accessible name; also the placeholder. */
  label: string;
  placeholder?: string;
  value: string;
  onChange(value: string): void;
  /** "38 of 670"; read out politely. */
  found?: string | undefined;
  /** Toggles at the right end. */
  after?: ReactNode;
  /** Without the magnifier, for find bars. */
  plain?: boolean;
  onKeyDown?(event: KeyboardEvent<HTMLInputElement>): void;
  ref?: Ref<HTMLInputElement>;
}

export function SearchField(props: SearchFieldProps) {
  const { label, placeholder = label, value, onChange, found, after, plain = false, onKeyDown, ref } = props;
  return (
    <div className="search-field">
      {plain ? null : <Icon of={Search} className="search-field__icon" />}
      <input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        spellCheck={false}
        autoComplete="off"
        className={plain ? 'search-field__input search-field__input--plain' : 'search-field__input'}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.stopPropagation();
            event.preventDefault();
            onChange('');
          }
          onKeyDown?.(event);
        }}
      />
      <span className="search-field__found t-num" role="status" aria-label="Matches">
        {value === '' ? '' : found}
      </span>
      {after}
      {value === '' ? null : <IconButton label="Clear" icon={X} size={24} iconSize={14} onClick={() => onChange('')} />}
    </div>
  );
}
