import type { APIEmbed } from "discord.js";

/** What Pilcrow says: text or an embed. Ready for every way of sending, which adds flags and references of its own. */
export interface OutgoingMessage {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
}

/** No text that Pilcrow sends may notify anybody, whatever it quotes. Every message carries it. */
export const mentionsNobody = { parse: [], repliedUser: false } as const;
