import { describe, expect, test } from "vitest";
import { visibleText } from "../../loopback/markdown.js";
import type { Channel } from "../../loopback/world.js";
import { libraryScene } from "../scene.js";
import { seen, textsOf } from "../seen.js";
import { outcome } from "../text-waiting.js";

const bytes = (text: string) => new TextEncoder().encode(text);

/** A server that the bot reads, where bob may manage the server, and pin. */
async function readScene() {
  const made = await libraryScene({ allowsContent: true });
  made.guild.moderatorIds.add(made.bob.id);
  const scope = `guild:${made.guild.id}` as const;
  const add = async (channel: Channel, by = made.bob, place = made.channel) =>
    (await outcome(by.use("article add", { channel: channel.id }, place))).content;
  const records = () => made.store.articles.list(scope);
  return { ...made, scope, add, records };
}

describe("a channel's pinned messages", () => {
  test("become one article, each message apart, with its author; the menu of a message does the same", async () => {
    const { ada, bob, channel, guild, pilcrow, scope, add, records } = await readScene();
    const first = ada.send("# Rules\nBe kind to foxes.\n\nNever feed them plums.", channel);
    const second = bob.send("The ferry leaves at nine.", channel);
    const picture = ada.send("", channel, { files: [{ name: "a.png", data: bytes("PNG"), type: "image/png" }] });
    ada.send("This one is not pinned.", channel);
    for (const message of [second, picture, first]) bob.pin(message);
    expect(visibleText(await add(channel)).split("\n")).toEqual([
      expect.stringMatching(/^Added Pinned messages of #general: 3 paragraphs/),
      "Left out: 1 picture or recording and 1 message without text.",
    ]);
    const at = (id: string) => `https://discord.com/channels/${guild.id}/${channel.id}/${id}`;
    expect(await records()).toMatchObject([
      {
        source: `https://discord.com/channels/${guild.id}/${channel.id}`,
        addedBy: bob.id,
        messages: [
          { person: ada.id, address: at(first.id), first: 1, last: 2 },
          { person: bob.id, address: at(second.id), first: 3, last: 3 },
        ],
      },
    ]);
    const asked = await ada.use("ask", { question: "When does the ferry leave?" }, channel).reply();
    // What stands under a heading of one message is not under it in the next.
    expect(seen(asked)).toContain("The ferry leaves at nine.");
    expect(seen(asked)).not.toContain("Rules");
    // The title leads to the very message, also where one reads on.
    expect(textsOf(asked).join("\n")).toContain(`](<${at(second.id)}>) · ¶ 3 of 3`);
    const shown = await ada.use("article read", { article: "Pinned messages of #general" }, channel).reply();
    expect(textsOf(shown).join("\n")).toContain(`](<${at(first.id)}>)`);
    const third = ada.send("Owls hoot at night.", channel);
    bob.pin(third);
    expect((await outcome(bob.useOn(third, "Add channel as article"))).content).toContain("takes the place of that");
    expect(await records()).toMatchObject([{ title: "Pinned messages of #general", paragraphs: 4 }]);
    // An author takes their own out, the others stay.
    expect(await pilcrow.retention.withdrawMessages(ada.id)).toBe(2);
    expect(await records()).toMatchObject([{ paragraphs: 1, messages: [{ person: bob.id }] }]);
    expect((await pilcrow.library.list(scope))[0]?.title).toBe("Pinned messages of #general");
  });

  test("are read page by page", async () => {
    const { ada, bob, channel, add, records } = await readScene();
    for (let number = 1; number <= 60; number++) bob.pin(ada.send(`Rule ${number}: foxes come first.`, channel));
    expect(await add(channel)).toContain("60 paragraphs");
    expect((await records())[0]?.messages).toHaveLength(60);
  });

  test("need the right to read there, which is named; and nothing pinned is nothing", async () => {
    const { loopback, ada, bob, guild, channel, add, records } = await readScene();
    expect(await add(channel)).toBe(`No message is pinned in <#${channel.id}>.`);
    bob.pin(ada.send("Foxes eat plums.", channel));
    loopback.allowBot(channel, { history: false });
    expect(await add(channel)).toMatch(/I have not \*\*Read Message History\*\* there\./);
    loopback.allowBot(channel, { view: false });
    expect(await add(channel)).toMatch(/\*\*View Channel\*\* and \*\*Read Message History\*\*/);
    loopback.allowBot(channel, { view: true, history: true });
    expect(await add(channel, ada)).toContain("may manage this server");
    // Who does not see a channel does not bring its messages where they do.
    const hidden = loopback.addChannel(guild, "secrets");
    hidden.hiddenFrom.add(bob.id);
    loopback.gateway.channelMade(hidden);
    bob.pin(ada.send("Nobody knows.", hidden));
    expect(await add(hidden)).toBe(`You may not read <#${hidden.id}>, so you cannot add it.`);
    expect(await records()).toEqual([]);
    expect(await add(channel)).toContain("Added");
  });

  test("need a bot that sees messages, and say how", async () => {
    const { bob, channel } = await libraryScene();
    const told = await bob.use("article add", { channel: channel.id }, channel).reply();
    expect(told.content).toContain("MESSAGE_CONTENT=on");
    const two = { channel: channel.id, url: "https://a.example" };
    expect((await bob.use("article add", two, channel).reply()).content).toContain("Give one of");
  });
});

describe("a forum", () => {
  test("becomes an article of its posts, those in the archive too, each under its title", async () => {
    const { loopback, ada, bob, cat, guild, channel, add, records } = await readScene();
    const forum = loopback.addForum(guild, "guides");
    const posts = [
      ada.post(forum, "How to feed foxes", "Foxes eat plums in autumn."),
      bob.post(forum, "Ferries", "# Times\nThe ferry leaves at nine."),
      cat.post(forum, "Gone", "Deleted soon."),
    ];
    const threadOf = (at: number) => loopback.world.channels.get(posts[at]?.id ?? "") ?? channel;
    bob.send("Thanks!", threadOf(0));
    loopback.world.messages.delete(posts[2]?.id ?? "");
    loopback.archive(threadOf(1));
    expect(visibleText(await add(forum)).split("\n")).toEqual([
      expect.stringMatching(/^Added Posts of #guides: 2 paragraphs/),
      "Left out: 1 post whose first message is gone and 1 reply.",
    ]);
    expect(await records()).toMatchObject([{ messages: [{ person: ada.id }, { person: bob.id }] }]);
    const shown = await bob.use("article read", { article: "Posts of #guides", paragraph: 2 }, channel).reply();
    expect(seen(shown)).toContain("Posts of #guides · Ferries › Times");
    // In the menu of a post its forum is meant.
    const first = posts[0];
    if (first === undefined) throw new Error("There is no post.");
    expect((await outcome(bob.useOn(first, "Add channel as article"))).content).toContain("Posts of #guides");
    expect(await records()).toHaveLength(1);
  });

  test("of more posts than are read is read from the newest on, and says so", async () => {
    const { loopback, ada, guild, channel, add, records } = await readScene();
    const forum = loopback.addForum(guild, "guides");
    for (let number = 1; number <= 203; number++) {
      const post = ada.post(forum, `Guide ${number}`, `Foxes eat ${number} plums.`);
      if (number > 2) loopback.archive(loopback.world.channels.get(post.id) ?? channel);
    }
    const told = visibleText(await add(forum));
    expect(told).toContain("Added Posts of #guides: 200 paragraphs");
    expect(told).toContain("Only the newest 200 posts are read, and there are older ones.");
    const oldest = await ada.use("article read", { article: "Posts of #guides", paragraph: 1 }, channel).reply();
    expect(seen(oldest)).toContain("Foxes eat 4 plums.");
    expect((await records())[0]?.messages).toHaveLength(200);
  });

  test("without a post says so", async () => {
    const { loopback, guild, add } = await readScene();
    const forum = loopback.addForum(guild, "guides");
    expect(await add(forum)).toBe(`There is no post in <#${forum.id}>.`);
  });
});
