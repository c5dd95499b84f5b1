import { type APIMessageTopLevelComponent, type ButtonInteraction, ComponentType, MessageFlags } from "discord.js";
import type { Reply } from "../../../conversation/conversations.js";
import { isGiven } from "../../../retrieval/answer.js";
import { type Row, rowsIn, withRows } from "../../card.js";
import { type BotContext, NotAllowedError } from "../../context.js";
import type { Button } from "../../feature.js";
import { conversationKey, scopeOf } from "../../incoming.js";
import { isAskedIn } from "../../reading/asked.js";
import { judged } from "../../reading/verdict-buttons.js";
import { renderReply } from "./answer-buttons.js";
import { deleteButton, shareKind } from "./kept-answer.js";

type Components = readonly APIMessageTopLevelComponent[];

/** Shows a private answer to everybody in the channel, as shared by this person, who can delete it. */
export const share: Button = {
  kind: shareKind,
  isPrivate: false,
  async run(interaction, articleId, context) {
    const { message, user } = interaction;
    const { library, texts } = context;
    const isHere = articleId === "" || (await library.list(scopeOf(interaction))).some(({ id }) => id === articleId);
    if (!isHere || !message.flags.has(MessageFlags.IsComponentsV2))
      throw new NotAllowedError((own) => own.say("reading.no-longer-here"));
    const components = (await inTheirLanguage(interaction, context)) ?? asItIs(interaction, context);
    const shared = texts.say("ask.shared-by", { person: `<@${user.id}>` });
    const by = { type: ComponentType.TextDisplay, content: `-# ${shared}` } as const;
    return { components: [...components, by], flags: MessageFlags.IsComponentsV2 };
  },
};

/** The answer as the person sees it, walked on from or not. */
function asItIs({ message, user }: ButtonInteraction, { texts }: BotContext): Components {
  const toDelete = (row: Row) =>
    row.some(isShare) ? [...row.filter((one) => !isShare(one)), deleteButton(user.id, texts)] : row;
  return withRows(
    message.components.map((one) => one.toJSON() as APIMessageTopLevelComponent),
    toDelete,
  );
}

/** The same in the language of the place, where that is another and the answer is remembered. */
async function inTheirLanguage(interaction: ButtonInteraction, context: BotContext): Promise<Components | undefined> {
  const { conversations, languages, settings, texts } = context;
  const reply = conversations.last(conversationKey(interaction));
  if (reply === undefined || texts === languages.ofPerson(interaction) || !isShown(reply, interaction))
    return undefined;
  const { wording } = await settings.get(scopeOf(interaction));
  const told = renderReply(reply, { texts, wording, owner: interaction.user.id, isInGuild: true });
  return told.flags === undefined ? undefined : told.components;
}

/** Whether a message shows this answer: the same question, and the paragraph that was found. */
function isShown({ answer }: Reply, { message }: ButtonInteraction): boolean {
  const shown = judged(rowsIn(message));
  const found = isGiven(answer) ? answer.passages[0] : undefined;
  return (
    isAskedIn(message, answer.question) &&
    shown?.articleId === found?.article.id &&
    shown?.number === found?.paragraph.number
  );
}

function isShare(one: Row[number]): boolean {
  return "custom_id" in one && one.custom_id.startsWith(`${shareKind}:`);
}
