/** Words in ids and classes that name what is no part of an article, as far as one word tells. */
const WORDS = new Set(
  `comment comments disqus respond reply replies sidebar cookie cookies consent gdpr share shares sharing sharedaddy sharebar
   social socials sociable addtoany newsletter newsletters subscribe subscription promo promos promotion advert advertisement
   advertising ads ad adsense adslot sponsor sponsored outbrain taboola breadcrumb breadcrumbs related recommended recommendations
   recirc nav navbar navigation subnav menu submenu footer byline bylines author authors authorbox bio tags taglist pagination pager
   banner popup modal overlay toolbar rating ratings popular trending timestamp noprint
   jp-relatedposts relatedposts yarpp postmeta entry-meta meta syndication signup readmore caption figcaption`.split(
    /\s+/,
  ),
);
/** The same, where it takes several. */
const PHRASES =
  /(?:^|[\s_-])(?:read-?(?:more|next|also)|more-(?:from|on|stories|news|articles)|also-read|see-also|post-(?:nav|tags|meta|author|date|share)|up-next|next-(?:post|article|up)|prev(?:ious)?-(?:post|article)|most-(?:read|popular|viewed)|you-may|call-to-action|screen-reader(?:-text)?|sr-only|visually-?hidden|skip-link)(?:$|[\s_-])/i;
const LONGEST = 300;

/** Whether an id or a class names what is no part of an article. */
export function isFurnitureName(name: string): boolean {
  if (name === "") return false;
  const text = name.slice(0, LONGEST);
  const words = text
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[\s_\-:/]+/);
  return (
    words.some((word, at) => WORDS.has(word) && !/^(?:has|with|no|without|js)$/.test(words[at - 1] ?? "")) ||
    PHRASES.test(text)
  );
}
