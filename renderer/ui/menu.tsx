/** Menus from data: one that drops from a button, and one that opens at a point (context menu). */
import { Check, ChevronRight } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import { type MouseEvent, type ReactElement, type ReactNode, useState } from 'react';
import { Icon, type IconType } from './icon.tsx';
import { Kbd } from './kbd.tsx';
import { keepFocus } from './keep-focus.ts';
import './menu.css';

export interface MenuAction {
  id: string;
  label: string;
  icon?: IconType | undefined;
  keys?: string | undefined;
  /** Second, quiet part of the line. */
  detail?: string | undefined;
  disabled?: boolean | undefined;
  danger?: boolean | undefined;
  /** Given: a check mark, or room for one. */
  checked?: boolean | undefined;
  onSelect?(): void;
  items?: readonly MenuItem[];
}
export type MenuItem = MenuAction | { id: string; separator: true } | { id: string; heading: string };

function Items({ items }: { items: readonly MenuItem[] }) {
  return items.map((item) => {
    if ('separator' in item) return <Radix.Separator key={item.id} className="menu__separator" />;
    if ('heading' in item)
      return (
        <Radix.Label key={item.id} className="menu__heading">
          {item.heading}
        </Radix.Label>
      );
    const content = (
      <>
        {item.checked === undefined ? (
          <span className="menu__icon">{item.icon ? <Icon of={item.icon} /> : null}</span>
        ) : (
          <span className="menu__icon">{item.checked ? <Icon of={Check} size={14} /> : null}</span>
        )}
        <span className="menu__label">{item.label}</span>
        {item.detail ? <span className="menu__detail">{item.detail}</span> : null}
        {item.keys ? <Kbd keys={item.keys} /> : null}
        {item.items ? <Icon of={ChevronRight} size={14} /> : null}
      </>
    );
    const className = item.danger ? 'menu__item menu__item--danger' : 'menu__item';
    if (item.items)
      return (
        <Radix.Sub key={item.id}>
          <Radix.SubTrigger className={className} disabled={item.disabled ?? false}>
            {content}
          </Radix.SubTrigger>
          <Radix.Portal>
            <Radix.SubContent className="menu" sideOffset={4} collisionPadding={8}>
              <Items items={item.items} />
            </Radix.SubContent>
          </Radix.Portal>
        </Radix.Sub>
      );
    if (item.checked !== undefined)
      return (
        <Radix.CheckboxItem
          key={item.id}
          className={className}
          checked={item.checked}
          disabled={item.disabled ?? false}
          onSelect={() => item.onSelect?.()}
        >
          {content}
        </Radix.CheckboxItem>
      );
    return (
      <Radix.Item
        key={item.id}
        className={className}
        disabled={item.disabled ?? false}
        onSelect={() => item.onSelect?.()}
      >
        {content}
      </Radix.Item>
    );
  });
}

export interface MenuProps {
  /** Accessible name; a menu under a button takes the button's. */
  label?: string;
  /** The button: takes a ref, and may carry a Tooltip of its own only if that forwards props. */
  trigger: ReactElement;
  items: readonly MenuItem[] | (() => readonly MenuItem[]);
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
}

export function Menu({ label, trigger, items, align = 'start', side = 'bottom' }: MenuProps) {
  const [open, setOpen] = useState(false);
  return (
    <Radix.Root open={open} onOpenChange={setOpen} modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className="menu"
          aria-label={label}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          loop
          onCloseAutoFocus={keepFocus}
        >
          {open ? <Items items={typeof items === 'function' ? items() : items} /> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface PointMenu {
  x: number;
  y: number;
  items: readonly MenuItem[];
}

/** A menu at a point of the window; null = closed. Focus returns to where it was. */
export function MenuAt({ at, label, onClose }: { at: PointMenu | null; label: string; onClose(): void }) {
  if (!at) return null;
  return (
    <Radix.Root key={`${at.x},${at.y}`} open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Radix.Trigger asChild>
        <span aria-hidden="true" className="menu__point" style={{ left: at.x, top: at.y }} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className="menu"
          aria-label={label}
          align="start"
          sideOffset={2}
          collisionPadding={8}
          loop
          onCloseAutoFocus={keepFocus}
        >
          <Items items={at.items} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface ContextMenuProps {
  label: string;
  /** Asked when the menu opens; an empty list opens nothing. */
  items(event: MouseEvent): readonly MenuItem[];
  className?: string;
  children: ReactNode;
}

/** Gives the region around `children` a menu for the right button and the menu key. */
export function ContextMenu({ label, items, className, children }: ContextMenuProps) {
  const [at, setAt] = useState<PointMenu | null>(null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the menu key reaches it from the focused child
    <div
      className={className}
      onContextMenu={(event) => {
        const list = items(event);
        if (list.length === 0) return;
        event.preventDefault();
        event.stopPropagation();
        setAt({ x: event.clientX, y: event.clientY, items: list });
      }}
    >
      {children}
      <MenuAt at={at} label={label} onClose={() => setAt(null)} />
    </div>
  );
}
