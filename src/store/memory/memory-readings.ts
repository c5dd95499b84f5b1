import { compare } from "../order.js";
import type { Scope } from "../scope.js";
import type { Reading, ReadingStore } from "../store.js";
import { deleteWhere, type Memory, refused } from "./memory.js";

/** The documents being read, of a memory store. */
export class MemoryReadings implements ReadingStore {
  readonly #readings: Memory["readings"];

  constructor({ readings }: Memory) {
    this.#readings = readings;
  }

  async begin(reading: Reading): Promise<void> {
    if (this.#readings.has(reading.importId)) throw refused(`${reading.importId} is being read already.`);
    this.#readings.set(reading.importId, reading);
  }

  async end(scope: Scope, importId: string): Promise<void> {
    deleteWhere(this.#readings, (one) => one.scope === scope && one.importId === importId);
  }

  async takeUntil(at: number): Promise<readonly Reading[]> {
    const taken = [...this.#readings.values()].filter((one) => one.at <= at);
    for (const { importId } of taken) this.#readings.delete(importId);
    return taken.sort((a, b) => a.at - b.at || compare(a.importId, b.importId));
  }
}
