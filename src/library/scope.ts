/**
 * Whose articles: the operator's (`house`, which everyone sees), a Discord guild's, or a person's.
 * Nothing crosses from one guild or person to another, so every call that touches articles takes a scope.
 */
export type Scope = "house" | `guild:${string}` | `user:${string}`;
