import { termsOf } from "./terms.js";

/**
 * Words that a question is built of, not about: an article need not have them to answer it. English, with what people
 * write in a chat; of other languages every word counts as content.
 */
const TERMS: ReadonlySet<string> = new Set(
  termsOf(`a an the this that these those some any anyone anything
    of in on at to for from by with about as into than if and or but so also no not
    i me my we us our you your he him his she her it its itself they them their there then im ive
    who whom whose what when where why how which whats hows wheres many much
    is are was were be been being am do does did done has have had dont doesnt didnt isnt wasnt
    will would can cant could should may might must
    say says said tell know want need just really like
    hi hey hello ok okay um lol wait please pls plz thanks thx`),
);

/** Whether a term is a function word or chat, and tells nothing about a question's subject. */
export function isFunctionWord(term: string): boolean {
  return TERMS.has(term);
}
