import { expect, test } from "vitest";
import { parseArticle } from "../../src/documents/read-document.js";
import { CATALOGUES } from "../../src/interface-texts/texts.js";
import type { Person } from "../loopback/person.js";
import type { Channel } from "../loopback/world.js";
import { Crawl } from "./crawl.js";
import { libraryScene } from "./scene.js";

const locales: Readonly<Record<string, string>> = { en: "en-US", es: "es-ES", zh: "zh-CN" };
const question = "Τρώει αλεπού δαμάσκηνα φθινόπωρο";

/** A name in none of the interface's languages, with signs that are escaped. */
const longest = (length: number) => "Αλεπού *_".repeat(length).slice(0, length);
const file = (text: string) => ({
  name: "αλεπού.md",
  data: new TextEncoder().encode(text),
  type: "text/markdown",
});

function articleOf(title: string, key: string) {
  const found = `Τρώει αλεπού δαμάσκηνα φθινόπωρο ${key}.`;
  const parts = [
    `# ${title}`,
    `Κοιμάται ${key}.`,
    `## ${longest(200)}`,
    found,
    `Τρέχει ${key}.`,
    "## Β",
    `Πηδάει ${key}.`,
  ];
  return parseArticle(Buffer.from(parts.join("\n\n")), `${longest(200)}.md`);
}

/** A server and a person's own articles, all called as long as Discord lets them. */
async function longNames(language: string) {
  const all = await libraryScene({ allowsContent: true });
  const { loopback, guild, channel, pilcrow, ada, bob, cat } = all;
  const scope = `guild:${guild.id}` as const;
  Object.assign(guild, { name: longest(100), locale: locales[language] ?? language });
  loopback.gateway.joined(guild);
  for (const person of [ada, bob, cat]) person.locale = locales[language] ?? language;
  const roles = Array.from({ length: 25 }, (_, at) => loopback.world.addRole(longest(98) + at, guild));
  const channels = Array.from({ length: 24 }, (_, at) => loopback.addChannel(guild, `κανάλι-${at}`));
  for (let at = 0; at < 12; at++) {
    await pilcrow.articles.add(scope, articleOf(longest(200) + at, `σ${at}`), { addedBy: bob.id });
    await pilcrow.articles.add(`user:${ada.id}`, articleOf(longest(200) + at, `δ${at}`), { addedBy: ada.id });
  }
  await pilcrow.articles.add("house", articleOf(longest(250), "ο"));
  const [first] = await pilcrow.library.list(scope);
  for (const { id } of channels) await pilcrow.settings.setDefaultArticle(scope, id, first?.id ?? "");
  const ids = [channel, ...channels].map(({ id }) => id);
  const choice = {
    managerRoles: roles,
    askerRoles: roles,
    channels: ids.slice(1),
    automaticChannels: ids.slice(1),
    gaps: true,
  };
  const wording = { refusal: longest(300), greeting: longest(300) };
  return { ...all, crawl: new Crawl(loopback), scope, article: first?.id ?? "", full: { ...choice, wording } };
}

type Scene = Awaited<ReturnType<typeof longNames>>;

async function useSettings({ crawl, ada, bob, channel, pilcrow, scope, full }: Scene) {
  const open = async (person: Person) => crawl.answer(person.use("settings", {}, channel));
  await crawl.useAll(bob, await open(bob));
  for (const change of [full, { channels: [], askerRoles: [], automaticChannels: [] }]) {
    await pilcrow.settings.change(scope, change);
    for (const person of [ada, bob]) await open(person);
    await crawl.answer(ada.use("ask", { question }, channel));
    await pilcrow.settings.change(scope, { channels: null });
    await crawl.answer(ada.use("ask", { question }, channel));
  }
  await pilcrow.settings.change(scope, { askerRoles: null, automaticChannels: [channel.id], isPrivate: false });
}

async function lookAtArticles({ crawl, article, pilcrow }: Scene, person: Person, place: Channel) {
  for (const command of ["help", "privacy", "why"]) await crawl.answer(person.use(command, {}, place));
  const list = await crawl.answer(person.use("articles", {}, place));
  await crawl.useAll(person, list);
  for (const filter of [longest(40), "Ψ"]) await crawl.answer(person.use("article list", { filter }, place));
  const id = place.guildId === undefined ? ((await pilcrow.library.list(`user:${person.id}`))[0]?.id ?? "") : article;
  for (const command of ["show", "summary", "default", "remove", "refresh"])
    await crawl.answer(person.use(`article ${command}`, { article: id }, place));
  for (const paragraph of [2, 99])
    await crawl.useAll(person, await crawl.answer(person.use("article read", { article: id, paragraph }, place)));
  await crawl.answer(person.use("article show", { article: longest(300) }, place));
}

