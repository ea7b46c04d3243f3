/** Runs a listener so that its bug is reported as its own and does not stop the messages of others. */
export function guarded(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
