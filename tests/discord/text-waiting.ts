import type { APIMessage } from "discord-api-types/v10";
import type { Loopback } from "../loopback/loopback.js";
import type { Person } from "../loopback/person.js";
import type { Channel } from "../loopback/world.js";

/** The newest message that a person sees in a channel, once its text fits. */
export function messageWith({ world }: Loopback, person: Person, channel: Channel, text: RegExp): Promise<APIMessage> {
  return world.until(`a message like ${text}`, () =>
    person.messages(channel).findLast(({ content }) => text.test(content)),
  );
}
