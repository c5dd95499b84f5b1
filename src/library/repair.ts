import type { Documents } from "../documents/documents.js";
import { GLOBAL } from "../store/scope.js";
import type { Owned } from "./loaded-articles.js";
import type { Pilcrow } from "./pilcrow.js";

/** What repairing works with. */
export interface RepairParts {
  readonly pilcrow: Pick<Pilcrow, "articles" | "reports">;
  readonly documents: Documents;
  /** Brings the global articles in line with their files, as `syncFolder` does. */
  readonly syncFolder: () => Promise<unknown>;
  readonly info: (message: string) => void;
  readonly problem: (error: unknown) => void;
}

/**
 * Repairs articles whose place in the store is damaged from where they came from: the operator's from their files, others from
 * their addresses. What came as a file or was pasted has no such place.
 * @returns takes an article that cannot be read. Each is tried once, one after the other.
 */
export function repairing({ pilcrow, documents, syncFolder, info, problem }: RepairParts): (owned: Owned) => void {
  const tried = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();
  const fromAddress = async ({ owner, record }: Owned) => {
    const { id, source, title, addedBy } = record;
    const importId = `repair-${id}`;
    const { article, bytes, sourceKind } = await documents.fromUrl(source);
    await pilcrow.articles.add(owner, article, { id, importId, title, addedBy, sourceKind, bytes });
    // Nobody asked for it, so nobody is told.
    await pilcrow.reports.end(importId);
  };
  return (owned) => {
    const { id, title, sourceKind, damaged } = owned.record;
    const isFile = owned.owner === GLOBAL && sourceKind === "folder";
    // Where the address itself may be damaged, what is there may be another article.
    const isAddress = sourceKind === "url" && damaged !== true;
    if (tried.has(id) || (!isFile && !isAddress)) return;
    tried.add(id);
    last = last
      .then(() => (isFile ? syncFolder() : fromAddress(owned)))
      .then(() => info(`Read “${title}” anew from where it came from: what was kept of it was damaged.`))
      .catch(problem);
  };
}
