// The arrows of the house (README, "How it works"): from importer to imported, and nothing points back.
const rooms = ["article", "embedding", "retrieval", "library", "discord", "terminal", "evaluation"];
const mayImport = {
  article: [],
  embedding: [],
  retrieval: ["article"],
  library: ["retrieval", "embedding", "article"],
  discord: ["library", "retrieval", "article"],
  terminal: ["library", "retrieval", "article"],
  evaluation: ["library", "retrieval", "embedding", "article"],
};

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    ...rooms.map((room) => ({
      name: `${room}-arrows`,
      severity: "error",
      from: { path: `^src/${room}/` },
      to: { path: "^src/", pathNot: [room, ...mayImport[room]].map((r) => `^src/${r}/`) },
    })),
    {
      name: "discord.js-only-in-discord",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/discord/" },
      to: { path: "node_modules/(discord\\.js|@discordjs)/" },
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
