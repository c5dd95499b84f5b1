import type { Article } from "../../documents/article.js";
import { parseArticle } from "../../documents/read-document.js";
import type { ArticleRef, Passage } from "../../retrieval/answer.js";
import { PART_NAMES, recordOf } from "../../retrieval/signals.js";

const TEXT = `# The Island Ferry

The ferry to Hallin has run since 1911. It carries forty cars and three hundred people, and the crossing takes twenty-five minutes.

## Times

The first ferry leaves the harbour at six in the morning, the last one at ten at night. In a storm from force nine on it stays in the harbour, and the board at the pier says when it goes again.

| Day | First ferry | Last ferry |
| --- | --- | --- |
| Monday to Friday | 06:00 | 22:00 |
| Saturday | 07:00 | 23:00 |
| Sunday | 08:00 | 22:00 |

## Tickets

A ticket for one person costs four crowns, and children under twelve travel free. Bicycles cost one crown more. Whoever crosses every day buys ten tickets for thirty crowns.

Cars are paid for by their length: up to five metres twelve crowns, above that twenty. The driver needs no ticket of their own.

## For programs

\`\`\`
curl https://ferry.example/departures.json \\
  | jq '.[] | select(.to == "Hallin") | .time'
\`\`\`

## History

Before the ferry, fishermen rowed people across for a sack of flour. The first ship, the *Margit*, had a paddle wheel on each side and was sold for scrap in 1953.
`;

/** The article that the messages are about: made up, and read as any other. */
export const SAMPLE: Article = parseArticle(Buffer.from(TEXT), "island-ferry.md");

const REF: ArticleRef = { id: "ferry", title: SAMPLE.title, source: "https://ferry.example/about" };

/** How near each paragraph is to a question, one of them the nearest. */
export function profileAround(number: number): number[] {
  return SAMPLE.paragraphs.map((one) => Math.max(0.08, 0.86 / (1 + Math.abs(one.number - number))));
}

/** The paragraph that has this sentence, as a passage. */
export function passageWith(sentence: string, closeness = 0.86): Passage {
  const paragraph = SAMPLE.paragraphs.find(({ text }) => text.includes(sentence));
  if (paragraph === undefined) throw new Error(`“${sentence}” is not in the sample article.`);
  const start = paragraph.text.indexOf(sentence);
  return {
    article: REF,
    paragraph,
    highlight: { start, end: start + sentence.length },
    score: closeness,
    parts: recordOf(PART_NAMES, (name) => closeness * (name.startsWith("lexical") ? 0.6 : 0.95)),
  };
}
