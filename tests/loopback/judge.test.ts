// The judge judged: what Discord refuses, the loopback Discord must refuse, and record.
import { ButtonStyle, ComponentType, TextInputStyle } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { Loopback } from "./loopback.js";
import { pingsOf } from "./mentions.js";
import type { Person } from "./person.js";

let loopback: Loopback;
let ada: Person;
beforeEach(async () => {
  loopback = await Loopback.start();
  ada = loopback.person("ada");
});
afterEach(() => loopback.stop());

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${loopback.apiUrl}/v10${path}`, {
    method,
    headers: {
      Authorization: `Bot ${loopback.token}`,
      "User-Agent": "DiscordBot (https://example.com, 1)",
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json: { code?: number; id?: string } = text === "" ? {} : JSON.parse(text);
  return { status: response.status, ...json };
}

const say = (body: unknown) => call("POST", `/channels/${ada.direct.id}/messages`, body);
const long = (length: number) => "x".repeat(length);
const button = (changes: object = {}) => ({
  type: ComponentType.Button,
  style: ButtonStyle.Primary,
  label: "Go",
  custom_id: "go",
  ...changes,
});
const row = (...components: object[]) => ({ type: ComponentType.ActionRow, components });
const options = (count: number) => Array.from({ length: count }, (_, n) => ({ label: `l${n}`, value: `v${n}` }));
const select = (changes: object = {}) => ({
  type: ComponentType.StringSelect,
  custom_id: "pick",
  options: options(2),
  ...changes,
});
const embed = (changes: object) => ({ embeds: [{ description: "d", ...changes }] });
const withComponents = (...components: object[]) => ({ content: "c", components });

const badMessages: readonly [string, object][] = [
  ["nothing", {}],
  ["blank content", { content: " \n " }],
  ["content of 2,001", { content: long(2001) }],
  ["content that is a number", { content: 5 }],
  ["11 embeds", { embeds: Array.from({ length: 11 }, () => ({ description: "d" })) }],
  ["an empty embed", { embeds: [{}] }],
  ["a title of 257", embed({ title: long(257) })],
  ["a description of 4,097", { embeds: [{ description: long(4097) }] }],
  ["an author of 257", embed({ author: { name: long(257) } })],
  ["an author without a name", embed({ author: { name: " " } })],
  ["a footer of 2,049", embed({ footer: { text: long(2049) } })],
  ["26 fields", embed({ fields: Array.from({ length: 26 }, () => ({ name: "n", value: "v" })) })],
  ["a field's name of 257", embed({ fields: [{ name: long(257), value: "v" }] })],
  ["a field's value of 1,025", embed({ fields: [{ name: "n", value: long(1025) }] })],
  ["a field without a value", embed({ fields: [{ name: "n", value: "" }] })],
  ["a field with a blank name", embed({ fields: [{ name: "  ", value: "v" }] })],
  ["6,001 characters in two embeds", { embeds: [{ description: long(3000) }, { description: long(3001) }] }],
  ["a colour beyond 24 bits", embed({ color: 0x1000000 })],
  ["an embed's address of another kind", embed({ url: "javascript:alert(1)" })],
  ["6 rows", withComponents(...Array.from({ length: 6 }, (_, n) => row(button({ custom_id: `b${n}` }))))],
  ["6 buttons in a row", withComponents(row(...Array.from({ length: 6 }, (_, n) => button({ custom_id: `b${n}` }))))],
  ["an empty row", withComponents(row())],
  ["a button outside a row", withComponents(button())],
  ["a custom_id of 101", withComponents(row(button({ custom_id: long(101) })))],
  ["an empty custom_id", withComponents(row(button({ custom_id: "" })))],
  ["a custom_id twice", withComponents(row(button(), button()))],
  ["a button without custom_id", withComponents(row({ type: 2, style: 1, label: "Go" }))],
  ["a button without label", withComponents(row(button({ label: undefined })))],
  ["a label of 81", withComponents(row(button({ label: long(81) })))],
  ["a link button with custom_id", withComponents(row(button({ style: ButtonStyle.Link, url: "https://a.example" })))],
  ["a link button without address", withComponents(row({ type: 2, style: 5, label: "Go" }))],
  ["a select beside a button", withComponents(row(select(), button()))],
  ["a select without options", withComponents(row(select({ options: [] })))],
  ["a select of 26 options", withComponents(row(select({ options: options(26) })))],
  ["a select with a value twice", withComponents(row(select({ options: [...options(1), ...options(1)] })))],
  ["an option's label of 101", withComponents(row(select({ options: [{ label: long(101), value: "v" }] })))],
  ["an option's value of 101", withComponents(row(select({ options: [{ label: "l", value: long(101) }] })))],
  ["max_values above the options", withComponents(row(select({ max_values: 3 })))],
  ["min_values above max_values", withComponents(row(select({ min_values: 2, max_values: 1 })))],
  ["a placeholder of 151", withComponents(row(select({ placeholder: long(151) })))],
  ["a text input in a message", withComponents(row({ type: 4, custom_id: "t", style: 1, label: "l" }))],
  ["the ephemeral flag on a channel message", { content: "c", flags: 64 }],
  ["content beside components of version 2", { content: "c", flags: 32768, components: [{ type: 10, content: "t" }] }],
  ["components of version 2 without their flag", withComponents({ type: 10, content: "t" })],
  [
    "4,001 characters of text components",
    {
      flags: 32768,
      components: [
        { type: 10, content: long(2001) },
        { type: 10, content: long(2000) },
      ],
    },
  ],
  [
    "a component's id twice",
    {
      flags: 32768,
      components: [
        { type: 10, id: 7, content: "a" },
        { type: 10, id: 7, content: "b" },
      ],
    },
  ],
  ["a nonce of 26", { content: "c", nonce: long(26) }],
  ["enforce_nonce without nonce", { content: "c", enforce_nonce: true }],
  ["parse users and users", { content: "c", allowed_mentions: { parse: ["users"], users: ["1"] } }],
  ["101 users", { content: "c", allowed_mentions: { users: Array.from({ length: 101 }, (_, n) => String(n + 1)) } }],
  ["an unknown kind of mention", { content: "c", allowed_mentions: { parse: ["friends"] } }],
  ["a reply to a message that is not there", { content: "c", message_reference: { message_id: "1" } }],
];

describe("a message with", () => {
  test.each(badMessages)("%s is refused", async (_, body) => {
    expect(await say(body)).toMatchObject({ status: 400, code: 50035 });
    expect(loopback.breaches).toHaveLength(1);
    expect(ada.messages()).toEqual([]);
  });

  test("components of version 2 keeps them: an edit turns it no more into text or embeds, nor takes the flag away", async () => {
    const card = {
      flags: 32768,
      components: [{ type: 17, components: [{ type: 10, id: 9, content: "t" }, { type: 14 }] }],
    };
    const { id } = await say(card);
    const edit = (body: object) => call("PATCH", `/channels/${ada.direct.id}/messages/${id}`, body);
    for (const body of [{ content: "c" }, { ...embed({}), flags: 0 }, { content: "c", flags: 0, components: [] }])
      expect(await edit(body)).toMatchObject({ status: 400, code: 50035 });
    expect((await edit({ content: null, components: [{ type: 10, content: "u" }] })).status).toBe(200);
    const [message] = ada.messages();
    expect(message).toMatchObject({ flags: 32768, components: [{ type: 10, id: 1, content: "u" }] });
    expect(loopback.breaches).toHaveLength(3);
  });

  test("components is numbered around the numbers that it has, and notifies by its texts", async () => {
    const texts = [
      { type: 10, id: 1, content: `<@${ada.id}>` },
      { type: 10, content: "b" },
    ];
    await say({ flags: 32768, components: [{ type: 17, components: texts }] });
    expect(ada.messages()[0]?.components).toMatchObject([{ id: 2, components: [{ id: 1 }, { id: 3 }] }]);
    expect([...loopback.world.messages.values()].map(({ pings }) => pings)).toEqual([[ada.id]]);
  });

  test("words of a member is empty for the bot, unless it names the bot or replies to it with a ping", async () => {
    const guild = loopback.addGuild("Town");
    const channel = loopback.addChannel(guild);
    const bob = loopback.person("bob", guild);
    const read = async (id: string) => call("GET", `/channels/${channel.id}/messages/${id}`);
    const [hidden, shown] = [bob.send("Hello", channel), bob.send(`Hello ${bob.botMention}`, channel)];
    expect(await read(hidden.id)).toMatchObject({ status: 200, content: "" });
    expect(await read(shown.id)).toMatchObject({ content: `Hello ${bob.botMention}` });
    expect(await read(bob.forward(shown, channel).id)).toMatchObject({ content: "", message_reference: { type: 1 } });
    expect(await read("1")).toMatchObject({ status: 404, code: 10008 });
    expect(loopback.breaches).toEqual([]);
  });

  test("a key that Discord does not know is recorded", async () => {
    expect((await say({ content: "c", colour: 1 })).status).toBe(200);
    expect(loopback.breaches).toEqual(["colour: not a key that Discord knows"]);
  });

  test("everything at its limit is taken", async () => {
    const fields = Array.from({ length: 25 }, () => ({ name: "n", value: "v" }));
    const full = {
      title: long(256),
      description: long(4096),
      author: { name: long(256) },
      footer: { text: long(1342) },
      fields,
    };
    const rows = Array.from({ length: 5 }, (_, r) =>
      row(...Array.from({ length: 5 }, (__, b) => button({ custom_id: `${r}${b}`, label: long(80) }))),
    );
    const sent = await say({
      content: long(2000),
      embeds: [full],
      components: rows,
      nonce: long(25),
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
    });
    expect(sent.status).toBe(200);
    expect(loopback.breaches).toEqual([]);
  });
});

const command = (changes: object = {}) => ({ name: "ask", description: "d", ...changes });
const option = (changes: object = {}) => ({ type: 3, name: "question", description: "d", ...changes });
const badCommands: readonly [string, object[]][] = [
  ["a capital letter", [command({ name: "Ask" })]],
  ["a space in the name", [command({ name: "a b" })]],
  ["a name of 33", [command({ name: long(33) })]],
  ["no description", [command({ description: "" })]],
  ["a description of 101", [command({ description: long(101) })]],
  ["the same name twice", [command(), command()]],
  ["26 options", [command({ options: Array.from({ length: 26 }, (_, n) => option({ name: `o${n}` })) })]],
  ["an option twice", [command({ options: [option(), option()] })]],
  ["a required option last", [command({ options: [option(), option({ name: "b", required: true })] })]],
  [
    "choices and autocompletion",
    [command({ options: [option({ autocomplete: true, choices: [{ name: "n", value: "v" }] })] })],
  ],
  [
    "26 choices",
    [
      command({
        options: [option({ choices: Array.from({ length: 26 }, (_, n) => ({ name: `n${n}`, value: `v${n}` })) })],
      }),
    ],
  ],
  ["a choice's name of 101", [command({ options: [option({ choices: [{ name: long(101), value: "v" }] })] })]],
  ["a max_length of 6,001", [command({ options: [option({ max_length: 6001 })] })]],
  ["subcommands beside options", [command({ options: [option(), { type: 1, name: "sub", description: "d" }] })]],
  ["a context menu with a description", [{ type: 3, name: "Ask about this", description: "d" }]],
  ["a context that does not exist", [command({ contexts: [7] })]],
];

describe("commands with", () => {
  test.each(badCommands)("%s are refused", async (_, body) => {
    const { status } = await call("PUT", `/applications/${loopback.world.bot.id}/commands`, body);
    expect(status).toBe(400);
    expect(loopback.breaches).not.toEqual([]);
    expect(loopback.world.commands).toEqual([]);
  });
});

describe("an interaction", () => {
  beforeEach(async () => {
    const body = [
      command({
        options: [option({ required: true, max_length: 9 }), option({ name: "article", autocomplete: true })],
      }),
    ];
    await call("PUT", `/applications/${loopback.world.bot.id}/commands`, body);
  });
  const use = () => ada.use("ask", { question: "How?" }).interaction;
  const answer = ({ id, token }: { id: string; token: string }, body: object) =>
    call("POST", `/interactions/${id}/${token}/callback`, body);
  const edit = ({ token }: { token: string }, body: object) =>
    call("PATCH", `/webhooks/${loopback.world.bot.id}/${token}/messages/@original`, body);

  test("is acknowledged once", async () => {
    const one = use();
    expect((await answer(one, { type: 5 })).status).toBe(204);
    expect(await answer(one, { type: 4, data: { content: "c" } })).toMatchObject({ status: 400, code: 40060 });
  });

  test("is gone after 3 seconds, unknown with another token, and unknown when nobody caused it", async () => {
    const one = use();
    loopback.world.advance(3001);
    expect(await answer(one, { type: 5 })).toMatchObject({ status: 404, code: 10062 });
    expect(await answer({ ...use(), token: "other" }, { type: 5 })).toMatchObject({ status: 404, code: 10062 });
    expect(await answer({ id: "1", token: "other" }, { type: 5 })).toMatchObject({ status: 404, code: 10062 });
    expect(loopback.breaches).toHaveLength(3);
  });

  test("can be edited for 15 minutes, once it was acknowledged", async () => {
    const one = use();
    expect(await edit(one, { content: "c" })).toMatchObject({ status: 404, code: 10015 });
    await answer(one, { type: 5 });
    expect((await edit(one, { content: "c" })).status).toBe(200);
    loopback.world.advance(15 * 60_000 + 1);
    expect(await edit(one, { content: "d" })).toMatchObject({ status: 401, code: 50027 });
  });

  test("of a command is not answered with suggestions or an update", async () => {
    for (const type of [1, 6, 7, 8, 99]) expect((await answer(use(), { type })).status).toBe(400);
  });

  test("of a keystroke is answered with 25 suggestions of 100 characters at most", async () => {
    const typed = () => ada.type("ask", "article", "a").interaction;
    const many = Array.from({ length: 26 }, (_, n) => ({ name: `n${n}`, value: `v${n}` }));
    for (const choices of [
      many,
      [{ name: long(101), value: "v" }],
      [{ name: "", value: "v" }],
      [{ name: "n", value: long(101) }],
    ]) {
      expect((await answer(typed(), { type: 8, data: { choices } })).status).toBe(400);
    }
    expect((await answer(typed(), { type: 5 })).status).toBe(400);
    expect((await answer(typed(), { type: 8, data: { choices: many.slice(1) } })).status).toBe(204);
  });

  test("opens a form within its limits, which the person it was shown to can send", async () => {
    const input = {
      type: ComponentType.TextInput,
      custom_id: "text",
      style: TextInputStyle.Paragraph,
      label: "Text",
      max_length: 4000,
    };
    const form = (changes: object = {}, inputs: object[] = [row(input)]) => ({
      type: 9,
      data: { custom_id: "f", title: "Form", components: inputs, ...changes },
    });
    const bad = [
      form({ title: long(46) }),
      form({ custom_id: long(101) }),
      form({}, []),
      form({}, [row({ ...input, label: long(46) })]),
      form({}, [row({ ...input, max_length: 4001 })]),
      form({}, [row({ ...input, placeholder: long(101) })]),
      form({}, [row(button())]),
      form({}, [row(input), row(input)]),
    ];
    for (const one of bad) expect((await answer(use(), one)).status).toBe(400);
    const opened = ada.use("ask", { question: "How?" });
    expect((await answer(opened.interaction, form())).status).toBe(204);
    const sent = await ada.submit(opened, { text: "Some text" });
    expect((await answer(sent.interaction, form())).status).toBe(400);
    expect((await answer(sent.interaction, { type: 4, data: { content: "c" } })).status).toBe(204);
    await expect(ada.submit(opened, { text: long(4001) })).rejects.toThrow("4001");
    await expect(ada.submit(opened, { other: "x" })).rejects.toThrow("no “other”");
  });

  test("of a button is answered, and only a button that is there, enabled and visible can be pressed", async () => {
    const one = ada.use("ask", { question: "How?" });
    const components = [row(button(), button({ custom_id: "off", label: "Off", disabled: true }))];
    await answer(one.interaction, { type: 4, data: { content: "c", flags: 64, components } });
    const message = await one.reply();
    expect((await answer(ada.press(message, "Go").interaction, { type: 7, data: { content: "d" } })).status).toBe(204);
    expect((await one.reply()).content).toBe("d");
    expect(() => ada.press(message, "Off")).toThrow("disabled");
    expect(() => ada.press(message, "Other")).toThrow("no button");
    expect(() => loopback.person("bob").press(message, "Go")).toThrow();
  });
});

describe("a person cannot", () => {
  test("use what is not registered, leave out what is required, or write beyond a limit", async () => {
    await call("PUT", `/applications/${loopback.world.bot.id}/commands`, [
      command({ contexts: [1], options: [option({ required: true, max_length: 9 })] }),
    ]);
    const guild = loopback.addGuild("Town");
    const channel = loopback.addChannel(guild);
    const bob = loopback.person("bob", guild);
    expect(() => ada.use("other")).toThrow("no command");
    expect(() => ada.use("ask")).toThrow("needs the option");
    expect(() => ada.use("ask", { question: long(10) })).toThrow("does not take");
    expect(() => ada.use("ask", { question: 5 })).toThrow("does not take");
    expect(() => ada.use("ask", { question: "How?", other: "x" })).toThrow("no option");
    expect(() => ada.type("ask", "question", "x")).toThrow("does not complete itself");
    expect(() => bob.use("ask", { question: "How?" }, channel)).toThrow("not offered here");
    expect(() => ada.send("hi", channel)).toThrow("is not in");
    expect(() => bob.send("hi", ada.direct)).toThrow("is not in");
    expect(() => ada.send(long(2001))).toThrow("2000");
    expect(() => ada.send(" ")).toThrow("text, files or");
    expect(() =>
      ada.send("f", ada.direct, { files: [{ name: "big", data: new Uint8Array(10 * 1024 * 1024 + 1) }] }),
    ).toThrow("10 MB");
  });
});

describe("a request", () => {
  test("to an unknown route, without a token, agent or JSON is refused and recorded", async () => {
    expect(await call("GET", "/guilds/1/bans")).toMatchObject({ status: 404 });
    expect(await call("GET", "/gateway/bot", undefined, { "User-Agent": "curl" })).toMatchObject({ status: 403 });
    const agent = { "User-Agent": "DiscordBot (https://example.com, 1)" };
    expect((await fetch(`${loopback.apiUrl}/v10/gateway/bot`, { headers: agent })).status).toBe(401);
    const path = `/channels/${ada.direct.id}/messages`;
    const headers = { ...agent, Authorization: `Bot ${loopback.token}`, "Content-Type": "application/json" };
    const broken = await fetch(`${loopback.apiUrl}/v10${path}`, { method: "POST", headers, body: "{" });
    expect(await broken.json()).toMatchObject({ code: 50109 });
    expect(loopback.breaches).toHaveLength(4);
  });

  test("with another token is refused", async () => {
    expect(await call("GET", "/gateway/bot", undefined, { Authorization: "Bot other" })).toMatchObject({ status: 401 });
  });

  test("for somebody else's message or an ephemeral one is refused", async () => {
    const theirs = ada.send("mine");
    const path = `/channels/${ada.direct.id}/messages/${theirs.id}`;
    expect(await call("PATCH", path, { content: "x" })).toMatchObject({ status: 403, code: 50005 });
    expect(await call("PATCH", `/channels/${ada.direct.id}/messages/1`, { content: "x" })).toMatchObject({
      status: 404,
      code: 10008,
    });
  });

  test("with the nonce of a message that was sent gives that message", async () => {
    const [one, two] = [
      await say({ content: "c", nonce: "n", enforce_nonce: true }),
      await say({ content: "c", nonce: "n", enforce_nonce: true }),
    ];
    expect(two.id).toBe(one.id);
    expect(ada.messages()).toHaveLength(1);
  });
});

describe("the gateway", () => {
  const identify = (d: object) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(`${loopback.gateway.url}/?v=10&encoding=json`);
      socket.on("close", resolve);
      socket.on("message", (data) => {
        if (JSON.parse(String(data)).op === 10) socket.send(JSON.stringify({ op: 2, d: { properties: {}, ...d } }));
        else socket.close(1000);
      });
    });

  test("refuses a wrong token, privileged and unknown intents", async () => {
    const { token } = loopback;
    expect(await identify({ token: "other", intents: 1 })).toBe(4004);
    expect(await identify({ token, intents: 1 << 15 })).toBe(4014);
    expect(await identify({ token, intents: 1 << 30 })).toBe(4013);
    expect(await identify({ token, intents: 1 })).toBe(1000);
  });
});

test("pings are those that the text names and allowed mentions allow", () => {
  const text = "<@1> <@!2> <@&3> \\<@4> `@everyone`";
  expect(pingsOf(text, undefined, "9")).toEqual(["1", "2", "4", "3", "everyone", "9"]);
  expect(pingsOf(text, { parse: [] }, "9")).toEqual([]);
  expect(pingsOf(text, { parse: ["roles" as never], users: ["2"], replied_user: true }, "9")).toEqual(["2", "3", "9"]);
});
