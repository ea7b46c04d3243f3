/** The four kinds of button. While `loading` the icon becomes a spinner and the width stays. */
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconType } from './icon.tsx';
import { Spinner } from './spinner.tsx';
import { Tooltip } from './tooltip.tsx';
import './button.css';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  kind?: 'primary' | 'secondary' | 'quiet' | 'stop' | 'link';
  /** Pixels of height: 24 in rows, 40 for the one hero button. */
  size?: 24 | 32 | 40;
  icon?: IconType;
  /** Icon after the text. */
  iconAfter?: IconType;
  /** For play and stop. */
  iconFilled?: boolean;
  loading?: boolean;
  /** Why it is disabled, or more than the text says; shown as a tooltip. */
  hint?: ReactNode;
  /** Key of the command, shown in the tooltip: "Ctrl+Shift+B". */
  keys?: string | undefined;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  kind = 'secondary',
  size = 32,
  icon,
  iconAfter,
  iconFilled = false,
  loading = false,
  hint,
  keys,
  disabled = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  // A disabled button with a reason stays reachable: its tooltip has to be found by hover and by focus.
  const explained = disabled && hint !== undefined;
  const iconSize = size === 40 ? 16 : 14;
  const button = (
    <button
      type="button"
      {...rest}
      className={classNames('button', `button--${kind}`, `button--${size}`, className)}
      disabled={disabled && !explained}
      aria-disabled={explained || loading || undefined}
      aria-busy={loading || undefined}
      onClick={explained || loading ? undefined : onClick}
    >
      {loading && icon ? <Spinner size={iconSize} /> : null}
      {!loading && icon ? <Icon of={icon} size={iconSize} filled={iconFilled} /> : null}
      {children}
      {loading && !icon ? <Spinner size={iconSize} /> : null}
      {iconAfter ? <Icon of={iconAfter} size={iconSize} /> : null}
    </button>
  );
  if (hint === undefined && !keys) return button;
  return (
    <Tooltip text={hint ?? children} keys={keys}>
      {button}
    </Tooltip>
  );
}
