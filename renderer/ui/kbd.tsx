/** The keys of a shortcut as they are printed on the keyboard: "Ctrl+Shift+B" reads "Ctrl Shift B". */
import './kbd.css';

export function Kbd({ keys }: { keys: string }) {
  return <kbd className="kbd">{keys.replaceAll('+', ' ').replace(/ {2}$/, ' +')}</kbd>;
}
