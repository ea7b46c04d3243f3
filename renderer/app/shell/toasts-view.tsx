/** The toasts in the corner: each goes after 6 s, later while it is hovered or focused; errors stay. */
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Toast } from '../../ui/toast.tsx';
import { dismissToast, type ShownToast, toastForMs, toastStore } from '../toasts.ts';
import './toasts-view.css';

export function Toasts() {
  const shown = useStore(toastStore, (state) => state.shown);
  return (
    <section className="toasts" aria-label="Messages">
      {shown.map((message) => (
        <TimedToast key={message.id} message={message} />
      ))}
    </section>
  );
}

function TimedToast({ message }: { message: ShownToast }) {
  const [held, setHeld] = useState(false);
  const { id, tone, title, text, action } = message;
  useEffect(() => {
    if (held || tone === 'err') return;
    const timer = setTimeout(() => dismissToast(id), toastForMs);
    return () => clearTimeout(timer);
  }, [held, tone, id]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the message while somebody reads it
    <div
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Toast tone={tone} title={title} text={text} action={action} onClose={() => dismissToast(id)} />
    </div>
  );
}
