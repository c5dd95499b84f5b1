import { MemoryStore } from "../../src/store/memory/memory-store.js";
import { describeStore } from "./store-contract.js";

describeStore("MemoryStore", async () => new MemoryStore());
