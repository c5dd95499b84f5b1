import type { SmallTalk } from "./language.js";
import { wordsOf } from "./terms.js";

/** Whole greetings, and thanks and goodbyes, in the languages that the interface speaks beside English; as `wordsOf` gives their words. */
const COURTESIES: Readonly<Record<"greeting" | "thanks", readonly string[]>> = {
  greeting: [
    ...["hallo", "moin", "servus", "gruss gott", "grussgott", "guten morgen", "guten tag", "guten abend", "huhu"],
    ...["hola", "buenas", "buenos dias", "buenas tardes", "buenas noches", "que tal"],
    ...["bonjour", "bonsoir", "salut", "coucou"],
    ...["привет", "здравствуй", "здравствуйте", "добрый день", "доброе утро", "добрый вечер"],
    ...["你好", "您好", "嗨", "早上好", "大家好"],
  ],
  thanks: [
    ...["danke", "danke schon", "dankeschon", "vielen dank", "danke dir", "tschuss", "tschau", "gute nacht"],
    ...["gracias", "muchas gracias", "mil gracias", "adios", "hasta luego"],
    ...["merci", "merci beaucoup", "merci bien", "au revoir", "bonne nuit"],
    ...["спасибо", "большое спасибо", "спасибо большое", "пока", "до свидания"],
    ...["谢谢", "谢谢你", "谢谢您", "多谢", "再见"],
  ],
};

const KINDS = new Map(
  (["greeting", "thanks"] as const).flatMap((kind) =>
    COURTESIES[kind].map((text) => [wordsOf(text).join(" "), kind] as const),
  ),
);

/**
 * What a text is that is nothing but a greeting, or thanks, in a language that the model does not know: it could only guess.
 * `undefined` for all others.
 */
export function courtesyIn(text: string): SmallTalk | undefined {
  return KINDS.get(wordsOf(text).join(" "));
}
