/**
 * What an ICU message takes, read off its text: `{title}` a text or a number, `{count, plural, …}` and `{share, number}` a number,
 * `{kind, select, …}` a text. A message that is said without one of them does not compile. No apostrophe quotes a brace in ours.
 */
export type ArgumentsIn<Message extends string> = { readonly [One in Found<Message> as One[0]]: One[1] };

/** The arguments as pairs. Braces are either of arguments, which stand in text, or of the branches inside of one. */
type Found<
  Message extends string,
  In extends "text" | "branches" = "text",
> = Message extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${infer Rest}`
    ? Found<`${Rest}{${After}`, Outside<In>>
    : In extends "branches"
      ? Found<After, "text">
      : Argument<After>
  : never;

type Argument<After extends string> = After extends `${infer Head}}${infer Rest}`
  ? Head extends `${infer Name},${infer Kind}`
    ? [Name, TypeOf<Kind>] | (After extends `${Name},${infer Tail}` ? Found<Tail, "branches"> : never)
    : [Head, string | number] | Found<Rest, "text">
  : never;

type Outside<In extends "text" | "branches"> = In extends "text" ? "branches" : "text";

type TypeOf<Kind extends string> = Kind extends ` select,${string}` ? string : number;
