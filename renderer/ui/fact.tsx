/**
 * A quiet fact at the end of a row (a size, a line number) that is no part of the row's name: it is drawn from an
 * attribute, and the row says it in its `aria-description`.
 */
import { classNames } from './class-names.ts';
import './fact.css';

export function Fact({ text, className }: { text: string | number; className?: string }) {
  return <span aria-hidden="true" data-text={text} className={classNames('fact', className)} />;
}
