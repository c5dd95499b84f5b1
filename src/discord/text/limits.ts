/** Discord's limits on what a message holds, in characters. Source: https://discord.com/developers/docs/resources/message */
export const limits = {
  content: 2000,
  embedAuthor: 256,
  embedTitle: 256,
  embedDescription: 4096,
  embedFieldValue: 1024,
  buttonLabel: 80,
  buttonsInRow: 5,
  choiceName: 100,
  choices: 25,
  customId: 100,
  textInput: 4000,
} as const;
