/** One short message in the corner: what happened, where it was seen, and one button that leads there. */
import { CircleAlert, CircleCheck, CircleX, Info, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import './toast.css';

export type ToastTone = 'ok' | 'err' | 'warn' | 'info';
const icons = { ok: CircleCheck, err: CircleX, warn: CircleAlert, info: Info };

export interface ToastProps {
  tone: ToastTone;
  title: ReactNode;
  text?: ReactNode;
  action?: { label: string; run(): void } | undefined;
  onClose(): void;
}

export function Toast({ tone, title, text, action, onClose }: ToastProps) {
  return (
    <div className="toast" role={tone === 'err' ? 'alert' : 'status'}>
      <Icon of={icons[tone]} className={`toast__icon t-${tone}`} />
      <div className="toast__text">
        <p className="t-strong">{title}</p>
        {text ? <p className="toast__detail">{text}</p> : null}
      </div>
      {action ? (
        <Button
          size={24}
          kind={tone === 'err' ? 'secondary' : 'quiet'}
          onClick={() => {
            action.run();
            onClose();
          }}
        >
          {action.label}
        </Button>
      ) : null}
      <IconButton label="Dismiss" icon={X} size={24} iconSize={14} onClick={onClose} />
    </div>
  );
}
