/** A modal dialog: title, one paragraph, content, and a foot with the primary button at the right. Esc is the safe answer. */
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode, RefObject } from 'react';
import type { IconType } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import { IconTile } from './icon-tile.tsx';
import { keepFocus } from './keep-focus.ts';
import './dialog.css';

export interface DialogProps {
  open: boolean;
  onClose(): void;
  title: string;
  description?: ReactNode;
  /** Tile before the title. */
  icon?: IconType;
  iconTone?: 'accent' | 'warn' | 'err';
  width?: number;
  height?: number;
  /** The close button at the top right; a dialog that asks a question has answers instead. */
  closable?: boolean;
  /** Under the title, above the line: steps of a wizard. */
  head?: ReactNode;
  foot?: ReactNode;
  /** Gets the focus first: the safe choice. */
  initialFocus?: RefObject<HTMLElement | null>;
  children?: ReactNode;
  className?: string;
}

export function Dialog(props: DialogProps) {
  const { open, onClose, title, description, icon, iconTone = 'accent', width = 464, closable = true } = props;
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="dialog__scrim" />
        <Radix.Content
          className={`dialog ${props.className ?? ''}`}
          style={{ width, height: props.height }}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          onOpenAutoFocus={(event) => {
            const first = props.initialFocus?.current;
            if (!first) return;
            event.preventDefault();
            first.focus();
            // A button that cannot be pressed yet takes no focus: the keys are the dialog's all the same.
            if (document.activeElement !== first) (event.currentTarget as HTMLElement).focus();
          }}
          onCloseAutoFocus={keepFocus}
        >
          <div className={props.head ? 'dialog__top dialog__top--lined' : 'dialog__top'}>
            <div className="dialog__heading">
              {icon ? <IconTile of={icon} tone={iconTone} /> : null}
              <Radix.Title className={icon ? 't-heading' : 't-title'}>{title}</Radix.Title>
            </div>
            {description === undefined ? null : (
              <Radix.Description asChild>
                <div className="dialog__description">{description}</div>
              </Radix.Description>
            )}
            {props.head}
            {closable ? (
              <IconButton className="dialog__close" label="Close" icon={X} size={32} onClick={onClose} />
            ) : null}
          </div>
          {props.children === undefined ? null : <div className="dialog__body">{props.children}</div>}
          {props.foot ? <div className="dialog__foot">{props.foot}</div> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
