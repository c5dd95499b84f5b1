import type { APIMessage } from "discord-api-types/v10";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_RULES } from "../../src/library/quotas.js";
import type { Scope } from "../../src/store/scope.js";
import { articleOf } from "../library/articles.js";
import { visibleText } from "../loopback/markdown.js";
import type { Invocation, Person } from "../loopback/person.js";
import type { Channel } from "../loopback/world.js";
import { libraryScene } from "./scene.js";
import { menuOf, seen } from "./seen.js";
import { outcome } from "./text-waiting.js";

/** Text that would do harm where it is pasted into SQL, Markdown, a path or a custom id. */
const HARM = [
  "'; DROP TABLE article; --",
  "../../etc/passwd",
  "**bold** @everyone <@1> [x](https://x.example)",
  "%_\\ ``` > # || ~~",
  "x' OR '1'='1",
  "remove:dm:1:a",
];

const who = fc.constantFrom("ada", "bob", "eve");
const where = fc.constantFrom("town", "village", "direct");
const topic = fc.constantFrom("plums in autumn", "trams at night", ...HARM);
const number = fc.nat({ max: 50 });
const actor = { who, where };

/** One thing that somebody does somewhere; `number` chooses among all articles, messages and custom ids that ever were. */
const action = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("add"), ...actor, topic }) },
  fc.record({ do: fc.constant("addMessage"), ...actor, topic, number }),
  fc.record({ do: fc.constant("askMessage"), ...actor, topic, number }),
  { weight: 4, arbitrary: fc.record({ do: fc.constant("ask"), ...actor, topic }) },
  fc.record({ do: fc.constant("askOne"), ...actor, topic, number }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant("suggest"), ...actor, topic }) },
  fc.record({ do: fc.constant("list"), ...actor }),
  fc.record({ do: fc.constant("show"), ...actor, number }),
  fc.record({ do: fc.constant("remove"), ...actor, number }),
  fc.record({ do: fc.constant("default"), ...actor, number }),
  fc.record({ do: fc.constant("refresh"), ...actor, number }),
  fc.record({ do: fc.constant("privacy"), ...actor }),
  fc.record({ do: fc.constant("why"), ...actor }),
  { weight: 4, arbitrary: fc.record({ do: fc.constant("press"), ...actor, number }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("forge"), ...actor, number }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("judge"), ...actor, number }) },
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

const rules = { ...DEFAULT_RULES, quotas: { ...DEFAULT_RULES.quotas, importsPerHour: 1000 } };

