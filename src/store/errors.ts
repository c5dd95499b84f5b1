/** The database cannot be opened, read or written. */
export class StoreError extends Error {
  override readonly name: string = "StoreError";
  constructor(
    /** The database file. */
    readonly file: string,
    /** What is wrong, and what to do. */
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`Database ${file}: ${problem}`, options);
  }
}

/** Another process works in the data folder. */
export class StoreInUseError extends StoreError {
  override readonly name = "StoreInUseError";
  constructor(
    file: string,
    /** The other process, where it could be told. */
    readonly pid: number | undefined,
    options?: ErrorOptions,
  ) {
    const who = pid === undefined ? "another process" : `another process (pid ${pid})`;
    super(file, `${who} uses this folder. Stop it first, or set another DATA_DIR.`, options);
  }
}
