import { MemoryStore } from "../../src/library/memory-store.js";
import { describeStore } from "./store-contract.js";

describeStore("MemoryStore", async () => new MemoryStore());
