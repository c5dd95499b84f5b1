import { readFileSync } from "node:fs";
import path from "node:path";
import { createViteServer } from "vitest/node";

const ROOT = path.resolve(import.meta.dirname, "../../..");
/** Nobody waits longer for an answer: then it counts as lost. In milliseconds. */
const PATIENCE = 60_000;
const LOADING = 1 << 7;

/** What is said to who asks too much, and what where something went wrong (`interface-texts/en.ts`). */
const REFUSALS = /asks? (?:just now|faster) than I can|that I have not answered yet/;
const FAILURES = /reference \w{8}/;

/** What people do, by how often they do it. */
const MIX = [
  ["command", 0.5],
  ["message", 0.3],
  ["button", 0.1],
  ["completion", 0.1],
];

/** A Discord with servers full of people who ask. */
export class People {
  #persons = [];
  #questions;
  #asked = 0;
  #replies = new Map();
  #buttons = [];

  static async start(servers, persons) {
    // Vite reads the loopback's TypeScript, as it does for the tests.
    const vite = await createViteServer({
      root: ROOT,
      configFile: false,
      server: { middlewareMode: true, watch: null },
    });
    const { Loopback } = await vite.ssrLoadModule("/tests/loopback/loopback.ts");
    const people = new People();
    people.vite = vite;
    people.loopback = await Loopback.start();
    people.#questions = readFileSync(path.join(ROOT, "tests/shipped-article/questions.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).text);
    for (let at = 0; at < servers; at++)
      people.#addServer(at, Math.round(((at + 1) * persons) / servers) - Math.round((at * persons) / servers));
    people.#indexReplies();
    return people;
  }

  /** Somebody does something; how it ended. `button` is a question's where there is no answer yet to press something of. */
  async act() {
    const { person, channel } = this.#persons[Math.floor(Math.random() * this.#persons.length)];
    const kind = this.#kind();
    const began = performance.now();
    const since = () => (performance.now() - began) / 1000;
    if (kind === "message") {
      const message = person.send(`${person.botMention} ${this.#question()}`, channel);
      const reply = await this.#until(() => this.#replies.get(message.id));
      this.#replies.delete(message.id);
      return this.#outcome(kind, undefined, reply && since(), reply);
    }
    const invocation = this.#invoke(kind, person, channel);
    const { interaction } = invocation;
    const isTaken = await this.#until(() => interaction.callback);
    const acknowledged = isTaken && since();
    if (kind === "completion") return this.#outcome(kind, acknowledged, acknowledged, {});
    const reply = isTaken && (await this.#until(() => this.#shown(interaction)));
    if (kind === "command" && reply !== undefined) this.#offer(person, channel, reply);
    return this.#outcome(kind, acknowledged, reply && since(), reply);
  }

  /** What the loopback keeps of requests and of what was said, which is no part of what is measured. */
  forget() {
    this.loopback.http.requests.splice(0);
    const { messages, interactions } = this.loopback.world;
    const old = Date.now() - 2 * PATIENCE;
    for (const [id, { createdAt }] of interactions) if (createdAt < old) interactions.delete(id);
    for (const id of [...messages.keys()].slice(0, Math.max(0, messages.size - 5_000))) messages.delete(id);
  }

  async stop() {
    await this.loopback.stop();
    await this.vite.close();
  }

  #addServer(at, size) {
    const guild = this.loopback.addGuild(`Server ${at}`);
    const channel = this.loopback.addChannel(guild);
    for (let member = 0; member < size; member++)
      this.#persons.push({ person: this.loopback.person(`person-${at}-${member}`, guild), channel });
  }

  #invoke(kind, person, channel) {
    if (kind === "completion") return person.type("ask", "article", "chi", { question: "who met in beijing" }, channel);
    if (kind === "button") {
      const pressed = this.#buttons.pop();
      if (pressed !== undefined) return pressed.person.press(pressed.message, "Why?");
    }
    return person.use("ask", { question: this.#question() }, channel);
  }

  /** No question is asked twice in the same words: what is remembered would not be measured. */
  #question() {
    const at = this.#asked++;
    return `${this.#questions[at % this.#questions.length]} ${at}`;
  }

  #kind() {
    let left = Math.random();
    for (const [kind, share] of MIX) {
      left -= share;
      if (left < 0) return kind;
    }
    return "command";
  }

  #offer(person, channel, message) {
    if (JSON.stringify(message.components ?? []).includes('"Why?"')) this.#buttons.push({ person, channel, message });
    if (this.#buttons.length > 100) this.#buttons.shift();
  }

  /** The message that answers an interaction, once it is more than "is thinking…". */
  #shown({ responseId, messageIds }) {
    const { messages } = this.loopback.world;
    const message = messages.get(responseId)?.message;
    if (message === undefined) {
      const followUp = messageIds.find((id) => id !== responseId);
      return followUp && messages.get(followUp)?.message;
    }
    return ((message.flags ?? 0) & LOADING) === 0 ? message : undefined;
  }

  #until(find) {
    return this.loopback.world.until("an answer", find, PATIENCE).catch(() => undefined);
  }

  #outcome(kind, acknowledged, answered, reply) {
    const said = reply?.content ?? "";
    return { kind, acknowledged, answered, isRefused: REFUSALS.test(said), isFailure: FAILURES.test(said) };
  }

  /** Replies by the message that they are to: to look for one among all would take longer the more was said. */
  #indexReplies() {
    const { messages } = this.loopback.world;
    const set = messages.set.bind(messages);
    messages.set = (id, stored) => {
      const to = stored.message.message_reference?.message_id;
      if (to !== undefined) this.#replies.set(to, stored.message);
      return set(id, stored);
    };
  }
}
