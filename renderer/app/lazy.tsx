/** Shows a component that is loaded when it is first needed; a failure stays inside its own region. */
import { CircleX } from 'lucide-react';
import { Component, type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

type Load = () => Promise<{ default: ComponentType<never> }>;

const loaded = new WeakMap<Load, ComponentType<never>>();

function lazyOf<P>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> {
  const key = load as unknown as Load;
  let found = loaded.get(key);
  if (!found) {
    found = lazy(load as never) as unknown as ComponentType<never>;
    loaded.set(key, found);
  }
  return found as unknown as ComponentType<P>;
}

/** A component that is here already, for places that ask for one to be loaded: it is drawn at once. */
export function here<P>(component: ComponentType<P>): () => Promise<{ default: ComponentType<P> }> {
  // React takes an answer that comes before `then` returns without waiting.
  // biome-ignore lint/suspicious/noThenProperty: that it answers like a promise is the point
  const answer = { then: (done: (module: { default: ComponentType<P> }) => void) => done({ default: component }) };
  return () => answer as unknown as Promise<{ default: ComponentType<P> }>;
}

export interface LazyProps<P> {
  load: () => Promise<{ default: ComponentType<P> }>;
  props: P;
  /** What could not be shown, for the message: "The editor". */
  name: string;
}

export function Lazy<P extends object>({ load, props, name }: LazyProps<P>) {
  const Loaded = lazyOf(load) as ComponentType<object>;
  return (
    <Contained key={name} name={name} onRetry={() => loaded.delete(load as unknown as Load)}>
      <Suspense fallback={<div className="lazy-wait" aria-busy="true" />}>
        <Loaded {...props} />
      </Suspense>
    </Contained>
  );
}

interface ContainedProps {
  name: string;
  onRetry(): void;
  children: ReactNode;
}

export class Contained extends Component<ContainedProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch(error: Error) {
    console.error(error);
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    const retry = () => {
      this.props.onRetry();
      this.setState({ error: null });
    };
    return (
      <EmptyState
        icon={CircleX}
        tone="err"
        title={`${this.props.name} stopped working`}
        text={`${error.message || 'It gave no reason.'} Nothing of your files was changed by this.`}
        action={<Button onClick={retry}>Show it again</Button>}
      />
    );
  }
}
