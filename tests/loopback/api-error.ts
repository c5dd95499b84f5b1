/** A refusal of the loopback Discord, with Discord's own code and status. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    /** HTTP status. */
    readonly status: number,
    /** Discord's JSON error code. */
    readonly code: number,
    message: string,
    /** Whether a well-made bot never causes it; those are recorded as breaches. */
    readonly breach = true,
    /** What exactly was wrong, for the record. */
    readonly details: readonly string[] = [],
  ) {
    super(message);
  }
}

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
export const refuse = {
  unauthorized: (breach: boolean) => new ApiError(401, 0, "401: Unauthorized", breach),
  unknownRoute: (route: string) => new ApiError(404, 0, "404: Not Found", true, [route]),
  unknownChannel: (breach = true) => new ApiError(404, 10003, "Unknown Channel", breach),
  unknownGuild: () => new ApiError(404, 10004, "Unknown Guild"),
  unknownMessage: (breach = true) => new ApiError(404, 10008, "Unknown Message", breach),
  unknownWebhook: () => new ApiError(404, 10015, "Unknown Webhook"),
  unknownInteraction: (why: string) => new ApiError(404, 10062, "Unknown interaction", true, [why]),
  alreadyAcknowledged: (breach: boolean) =>
    new ApiError(400, 40060, "Interaction has already been acknowledged.", breach),
  missingAccess: () => new ApiError(403, 50001, "Missing Access", false),
  cannotSendToUser: () => new ApiError(403, 50007, "Cannot send messages to this user", false),
  editByAnother: () => new ApiError(403, 50005, "Cannot edit a message authored by another user"),
  missingPermissions: (why: string) => new ApiError(403, 50013, "Missing Permissions", false, [why]),
  tokenExpired: () => new ApiError(401, 50027, "Invalid Webhook Token"),
  invalidForm: (details: readonly string[]) => new ApiError(400, 50035, "Invalid Form Body", true, details),
  invalidJson: () => new ApiError(400, 50109, "The request body contains invalid JSON."),
};
