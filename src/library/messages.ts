import type { Paragraph } from "../documents/article.js";
import type { Person } from "../store/scope.js";
import type { WrittenMessage } from "../store/store.js";

/** What is left of an article's text without the messages that a person wrote, numbered anew, and whose it is. */
export function withoutMessagesOf(
  person: Person,
  paragraphs: readonly Paragraph[],
  messages: readonly WrittenMessage[],
): { readonly paragraphs: Paragraph[]; readonly messages: WrittenMessage[] } {
  const theirs = messages.filter((message) => message.person === person);
  const stays = ({ number }: Paragraph) => !theirs.some(({ first, last }) => number >= first && number <= last);
  const left = paragraphs.filter(stays);
  const numbers = new Map(left.map(({ number }, at) => [number, at + 1]));
  return {
    paragraphs: left.map((paragraph, at) => ({ ...paragraph, number: at + 1 })),
    messages: messages.flatMap((message) => {
      const [first, last] = [numbers.get(message.first), numbers.get(message.last)];
      return message.person === person || first === undefined || last === undefined
        ? []
        : [{ ...message, first, last }];
    }),
  };
}
