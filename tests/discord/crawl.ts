import {
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  type APISelectMenuComponent,
  ComponentType,
} from "discord-api-types/v10";
import type { Loopback } from "../loopback/loopback.js";
import type { Invocation, Person } from "../loopback/person.js";
import { flatten, isButton, isSelect } from "../loopback/rules-components.js";

/** Reads whatever the bot of a loopback shows, and uses what can be pressed and chosen. */
export class Crawl {
  /** Every text that was shown, of messages, their components and forms. */
  readonly texts = new Set<string>();

  constructor(private readonly loopback: Loopback) {}

  /** What came of a command or form. */
  async answer(work: Invocation): Promise<APIMessage> {
    const message = await work.reply();
    this.#read();
    return message;
  }

  /** The form that something opened. */
  async form(work: Invocation): Promise<APIModalInteractionResponseCallbackData> {
    const form = await this.loopback.world.until(`a form of ${work.interaction.name}`, () => work.interaction.modal);
    this.#read();
    return form;
  }

  /** Presses every button of a message and chooses the first of every menu, but those of some kinds. */
  async useAll(person: Person, message: APIMessage, but: readonly string[] = []): Promise<void> {
    for (const id of usable(message)) {
      const now = this.loopback.world.messages.get(message.id)?.message;
      if (but.includes(id.split(":")[0] ?? "") || now === undefined || !usable(now).includes(id)) continue;
      await this.use(person, now, id);
    }
  }

  /** Presses the button, or chooses the first of the menu, whose custom id begins so; the message as it is then. */
  async use(person: Person, { id: messageId }: APIMessage, beginning: string): Promise<APIMessage | undefined> {
    const { world } = this.loopback;
    const shown = () => world.messages.get(messageId)?.message;
    const [message, before] = [shown(), JSON.stringify(shown())];
    const id = usable(message).find((one) => one.startsWith(beginning));
    if (message === undefined || id === undefined)
      throw new Error(`“${beginning}” is none of ${usable(message).join(" ")}.`);
    const menu = flatten(message.components ?? []).find((one) => one.custom_id === id && isSelect(one));
    const work =
      menu === undefined
        ? person.press(message, id)
        : person.choose(message, id, firstOf(menu as APISelectMenuComponent));
    const isAnswered = () =>
      work.interaction.modal !== undefined || work.followUps().length > 0 || JSON.stringify(shown()) !== before;
    const response = () => world.messages.get(work.interaction.responseId ?? "")?.message;
    await world.until(`what comes of “${id}”`, () => {
      const told = response();
      const isTold = told !== undefined && told.id !== messageId && ((told.flags ?? 0) & 128) === 0;
      return isTold || isAnswered() ? true : undefined;
    });
    this.#read();
    return shown();
  }

  #read(): void {
    const { messages, interactions, bot } = this.loopback.world;
    for (const { message } of messages.values())
      if (message.author.id === bot.id)
        for (const text of textsIn([message.content, message.embeds, message.components])) this.texts.add(text);
    for (const { modal } of interactions.values()) for (const text of textsIn(modal)) this.texts.add(text);
  }
}

const shownKeys = new Set(["content", "label", "title", "description", "placeholder", "name", "value", "text"]);

/** Every text under these names, whatever holds it. */
function textsIn(value: unknown, key = "content"): string[] {
  if (typeof value === "string") return shownKeys.has(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, key));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => textsIn(one, name));
}

function usable(message: APIMessage | undefined): string[] {
  return flatten(message?.components ?? []).flatMap((one) => {
    const isOpen = (isButton(one) && one.disabled !== true) || isSelect(one);
    return isOpen && "custom_id" in one ? [one.custom_id] : [];
  });
}

function firstOf(menu: APISelectMenuComponent): string[] {
  return menu.type === ComponentType.StringSelect ? [menu.options.at(-1)?.value ?? ""] : [];
}
