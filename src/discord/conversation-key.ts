/** A conversation is what one person asks in one channel. */
export function conversationKey({
  channelId,
  user,
}: {
  readonly channelId: string | null;
  readonly user: { readonly id: string };
}): string {
  return `${channelId}:${user.id}`;
}

/** Whether a conversation is this person's. */
export function isConversationOf(key: string, userId: string): boolean {
  return key.endsWith(`:${userId}`);
}
