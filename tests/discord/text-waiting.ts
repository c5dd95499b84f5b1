import { setTimeout as sleep } from "node:timers/promises";
import type { APIMessage } from "discord-api-types/v10";
import type { Loopback } from "../loopback/loopback.js";
import type { Invocation, Person } from "../loopback/person.js";
import type { Channel } from "../loopback/world.js";
import { textsOf } from "./seen.js";

/** The newest message that a person sees in a channel, once its text fits. */
export function messageWith({ world }: Loopback, person: Person, channel: Channel, text: RegExp): Promise<APIMessage> {
  return world.until(`a message like ${text}`, () =>
    person.messages(channel).findLast((message) => text.test(textsOf(message).join("\n"))),
  );
}

/** The answer to what reads a document, once it is no progress any more: that is shown where reading takes two seconds. */
export async function outcome(invocation: Invocation): Promise<APIMessage> {
  for (;;) {
    const message = await invocation.reply();
    if (!message.content.startsWith("Reading ")) return message;
    await sleep(25);
  }
}
