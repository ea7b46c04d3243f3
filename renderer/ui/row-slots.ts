/** Which drawn element a row has: one that came into sight takes over one that left it, which costs less than making it. */
export class RowSlots {
  private slots = new Map<string, number>();

  /**
   * A slot for each of the rows in sight, by their ids: the one it had, else one that is free now, else a new one.
   * Asked again with the same rows it says the same.
   */
  of(ids: readonly string[]): readonly number[] {
    const inSight = new Set(ids);
    const free: number[] = [];
    let next = 0;
    for (const [id, slot] of this.slots) {
      if (!inSight.has(id)) free.push(slot);
      next = Math.max(next, slot + 1);
    }
    const slots = new Map<string, number>();
    for (const id of ids) slots.set(id, this.slots.get(id) ?? free.pop() ?? next++);
    this.slots = slots;
    return ids.map((id) => slots.get(id)!);
  }
}
