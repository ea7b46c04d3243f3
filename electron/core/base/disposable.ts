/** Things that must be ended, and a bag that ends several of them, last in first out. */
export interface Disposable {
  dispose(): void;
}

export function disposable(dispose: () => void): Disposable {
  let live = true;
  return {
    dispose() {
      if (!live) return;
      live = false;
      dispose();
    },
  };
}

export class DisposableBag implements Disposable {
  private items: Disposable[] = [];
  private ended = false;

  /** Takes ownership of `item`; ends it at once if the bag has ended already. */
  add<T extends Disposable>(item: T): T {
    if (this.ended) item.dispose();
    else this.items.push(item);
    return item;
  }

  dispose(): void {
    this.ended = true;
    for (const item of this.items.splice(0).reverse()) item.dispose();
  }
}
