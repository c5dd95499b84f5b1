import { parseScope, type Scope } from "../scope.js";

/** A row of the database. Each column is checked as it is read: the file may have been edited or damaged. */
export class Row {
  readonly #columns: Readonly<Record<string, unknown>>;

  constructor(columns: Readonly<Record<string, unknown>>) {
    this.#columns = columns;
  }

  /** @throws TypeError, as do the others, where the column has something else. */
  text(column: string): string {
    const value = this.#columns[column];
    return typeof value === "string" ? value : this.#expected("a text", column);
  }

  number(column: string): number {
    const value = this.#columns[column];
    return typeof value === "number" ? value : this.#expected("a number", column);
  }

  bytes(column: string): Uint8Array {
    const value = this.#columns[column];
    return value instanceof Uint8Array ? value : this.#expected("bytes", column);
  }

  textOrNull(column: string): string | null {
    return this.#columns[column] === null ? null : this.text(column);
  }

  numberOrNull(column: string): number | null {
    return this.#columns[column] === null ? null : this.number(column);
  }

  oneOf<T extends string>(values: readonly T[], column: string): T {
    const value = this.#columns[column];
    return values.find((one) => one === value) ?? this.#expected(values.join(" or "), column);
  }

  scope(column = "scope"): Scope {
    return parseScope(this.text(column)) ?? this.#expected("a scope", column);
  }

  /** A list in JSON. @param item reads one of it; `undefined` where it is none. */
  list<T>(item: (value: unknown) => T | undefined, column: string): T[] {
    const values: unknown = JSON.parse(this.text(column));
    if (!Array.isArray(values)) return this.#expected("a list", column);
    return values.map((value: unknown) => item(value) ?? this.#expected("a list of other values", column));
  }

  #expected(what: string, column: string): never {
    throw new TypeError(`expected ${what} as ${column}, got ${JSON.stringify(this.#columns[column])}`);
  }
}