async function changeArticles({ crawl, article, ada, bob, channel, pilcrow, scope }: Scene) {
  for (const name of ["add", "replace"])
    await crawl.form(bob.use(`article ${name}`, name === "add" ? {} : { article }, channel));
  const news = `# ${longest(280)}\n\nΝέο.\n\nΆλλο.`;
  const added = [
    { file: file(""), title: longest(300) },
    { url: "ftp://a" },
    { url: "https://localhost/x", file: file("") },
    { file: file(news) },
  ];
  for (const options of [...added, { file: file(news) }]) await crawl.answer(bob.use("article add", options, channel));
  const report = await crawl.answer(bob.use("article add", { file: file(`${news} Ακόμα.`) }, channel));
  for (const person of [bob, ada].slice(0, (report.flags ?? 0) & 64 ? 1 : 2)) await crawl.useAll(person, report);
  for (const title of [longest(299), " \u200b"])
    await crawl.answer(bob.use("article rename", { article, title }, channel));
  for (const every of ["off", "daily"]) await crawl.answer(bob.use("article refresh", { article, every }, channel));
  for (let twice = 0; twice < 2; twice++)
    await crawl.answer(bob.use("article replace", { article, file: file("Νέο κείμενο.\n\nΆλλο.") }, channel));
  for (const name of ["(none)", "Ψ", article])
    await crawl.answer(bob.use("article default", { article: name }, channel));
  const asked = await crawl.answer(bob.use("article remove", { article }, channel));
  await crawl.use(bob, asked, "remove:");
  await crawl.use(bob, asked, "undo:");
  expect((await pilcrow.library.list(scope)).length).toBeGreaterThan(0);
}

async function useMessages({ crawl, ada, bob, channel }: Scene) {
  const words = ada.send(longest(1000), channel);
  const picture = ada.send("", channel, { files: [{ name: "a.png", data: new Uint8Array(3), type: "image/png" }] });
  for (const one of [words, words, picture]) await crawl.answer(bob.useOn(one, "Add as article"));
  await crawl.answer(ada.useOn(words, "Add as article"));
  await crawl.answer(bob.useOn(words, "Add channel as article"));
  await crawl.answer(ada.useOn(picture, "Ask about this message"));
  await crawl.form(ada.useOn(words, "Ask about this message"));
  const privacy = () => crawl.answer(ada.use("privacy", {}, channel));
  await crawl.use(ada, await privacy(), "forget?");
  const own = await privacy();
  await crawl.use(ada, own, "own-messages");
  await crawl.useAll(ada, own);
}

async function askAndGoOn({ crawl, ada, bob, cat, channel, loopback, pilcrow, scope }: Scene) {
  const ask = (text: string, isPrivate = false) =>
    crawl.answer(ada.use("ask", { question: text, private: isPrivate }, channel));
  for (const text of [question, "Ψψψ ξξξ"]) {
    const answer = await ask(text);
    await crawl.useAll(bob, answer);
    await crawl.useAll(ada, answer, ["delete"]);
    await crawl.useAll(ada, await ask(text, true));
    await crawl.answer(ada.use("why", {}, channel));
  }
  const mentions = ["", "?", question, "Ψψψ ξξξ;", "Ψψψ ξξξ;"].map((text) => `${cat.botMention} ${text}`);
  for (const text of mentions) await cat.replyTo(cat.send(text, channel));
  const automatic = await cat.replyTo(cat.send(`${question}?`, channel));
  await crawl.use(cat, automatic, "withdraw");
  const gaps = () => crawl.answer(bob.use("gaps", {}, channel));
  await crawl.answer(ada.use("gaps", {}, channel));
  await crawl.use(bob, await gaps(), "gap-csv");
  for (const button of ["gap-tell", "gap-closed"]) {
    const list = await gaps();
    if ((await pilcrow.gaps.list(scope)).length === 0) break;
    await crawl.use(bob, list, "gap:");
    await crawl.use(bob, list, button);
  }
  expect(loopback.breaches).toEqual([]);
}

// The loopback refuses what Discord refuses, and fails the test by it.
test.each(Object.keys(CATALOGUES))("%s keeps Discord's limits whatever is long", async (language) => {
  const scene = await longNames(language);
  await useSettings(scene);
  await lookAtArticles(scene, scene.ada, scene.channel);
  await lookAtArticles(scene, scene.ada, scene.ada.direct);
  await useMessages(scene);
  await askAndGoOn(scene);
  await changeArticles(scene);
  expect(scene.log.of("error")).toEqual([]);
  const { texts } = scene.crawl;
  expect(texts.size).toBeGreaterThan(150);
  expect([...texts].filter((text) => /\{\w+[,}]|undefined|\[object|NaN/.test(text))).toEqual([]);
});
