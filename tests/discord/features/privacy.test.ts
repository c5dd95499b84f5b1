import { expect, test } from "vitest";
import { articleOf } from "../../library/articles.js";
import { libraryScene } from "../scene.js";
import { messageWith } from "../text-waiting.js";

const foxes = articleOf("Foxes", "Foxes eat plums in autumn.", "They sleep under old bridges.");
const wolves = articleOf("Wolves", "Wolves eat plums in winter.", "They sleep in caves.");

test("/privacy shows what is kept and deletes it once that is confirmed", async () => {
  const { ada, guild, pilcrow, loopback } = await libraryScene();
  await pilcrow.articles.add(`user:${ada.id}`, foxes, { addedBy: ada.id });
  await pilcrow.articles.add(`guild:${guild.id}`, wolves, { addedBy: ada.id });
  await ada.use("ask", { question: "What do foxes eat?" }).reply();
  const kept = await ada.use("privacy").reply();
  expect(kept.content).toContain("1 article of your own");
  expect(kept.content).toContain("your name on 1 article that you added to 1 server");
  ada.press(kept, "Delete all of it");
  ada.press(await messageWith(loopback, ada, ada.direct, /cannot be undone/), "Delete");
  await messageWith(loopback, ada, ada.direct, /^Deleted\./);
  expect(await pilcrow.library.list(`user:${ada.id}`)).toEqual([]);
  expect(await pilcrow.articles.details(`guild:${guild.id}`)).toMatchObject([{ title: "Wolves", addedBy: null }]);
  expect((await ada.use("privacy").reply()).components ?? []).toEqual([]);
  expect((await ada.use("why").reply()).content).toContain("I remember no question");
});
