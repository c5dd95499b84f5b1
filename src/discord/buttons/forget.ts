import { isConversationOf } from "../conversation-key.js";
import { buttonRow } from "../message.js";
import { dangerButton, ownedButton } from "../owned-button.js";
import { keepKind } from "../removal-buttons.js";
import { askToForgetKind, forgetKind } from "../render-kept.js";
import type { ButtonHandler } from "./button.js";

/** "Delete all of it" below `/privacy`: asks first. */
export const askToForget: ButtonHandler = {
  kind: askToForgetKind,
  owned: true,
  run: async (interaction) => ({
    content:
      "Delete your own articles, your settings, your verdicts and your last questions for good? This cannot be undone.",
    ...buttonRow([dangerButton(interaction, forgetKind, "", "Delete"), ownedButton(interaction, keepKind, "", "Keep")]),
  }),
};

/** "Delete", in answer to that. */
export const forget: ButtonHandler = {
  kind: forgetKind,
  owned: true,
  async run(interaction, _, { retention, conversations }) {
    await retention.forgetPerson(interaction.user.id);
    conversations.forget((key) => isConversationOf(key, interaction.user.id));
    return { content: "Deleted. Nothing is kept about you any more." };
  },
};
