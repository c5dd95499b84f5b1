// Opens a store in a process of its own and says what came of it.
import { SqliteStore } from "../../dist/store/sqlite/sqlite-store.js";

try {
  await (await SqliteStore.open(process.argv[2])).close();
  console.log("opened");
} catch (error) {
  console.log(error.name, error.pid);
}
