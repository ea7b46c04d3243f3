/** A turning ring that stands beside a count or a name, never alone; still where motion is reduced. */
import { LoaderCircle } from 'lucide-react';
import { Icon, type IconSize } from './icon.tsx';
import './spinner.css';

export function Spinner({ size = 14 }: { size?: IconSize }) {
  return <Icon of={LoaderCircle} size={size} className="spinner" />;
}
