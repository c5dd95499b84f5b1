import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from "discord.js";
import { MAX_DOCUMENT_BYTES } from "../../../documents/formats/registry.js";
import { type Texts, texts } from "../../../interface-texts/texts.js";
import { fileSize } from "../../../presentation/counts.js";
import type { Form } from "../../feature.js";
import { requireManager } from "../../permissions.js";
import { limits } from "../../text/limits.js";
import { headOf } from "../../text/plain-text.js";
import { addAll } from "./add-all.js";
import { begunBy, partOf } from "./import.js";
import { type Offer, offerOfAddress, offerOfFile, offerOfText } from "./offer.js";
import { reportButtons } from "./report-buttons.js";

const formKind = "add";
/** Discord takes no more in one form. */
const mostFiles = 10;
/** The longest address that is fetched, times what fits into one form. */
const addressesLength = 4000;

/** The form as it opens: files, addresses or a text, or all of them. @param title is filled in already */
export function addFormWith(title: string, words: Texts): APIModalInteractionResponseCallbackData {
  const size = fileSize(MAX_DOCUMENT_BYTES, words);
  return {
    custom_id: `${formKind}:`,
    title: words.say("add.form-title"),
    components: [
      label(words.say("add.files"), words.say("add.files-explained", { size }), {
        type: ComponentType.FileUpload,
        custom_id: "files",
        min_values: 0,
        max_values: mostFiles,
        required: false,
      }),
      label(words.say("add.addresses"), words.say("add.addresses-explained"), {
        ...text("addresses", TextInputStyle.Paragraph, addressesLength),
        placeholder: "https://",
      }),
      label(
        words.say("add.text"),
        words.say("add.text-explained"),
        text("text", TextInputStyle.Paragraph, limits.textInput),
      ),
      label(words.say("add.title"), words.say("add.title-explained"), {
        ...text("title", TextInputStyle.Short, 300),
        ...(title !== "" && { value: title }),
      }),
    ],
  };
}

/** What the form brings, each as an article. */
export const addForm: Form = {
  kind: formKind,
  begins: (interaction) =>
    offersIn(interaction, texts(interaction.locale)).map((offer, at) =>
      begunBy(offer, interaction, partOf(interaction, at)),
    ),
  async run(interaction, context, live) {
    await requireManager(interaction, context);
    const offers = offersIn(interaction, context.texts);
    if (offers.length === 0) return { content: context.texts.say("add.form-empty") };
    const title = interaction.fields.getTextInputValue("title").trim() || undefined;
    const facts = { form: formKind };
    const adding = { by: interaction, asked: interaction, title };
    const { report, articleIds } = await addAll(context, offers, adding, live, facts);
    const unused = title !== undefined && offers.length > 1 ? [context.texts.say("add.title-unused")] : [];
    return {
      content: headOf([report, ...unused].join("\n"), limits.content),
      ...reportButtons(context.texts, ...articleIds),
    };
  },
};

function offersIn({ fields }: ModalSubmitInteraction, words: Texts): Offer[] {
  const files = [...(fields.getUploadedFiles("files")?.values() ?? [])];
  const addresses = fields
    .getTextInputValue("addresses")
    .split(/\s+/)
    .map((address) => address.replace(/^<(.*)>$/, "$1"))
    .filter((address) => address !== "");
  const pasted = fields.getTextInputValue("text");
  return [
    ...files.map(offerOfFile),
    ...[...new Set(addresses)].map(offerOfAddress),
    ...(pasted.trim() === "" ? [] : [offerOfText(pasted, words.say("add.pasted-text"))]),
  ];
}

function label(name: string, description: string, component: APIComponentInLabel): APILabelComponent {
  return { type: ComponentType.Label, label: name, description, component };
}

function text(custom_id: string, style: TextInputStyle, max_length: number) {
  return { type: ComponentType.TextInput as const, custom_id, style, max_length, required: false };
}
