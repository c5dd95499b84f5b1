import { MemoryStore } from "../../src/store/memory.js";
import { describeStore } from "./store-contract.js";

describeStore("MemoryStore", async () => new MemoryStore());
