import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
  type Message,
} from "discord.js";
import type { Documents, LoadedDocument } from "../../../documents/documents.js";
import { DOCUMENT_FILES, MAX_DOCUMENT_BYTES } from "../../../documents/formats/registry.js";
import type { Texts } from "../../../interface-texts/texts.js";
import { fileSize } from "../../../presentation/counts.js";
import type { WrittenMessage } from "../../../store/store.js";
import { named } from "../../text/plain-text.js";

/** A document that a person wants to add. */
export interface Offer {
  /** What it is called before its title is known. */
  readonly name: string;
  /** Its size in bytes, where Discord told. */
  readonly bytes?: number;
  load(documents: Documents): Promise<LoadedDocument & { readonly messages?: readonly WrittenMessage[] }>;
}

/** The options of a command that bring a document. */
export const offerOptions = [
  {
    type: ApplicationCommandOptionType.Attachment,
    name: "file",
    description: `A ${DOCUMENT_FILES} file, at most ${MAX_DOCUMENT_BYTES / 1e6} MB`,
  },
  {
    type: ApplicationCommandOptionType.String,
    name: "url",
    description: "The address of a public page or document",
    max_length: 2048,
  },
] as const satisfies readonly APIApplicationCommandBasicOption[];

/** What they brought. */
export function offersOf({ options }: ChatInputCommandInteraction): Offer[] {
  const file = options.getAttachment("file");
  const address = options.getString("url");
  return [...(file === null ? [] : [offerOfFile(file)]), ...(address === null ? [] : [offerOfAddress(address)])];
}

/** A file that is attached to a message or command. */
export function offerOfFile({ name, size, url }: { name: string; size: number; url: string }): Offer {
  return { name, bytes: size, load: (documents) => documents.fromAttachment(url, name, size) };
}

/** A web address. */
export function offerOfAddress(address: string): Offer {
  return { name: address, load: (documents) => documents.fromUrl(address) };
}

/** A message that somebody wrote, as `messageDocument` has it. @param address its own in Discord */
export function offerOfMessage(text: string, address: string, texts: Texts): Offer {
  return {
    name: texts.say("import.the-message"),
    bytes: Buffer.byteLength(text),
    load: (documents) => documents.fromMarkdown(text, address),
  };
}

/** The same of what a person wrote or sent in a message: all of it is theirs. A bot is no person. */
export function writtenIn(offer: Offer, { author, url: address, webhookId }: Message): Offer {
  if (author.bot || webhookId !== null) return offer;
  return {
    ...offer,
    async load(documents) {
      const loaded = await offer.load(documents);
      const last = loaded.article.paragraphs.length;
      return { ...loaded, messages: [{ person: author.id, address, first: 1, last }] };
    },
  };
}

/** Text that a person wrote or pasted. */
export function offerOfText(text: string, name: string): Offer {
  return { name, bytes: Buffer.byteLength(text), load: (documents) => documents.fromText(text, name) };
}

/** The sentence for a file that is too large to be fetched at all; `undefined` for all others. */
export function tooLarge({ name, bytes = 0 }: Offer, texts: Texts): string | undefined {
  if (bytes <= MAX_DOCUMENT_BYTES) return undefined;
  const [size, limit] = [fileSize(bytes, texts), fileSize(MAX_DOCUMENT_BYTES, texts)];
  return texts.say("import.too-large", { name: named(name), size, limit });
}