/** Two servers, of which Ada is in both, Bob manages the first and Eve the second; each scope's texts have a word of their own. */
async function world() {
  const { loopback, guild, channel, pilcrow, store, ada, bob } = await libraryScene({ rules });
  const village = loopback.addGuild("Village");
  const square = loopback.addChannel(village);
  loopback.gateway.joined(village);
  const eve = loopback.person("eve", village);
  village.memberIds.add(ada.id);
  village.managerIds.add(eve.id);
  guild.managerIds.add(ada.id);
  const people = { ada, bob, eve };
  const scopes: Scope[] = ["house", `guild:${guild.id}`, `guild:${village.id}`];
  scopes.push(...Object.values(people).map(({ id }): Scope => `user:${id}`));
  const markOf = new Map(scopes.map((scope, at) => [scope, `qmark${"abcdef"[at]}q`]));
  await pilcrow.articles.add(
    "house",
    articleOf(`House ${markOf.get("house")}`, "Trams at night have plums in autumn."),
  );
  let made = 0;
  let answered = 0;
  let changedByForgery = 0;
  let judgedInVain = 0;

  /** Where a person is: somebody who is not in a server writes to the bot directly. */
  function place(one: Action): { person: Person; at: Channel; scope: Scope } {
    const person = people[one.who];
    const at = { town: channel, village: square, direct: person.direct }[one.where];
    const inside = at.guildId === undefined || loopback.world.guilds.get(at.guildId)?.memberIds.has(person.id);
    const real = inside === true ? at : person.direct;
    return { person, at: real, scope: real.guildId === undefined ? `user:${person.id}` : `guild:${real.guildId}` };
  }

  function text(scope: Scope, about: string): string {
    return `It says of ${about} the word ${markOf.get(scope)}.\n\nNumber ${++made} of ${markOf.get(scope)} says more of ${about}.`;
  }

  async function anyId(at: number): Promise<string> {
    const seen = (await Promise.all(scopes.map((scope) => pilcrow.library.list(scope)))).flat();
    const all = [...new Set(seen.map(({ id }) => id))];
    return all[at % all.length] ?? "none";
  }

  const state = async () =>
    JSON.stringify(
      await Promise.all(
        scopes.map(async (scope) => [await pilcrow.articles.details(scope), await store.feedback.list(scope)] as const),
      ),
    );

  function customIds(): { message: APIMessage; id: string }[] {
    return [...loopback.world.messages.values()].flatMap(({ message }) =>
      [...JSON.stringify(message.components ?? []).matchAll(/"custom_id":"((?:[^"\\]|\\.)*)"/g)].map(([, id = ""]) => ({
        message,
        id: JSON.parse(`"${id}"`),
      })),
    );
  }

  async function settled(invocation: Invocation): Promise<void> {
    const { interaction } = invocation;
    await loopback.world.until(`an end of ${interaction.name}`, () => {
      if (interaction.choices !== undefined || interaction.modal !== undefined) return true;
      // It is answered, or what it did is said beside the message or seen of it.
      const ends = loopback.requests.some(
        ({ method, path }) => method !== "GET" && path.startsWith("/webhooks/") && path.includes(interaction.token),
      );
      return ends ? true : undefined;
    });
  }

  /** Presses what is not there to be pressed; what is not theirs is not done, and only they are told so. */
  async function forge(one: Action, message: APIMessage, customId: string): Promise<void> {
    const { person, at, scope } = place(one);
    const before = await state();
    // What is pressed stands where the person is.
    const seenThere = person.messages(at).find(({ author }) => author.id === loopback.world.bot.id);
    const pressed = message.channel_id === at.id ? message : seenThere;
    // Discord sends no press of a message in another channel.
    if (pressed === undefined) return;
    const forged = person.forge(pressed, customId, at);
    await settled(forged);
    const [, owned] = /^[^:]+:((?:\d+|dm):\d+):/.exec(customId) ?? [];
    const [, judged] = /^verdict:\w+:([^:]+):/.exec(customId) ?? [];
    const isOwn = owned === undefined || owned === `${at.guildId ?? "dm"}:${person.id}`;
    const isSeen = judged === undefined || (await pilcrow.library.list(scope)).some(({ id }) => id === judged);
    if (isOwn && isSeen) return;
    if (!isSeen) judgedInVain++;
    changedByForgery += (await state()) === before ? 0 : 1;
    const answer = loopback.world.messages.get(forged.interaction.responseId ?? "");
    expect(answer?.message.content).toMatch(isSeen ? /^This button is not yours\.$/ : /or not yours\.$/);
    expect(answer?.ephemeralTo).toBe(person.id);
  }

  async function act(one: Action): Promise<void> {
    const { person, at, scope } = place(one);
    switch (one.do) {
      case "add": {
        const data = new TextEncoder().encode(text(scope, one.topic));
        const title = `${markOf.get(scope)} ${one.topic}`;
        const file = { name: `${one.topic.replaceAll("/", "_")}.txt`, data, type: "text/plain" };
        return settled(person.use("article add", { file, title }, at));
      }
      case "addMessage":
        return settled(person.useOn(person.send(text(scope, one.topic), at), "Add as article"));
      case "askMessage": {
        const form = person.useOn(person.send(text(scope, one.topic), at), "Ask about this message");
        return settled(await person.submit(form, { question: `What of ${one.topic}?` }));
      }
      case "ask": {
        const asked = person.use("ask", { question: `What does it say of ${one.topic}?` }, at);
        if (seen(await asked.reply()).includes("¶")) answered++;
        return;
      }
      case "askOne":
        return settled(person.use("ask", { question: one.topic, article: await anyId(one.number) }, at));
      case "suggest":
        return settled(person.type("ask", "article", one.topic, {}, at));
      case "list": {
        const { embeds, content } = await person.use("article list", {}, at).reply();
        const visible = (await pilcrow.articles.details(scope)).length;
        expect(embeds[0]?.title ?? content).toContain(`${visible} article`);
        return;
      }
      case "show": {
        const id = await anyId(one.number);
        const { embeds } = await person.use("article show", { article: id }, at).reply();
        const { value = "" } = embeds[0]?.fields?.find(({ name }) => name === "Verdicts here") ?? {};
        const told = (value.match(/\d+/g) ?? []).reduce((sum, count) => sum + Number(count), 0);
        const given = (await store.feedback.list(scope)).filter(({ articleId }) => articleId === id).length;
        expect(told).toBe(embeds.length === 0 ? 0 : given);
        return;
      }
      case "remove":
      case "default":
      case "refresh":
        return settled(person.use(`article ${one.do}`, { article: await anyId(one.number) }, at));
      case "privacy":
      case "why":
        return settled(person.use(one.do, {}, at));
      case "press": {
        const mine = customIds().filter(({ message }) => person.messages(at).some(({ id }) => id === message.id));
        const chosen = mine[one.number % mine.length];
        if (chosen === undefined) return;
        const [other] = menuOf(chosen.message)?.options.slice(-1) ?? [];
        const isMenu = chosen.id === menuOf(chosen.message)?.customId;
        await settled(
          isMenu && other !== undefined
            ? person.choose(chosen.message, chosen.id, [other.value])
            : person.press(chosen.message, chosen.id),
        );
        return;
      }
      case "forge": {
        const all = customIds();
        const chosen = all[one.number % all.length];
        return chosen && forge(one, chosen.message, chosen.id);
      }
      case "judge": {
        const [answer] = customIds();
        return answer && forge(one, answer.message, `verdict:bad:${await anyId(one.number)}:1`);
      }
    }
  }

  /** Nothing that anybody received has a word of a scope that is not theirs, or notifies anybody. */
  function check(): void {
    for (const { message, ephemeralTo, pings } of loopback.world.messages.values()) {
      if (message.author.id !== loopback.world.bot.id) continue;
      const at = loopback.world.channels.get(message.channel_id);
      expect(pings).toEqual([]);
      hasOnlyWordsOf(message, at, ephemeralTo ?? at?.recipientId);
    }
    for (const { choices, modal, channel: at, userId } of loopback.world.interactions.values()) {
      hasOnlyWordsOf([choices, modal], at, at.guildId === undefined ? userId : undefined);
    }
  }

  /** @param alone who alone sees it. */
  function hasOnlyWordsOf(received: unknown, at: Channel | undefined, alone: string | undefined): void {
    const allowed: Scope[] = ["house"];
    if (at?.guildId !== undefined) allowed.push(`guild:${at.guildId}`);
    if (alone !== undefined) allowed.push(`user:${alone}`);
    const words = JSON.stringify(received) ?? "";
    for (const [scope, mark] of markOf) if (!allowed.includes(scope)) expect(words).not.toContain(mark);
  }

  return { act, check, counts: () => ({ answered, made, changedByForgery, judgedInVain }) };
}

