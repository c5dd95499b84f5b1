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
