/** An on/off switch with its label. */
import { type ReactNode, useId } from 'react';
import './switch.css';

export interface SwitchProps {
  label: ReactNode;
  checked: boolean;
  onChange(checked: boolean): void;
  hideLabel?: boolean;
  disabled?: boolean;
}

export function Switch({ label, checked, onChange, hideLabel = false, disabled = false }: SwitchProps) {
  const id = useId();
  return (
    <span className="switch">
      <button
        type="button"
        role="switch"
        aria-checked={checked}
        aria-labelledby={id}
        disabled={disabled}
        className="switch__track"
        onClick={() => onChange(!checked)}
      >
        <span className="switch__thumb" />
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button beside it is the keyboard's way */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the pointer */}
      <span id={id} className={hideLabel ? 'sr-only' : undefined} onClick={() => !disabled && onChange(!checked)}>
        {label}
      </span>
    </span>
  );
}
