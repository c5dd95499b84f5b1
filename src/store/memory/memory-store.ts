import type { ArticleStore, FeedbackStore, ImportStore, ReadingStore, SettingsStore, Store, Upkeep } from "../store.js";
import type { Memory } from "./memory.js";
import { MemoryArticles } from "./memory-articles.js";
import { MemoryImports } from "./memory-imports.js";
import { MemoryReadings } from "./memory-readings.js";
import { MemoryFeedback, MemorySettings } from "./memory-settings.js";
import { MemoryUpkeep } from "./memory-upkeep.js";

/** A store that forgets everything when the process ends: for a question about a single file, and for tests. */
export class MemoryStore implements Store {
  readonly articles: ArticleStore;
  readonly imports: ImportStore;
  readonly readings: ReadingStore;
  readonly settings: SettingsStore;
  readonly feedback: FeedbackStore;
  readonly upkeep: Upkeep;

  constructor() {
    const memory: Memory = {
      articles: new Map(),
      imports: new Map(),
      readings: new Map(),
      importTimes: [],
      settings: new Map(),
      feedback: new Map(),
      left: new Map(),
    };
    this.articles = new MemoryArticles(memory.articles);
    this.imports = new MemoryImports(memory);
    this.readings = new MemoryReadings(memory);
    this.settings = new MemorySettings(memory.settings);
    this.feedback = new MemoryFeedback(memory);
    this.upkeep = new MemoryUpkeep(memory);
  }

  async close(): Promise<void> {}
}
