/** What the rooms that people meet may import. */
const outward = [
  "presentation",
  "interface-texts",
  "conversation",
  "library",
  "store",
  "retrieval",
  "documents",
  "language",
];
// The arrows (README, "How it works"): from importer to imported, and nothing points back.
const mayImport = {
  language: [],
  "interface-texts": [],
  // What is counted is told in numbers: whoever tells it is nothing to it.
  health: [],
  documents: ["language"],
  retrieval: ["language", "documents"],
  // The manifest of a model holds its calibration and ranking weights, whose schema is retrieval's.
  embedding: ["retrieval"],
  store: ["retrieval", "documents"],
  library: ["health", "store", "embedding", "retrieval", "documents", "language"],
  conversation: ["library", "store", "retrieval", "documents", "language"],
  presentation: ["interface-texts", "conversation", "library", "store", "retrieval", "documents", "language"],
  discord: ["health", ...outward],
  terminal: outward,
  doctor: ["presentation", "discord", "embedding"],
  evaluation: ["presentation", "conversation", "library", "store", "embedding", "retrieval", "documents", "language"],
};
// The commands and the programs (src/commands, cli.ts, program.ts) put together rooms that may not know one another.
const rooms = Object.keys(mayImport);

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    ...rooms.map((room) => ({
      name: `${room}-arrows`,
      severity: "error",
      from: { path: `^src/${room}/` },
      to: {
        path: "^src/",
        pathNot: ["^src/person-error[.]ts$", ...[room, ...mayImport[room]].map((r) => `^src/${r}/`)],
      },
    })),
    {
      name: "commands-only-from-cli",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(commands/|cli[.]ts$)" },
      to: { path: "^src/commands/" },
    },
    {
      // What several commands need has a name of its own.
      name: "commands-apart",
      severity: "error",
      from: { path: "^src/commands/", pathNot: "^src/commands/registry[.]ts$" },
      to: { path: "^src/commands/", pathNot: "^src/commands/(command|evaluator)[.]ts$" },
    },
    {
      // Which store there is, is chosen in one place.
      name: "stores-only-from-compose",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(store/(sqlite/|memory[.]ts$)|compose[.]ts$)" },
      to: { path: "^src/store/(sqlite/|memory[.]ts$)" },
    },
    {
      // What features share stands beside them.
      name: "discord-features-apart",
      severity: "error",
      from: { path: "^src/discord/features/([^/.]+)" },
      to: { path: "^src/discord/features/", pathNot: "^src/discord/features/$1[/.]" },
    },
    {
      // What a question leads to depends on nothing but what is given; the timer lets others have the thread.
      name: "language-and-retrieval-are-pure",
      severity: "error",
      from: { path: "^src/(language|retrieval)/", pathNot: "^src/language/languages[.]ts$" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?timers/promises$" },
    },
    {
      // It lists the folder of the languages once, when it is loaded: so a language is added by its file alone.
      name: "languages-only-list-their-folder",
      severity: "error",
      from: { path: "^src/language/languages[.]ts$" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?fs$" },
    },
    {
      // All languages count at once: nothing asks one of them.
      name: "languages-only-together",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^src/language/languages/" },
    },
    {
      // What formats there are is written in the registry alone, and every parser is loaded through it.
      name: "formats-only-from-registry",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/documents/formats/([^/]+/|registry[.]ts$)" },
      to: { path: "^src/documents/formats/[^/]+/" },
    },
    {
      // A format knows no other one, but for the reader of HTML, which several are made of.
      name: "formats-apart",
      severity: "error",
      from: { path: "^src/documents/formats/([^/]+)/" },
      to: {
        path: "^src/documents/formats/[^/]+/",
        pathNot: ["^src/documents/formats/$1/", "^src/documents/formats/html/html-blocks[.]ts$"],
      },
    },
    {
      // Where a document comes from and in which process it is read is nothing to its format.
      name: "formats-know-no-source",
      severity: "error",
      from: { path: "^src/documents/formats/" },
      to: { path: "^src/documents/(fetch|sandbox)/" },
    },
    {
      name: "discord.js-only-in-discord",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/discord/" },
      to: { path: "node_modules/(discord\\.js|@discordjs)/" },
    },
    {
      name: "prom-client-only-in-health",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/health/" },
      to: { path: "node_modules/prom-client/" },
    },
    {
      name: "model-runtime-only-in-embedding",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/embedding/" },
      to: { path: "node_modules/(@xenova|@huggingface|onnxruntime-node)/" },
    },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
  },
};
