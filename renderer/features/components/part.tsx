/** A titled part of the components page. */
import type { ReactNode } from 'react';

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="components__part" aria-label={title}>
      <h2 className="components__title">{title}</h2>
      {children}
    </section>
  );
}