test("nobody receives a word, title or count of a scope that is not theirs, whatever they use or forge", {
  timeout: 180_000,
}, async () => {
  let answered = 0;
  let made = 0;
  let judgedInVain = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 20, maxLength: 45 }), async (actions) => {
      const { act, check, counts } = await world();
      for (const one of actions) await act(one);
      check();
      expect(counts().changedByForgery).toBe(0);
      answered += counts().answered;
      made += counts().made;
      judgedInVain += counts().judgedInVain;
    }),
    { numRuns: 12 },
  );
  // There was something to keep apart.
  expect(answered).toBeGreaterThan(10);
  expect(made).toBeGreaterThan(30);
  expect(judgedInVain).toBeGreaterThan(0);
});

test.each(HARM)("%s as a title, file name and question is only text", async (harm) => {
  const { ada, pilcrow, loopback } = await libraryScene();
  const file = { name: `${harm.replaceAll("/", "_")}.txt`, data: new TextEncoder().encode(`It says ${harm}.`) };
  const added = await outcome(ada.use("article add", { file, title: harm }));
  expect(visibleText(added.content)).toContain(`Added ${harm}`);
  const listed = await ada.use("article list").reply();
  expect(visibleText(listed.embeds[0]?.description ?? "")).toContain(harm);
  const shown = await ada.use("article show", { article: harm }).reply();
  expect(visibleText(shown.embeds[0]?.title ?? "")).toBe(harm);
  const [choice] = await ada.type("article show", "article", "").choices();
  expect(choice?.name).toBe(harm);
  await ada.use("ask", { question: harm, article: harm }).reply();
  const removed = await ada.use("article remove", { article: harm }).reply();
  expect(visibleText(removed.content)).toBe(`Remove ${harm} (1 paragraph)?`);
  for (const { pings } of loopback.world.messages.values()) expect(pings).toEqual([]);
  expect(await pilcrow.library.list(`user:${ada.id}`)).toMatchObject([{ title: harm }]);
});
