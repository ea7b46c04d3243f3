/** A check box with its label. `tinted` = set by something else; `blocked` = dashed with a lock, still selectable. */
import { Check, Lock, Minus } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import './checkbox.css';

export type CheckLook = 'off' | 'on' | 'mixed' | 'tinted' | 'blocked';

/** The 16 px box alone, for rows that carry `aria-checked` themselves. */
export function CheckMark({ look }: { look: CheckLook }) {
  return (
    <span aria-hidden="true" className={classNames('check-mark', `check-mark--${look}`)}>
      {look === 'on' || look === 'tinted' ? <Icon of={Check} size={12} /> : null}
      {look === 'mixed' ? <Icon of={Minus} size={12} /> : null}
      {look === 'blocked' ? <Icon of={Lock} size={12} /> : null}
    </span>
  );
}

export interface CheckboxProps {
  label: ReactNode;
  checked: boolean;
  onChange(checked: boolean): void;
  hint?: ReactNode;
  disabled?: boolean;
  className?: string;
}

export function Checkbox({ label, checked, onChange, hint, disabled = false, className }: CheckboxProps) {
  const id = useId();
  return (
    <div className={classNames('checkbox', disabled && 'checkbox--off', className)}>
      <label className="checkbox__line">
        <input
          type="checkbox"
          className="checkbox__input"
          checked={checked}
          disabled={disabled}
          aria-describedby={hint ? id : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        <CheckMark look={checked ? 'on' : 'off'} />
        <span>{label}</span>
      </label>
      {hint ? (
        <p id={id} className="checkbox__hint">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
