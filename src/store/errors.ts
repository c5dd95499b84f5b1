/** The store cannot be opened, read or written; the message is for the operator. */
export class StoreError extends Error {
  override readonly name: string = "StoreError";
  constructor(
    /** Which store, as an operator knows it: "Database /data/pilcrow.db". */
    readonly store: string,
    /** What is wrong, and what to do. */
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`${store}: ${problem}`, options);
  }
}

/** Another process works in the store, and only one may. */
export class StoreInUseError extends StoreError {
  override readonly name = "StoreInUseError";
  constructor(
    store: string,
    problem: string,
    /** The other process, where it could be told. */
    readonly pid: number | undefined,
    options?: ErrorOptions,
  ) {
    super(store, problem, options);
  }
}

/** For `catch`: lets the store's error pass as a value, and no other. */
export function asStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  throw error;
}
