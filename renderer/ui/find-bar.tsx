/** The bar that floats over a text and finds in it: what to find, how, where the present match stands, previous and next. */
import { ArrowDown, ArrowUp, CaseSensitive, Regex, X } from 'lucide-react';
import { type Ref, useLayoutEffect, useRef } from 'react';
import { IconButton } from './icon-button.tsx';
import './find-bar.css';

export interface FindQuery {
  readonly text: string;
  readonly caseSensitive: boolean;
  readonly regex: boolean;
}

export const EMPTY_QUERY: FindQuery = { text: '', caseSensitive: false, regex: false };

export interface FindBarProps {
  /** Accessible name of the field: "Find in serial console". */
  label: string;
  query: FindQuery;
  /** `index` counts from 0, -1 where none is the present one; `capped`: there are more than were counted. */
  found: { readonly index: number; readonly count: number; readonly capped?: boolean };
  /** A sentence where the pattern cannot be read. */
  problem?: string | null;
  onChange(query: FindQuery): void;
  onNext(): void;
  onPrevious(): void;
  onClose(): void;
  /** Goes up when the field should take the focus and select its text. */
  focusRequest?: number;
}

export function FindBar(props: FindBarProps) {
  const { label, query, found, problem = null, onChange, onNext, onPrevious, onClose, focusRequest = 0 } = props;
  const field: Ref<HTMLInputElement> = useRef(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each request focuses again
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [focusRequest]);
  const none = found.count === 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: `search` elements are not known to all screen readers yet
    <div
      role="search"
      aria-label={label}
      className="find-bar"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        else if (event.key === 'Enter' || event.key === 'F3') (event.shiftKey ? onPrevious : onNext)();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <div className={problem ? 'find-bar__field find-bar__field--wrong' : 'find-bar__field'}>
        <input
          ref={field}
          type="text"
          aria-label={label}
          aria-invalid={problem !== null || undefined}
          title={problem ?? undefined}
          placeholder="Find"
          spellCheck={false}
          autoComplete="off"
          value={query.text}
          onChange={(event) => onChange({ ...query, text: event.target.value })}
        />
        <span className="find-bar__found t-num" role="status" aria-label="Matches">
          {query.text === '' ? '' : (problem ?? foundText(found))}
        </span>
      </div>
      <IconButton
        label="Match case"
        icon={CaseSensitive}
        pressed={query.caseSensitive}
        onClick={() => onChange({ ...query, caseSensitive: !query.caseSensitive })}
      />
      <IconButton
        label="Use regular expression"
        icon={Regex}
        pressed={query.regex}
        onClick={() => onChange({ ...query, regex: !query.regex })}
      />
      <IconButton label="Previous match" keys="Shift+Enter" icon={ArrowUp} disabled={none} onClick={onPrevious} />
      <IconButton label="Next match" keys="Enter" icon={ArrowDown} disabled={none} onClick={onNext} />
      <IconButton label="Close find" keys="Escape" icon={X} onClick={onClose} />
    </div>
  );
}

function foundText({ index, count, capped = false }: FindBarProps['found']): string {
  if (count === 0) return 'No match';
  const all = `${count}${capped ? '+' : ''}`;
  return index < 0 ? `${all} found` : `${index + 1} of ${all}`;
}

/** The pattern of a query, or the sentence that says why it is none. */
export function findPattern(query: FindQuery): RegExp | string {
  const source = query.regex ? query.text : query.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  try {
    return new RegExp(source, query.caseSensitive ? 'gu' : 'giu');
  } catch {
    return 'Not a pattern';
  }
}
