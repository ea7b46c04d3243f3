/** Waits for what is on its way: colours between two states, panes that follow the size of the window. */

const EVERY_MS = 100;
const WITHIN_MS = 10_000;

/** Asks until nothing is found. @returns what is still found at the end */
export async function settle(find: () => Promise<readonly string[]>): Promise<readonly string[]> {
  const end = Date.now() + WITHIN_MS;
  let found = await find();
  while (found.length > 0 && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    found = await find();
  }
  return found;
}
