import pMap from "p-map";
import type { Embedder } from "../embedding/embedder.js";
import { fingerprintOf } from "../embedding/kept-examples.js";
import { weightsOf } from "../embedding/manifest.js";
import { courtesyIn } from "../language/courtesies.js";
import { withoutFraming } from "../language/framing.js";
import { purposeExamples } from "../language/languages.js";
import { isForeign } from "../language/other-languages.js";
import { type Answer, isSearched, passagesOf } from "../retrieval/answer.js";
import { type EmbeddedExamples, examplesInOrder, type Recognized, recognizePurpose } from "../retrieval/purpose.js";
import type { Model } from "./models.js";
import { QuestionEmbeddings } from "./question-embeddings.js";

/** A longer question asks for something. In UTF-16 units. */
const LONGEST = 200;

/** The share of a foreign question's terms that an answer must have. */
const LEAST_COVERAGE = 0.5;

/**
 * So many examples are on their way at a time: they go as questions, by whose prefix they are compared, and a question that
 * comes meanwhile waits for these alone.
 */
const SOME_AT_ONCE = { concurrency: 4 };

/** Each model has the examples' embeddings from the first question on. */
const embedded = new WeakMap<Embedder, Promise<EmbeddedExamples>>();

/** What a question is for, and its embedding without framing, which an overview may look for. */
export interface PurposeOfQuestion {
  readonly recognized: Recognized;
  /** `undefined` where an overview was asked for without words. */
  readonly vector: Float32Array | undefined;
}

/**
 * What a question is for, where it asks for nothing in the text; `undefined` for an ordinary one, and where the model has not
 * been tuned to tell.
 * @param titles of the articles that may be meant
 * @param embeddings of this question
 */
export async function purposeOf(
  model: Model,
  question: string,
  titles: readonly string[],
  embeddings = new QuestionEmbeddings(),
): Promise<PurposeOfQuestion | undefined> {
  const { embedder, purposes } = model;
  if (purposes === undefined || question.length > LONGEST) return undefined;
  const courtesy = courtesyIn(question);
  if (courtesy !== undefined) return { recognized: { smallTalk: courtesy }, vector: undefined };
  const examples = await examplesOf(model);
  const recognize = async (text: string): Promise<PurposeOfQuestion | undefined> => {
    const { vector } = await embeddings.of(embedder, text);
    const recognized = recognizePurpose({ text, vector }, examples, titles, purposes);
    return recognized && { recognized, vector };
  };
  const plain = withoutFraming(question);
  const whole = await recognize(plain);
  // "Thank you for your help" is small talk by its framing; a question behind a greeting is none.
  if (whole !== undefined || plain === question) return whole;
  const framed = await recognize(question);
  return framed && "smallTalk" in framed.recognized ? framed : undefined;
}

/**
 * What is said to a question in a language that the model does not know, instead of a refusal or a guess. An answer stands
 * where it has the question's own words: then the article is in that language too.
 */
export function saidInForeignLanguage(answer: Answer, { languages }: Model): Answer {
  if (languages === undefined || !isSearched(answer) || !isForeign(answer.question, languages)) return answer;
  const [best] = passagesOf(answer);
  if (answer.kind === "found" && (best?.parts.coverage ?? 0) >= LEAST_COVERAGE) return answer;
  return { kind: "small-talk", question: answer.question, reply: "foreign-language" };
}

function examplesOf(model: Model): Promise<EmbeddedExamples> {
  const known = embedded.get(model.embedder);
  if (known) return known;
  const embedding = embeddedExamples(model);
  embedded.set(model.embedder, embedding);
  // What failed once may go better the next time.
  embedding.catch(() => embedded.delete(model.embedder));
  return embedding;
}

/** Those that are kept, where they are of the present examples. */
async function embeddedExamples({ embedder, examples: kept }: Model): Promise<EmbeddedExamples> {
  const examples = examplesInOrder(purposeExamples);
  const purposeOf = examples.map(({ purpose }) => purpose);
  const texts = examples.map(({ text }) => text);
  if (kept?.of === fingerprintOf(weightsOf(embedder.model), texts)) return { data: kept.data, purposeOf };
  const vectors = await pMap(texts, (text) => embedder.embed(text, "question"), SOME_AT_ONCE);
  const data = new Float32Array(vectors.length * embedder.dimensions);
  for (const [at, vector] of vectors.entries()) data.set(vector, at * embedder.dimensions);
  return { data, purposeOf };
}
