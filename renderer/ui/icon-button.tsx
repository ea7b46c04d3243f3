/** A button that is only an icon: 28 px square, always with a name and a tooltip. */
import type { ButtonHTMLAttributes, Ref } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconSize, type IconType } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';
import './icon-button.css';

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'aria-label'> {
  /** Accessible name and tooltip: a verb first. */
  label: string;
  icon: IconType;
  size?: 24 | 28 | 32;
  iconSize?: IconSize;
  filled?: boolean;
  keys?: string | undefined;
  /** Given: a toggle. */
  pressed?: boolean;
  /** Why it is disabled. */
  reason?: string | undefined;
  tooltipSide?: 'top' | 'right' | 'bottom' | 'left';
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({
  label,
  icon,
  size = 28,
  iconSize = 16,
  filled = false,
  keys,
  pressed,
  reason,
  tooltipSide = 'bottom',
  disabled = false,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={disabled && reason ? reason : label} keys={keys} side={tooltipSide}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={disabled || undefined}
        className={classNames('icon-button', `icon-button--${size}`, className)}
        onClick={disabled ? undefined : onClick}
      >
        <Icon of={icon} size={iconSize} filled={filled} />
      </button>
    </Tooltip>
  );
}
