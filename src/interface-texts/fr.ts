import type { Catalogue } from "./catalogue.js";

/** French, with “vous”. */
export const fr: Catalogue = {
  "/ask.name": "demander",
  "/ask.description": "Posez une question ; la réponse reprend les mots de l’article, ou dit qu’il n’en parle pas",
  "/ask question.name": "question",
  "/ask question.description": "Ce que vous voulez savoir",
  "/ask article.name": "article",
  "/ask article.description": "Interroger seulement cet article",
  "/ask private.name": "privé",
  "/ask private.description": "Si vous êtes seul à voir la réponse",
  "/why.name": "pourquoi",
  "/why.description": "Les chiffres derrière votre dernière réponse dans ce salon",
  "/gaps.name": "lacunes",
  "/gaps.description": "Questions auxquelles les articles n’ont pas répondu",
  "/help.name": "aide",
  "/help.description": "Ce que fait Pilcrow et comment l’interroger",
  "/privacy.name": "confidentialité",
  "/privacy.description": "Ce qui est conservé à votre sujet et comment l’effacer",
  "/settings.name": "paramètres",
  "/settings.description": "Les réglages du serveur : qui peut demander et ajouter, où et comment je réponds",
  "/articles.name": "articles",
  "/articles.description": "Les articles que l’on peut interroger ici",
  "/article.name": "article",
  "/article.description": "Ajouter, consulter et retirer des articles",
  "/article add.name": "ajouter",
  "/article add.description": "Ajouter un fichier, une adresse web ou un salon ; sans rien, un formulaire s’ouvre",
  "/article add file.name": "fichier",
  "/article add file.description": "{files}, au plus {megabytes} Mo",
  "/article add url.name": "adresse",
  "/article add url.description": "L’adresse d’une page ou d’un document publics",
  "/article add title.name": "titre",
  "/article add title.description": "Un titre à la place du sien",
  "/article add channel.name": "salon",
  "/article add channel.description": "Ses messages épinglés, ou les posts d’un forum, en un seul article",
  "/article list.name": "liste",
  "/article list.description": "Les articles que l’on peut interroger ici, page par page",
  "/article show.name": "afficher",
  "/article show.description": "Le plan d’un article, sa provenance, qui l’a ajouté et quand",
  "/article read.name": "lire",
  "/article read.description": "Un paragraphe entier d’un article, et la suite à partir de là",
  "/article read paragraph.name": "paragraphe",
  "/article read paragraph.description": "Son numéro, tel que les réponses l’indiquent ; sinon le premier",
  "/article summary.name": "résumé",
  "/article summary.description": "Un article dans ses propres mots : son début, ses phrases centrales, ses titres",
  "/article remove.name": "retirer",
  "/article remove.description": "Retirer un article ; demande d’abord, et peut être annulé pendant 5 minutes",
  "/article default.name": "par-défaut",
  "/article default.description":
    "L’article que ce salon interroge d’abord ; « none » pour les interroger tous pareillement",
  "/article refresh.name": "actualiser",
  "/article refresh.description": "Récupérer de nouveau un article à son adresse web, et dire ce qui a changé",
  "/Ask about this message.name": "Interroger ce message",
  "/Add as article.name": "Ajouter comme article",
  "/Add channel as article.name": "Ajouter le salon comme article",
  "/… article.name": "article",
  "/… article.description": "Quel article : commencez à taper son titre",

  "error.store":
    "Le disque où je garde les articles ne fait pas ce qu’il faut en ce moment : il est plein, absent ou endommagé. Rien n’a été changé. Réessaie plus tard ; l’opérateur en trouve davantage sous la référence {reference}.",
  "error.unexpected":
    "Un problème est survenu de mon côté, pas du vôtre. Veuillez réessayer ; si cela persiste, indiquez à l’opérateur la référence {reference}.",
  "outdated.command": "Je ne connais plus cette commande. Veuillez recharger Discord.",
  "outdated.button": "Ce bouton ne fait plus rien.",
  "outdated.form": "Je ne connais plus ce formulaire. Veuillez le rouvrir.",
  "button.not-yours": "Ce bouton n’est pas à vous.",
  "button.keep": "Conserver",
  "nothing-changed": "Rien n’a été modifié.",
  "late.from-server": "Du serveur {server} :",
  "late.from-some-server": "D’un serveur :",
  "permission.managers-only":
    "Seuls les membres qui peuvent gérer ce serveur, et les rôles indiqués dans `/paramètres`, peuvent modifier ses articles. En message privé, vous pouvez ajouter les vôtres.",
  "permission.server-managers-only": "Seuls les membres qui peuvent gérer ce serveur peuvent modifier ses paramètres.",
  "permission.no-channel":
    "Je ne réponds dans aucun salon de ce serveur : la personne qui le gère peut en choisir avec `/paramètres`.",
  "permission.other-channel": "Je ne réponds pas dans ce salon. Veuillez m’interroger dans {channels}.",
  "permission.managers-ask": "Sur ce serveur, seules les personnes qui le gèrent peuvent m’interroger pour l’instant.",
  "permission.roles-ask": "Sur ce serveur, vous pouvez m’interroger avec l’un de ces rôles : {roles}.",
  "list.more": "{count} de plus",
  "article.several":
    "Plusieurs articles commencent ici par « {typed} ». Choisissez-en un parmi les suggestions qui apparaissent pendant la saisie.",
  "article.none": "Il n’y a pas ici d’article intitulé « {typed} ». `/articles` montre ceux qui existent.",
  "article.everyones": "Cet article est à tout le monde : seul l’opérateur de ce bot peut le modifier ou le retirer.",
  "ways-to-add": "`/article ajouter` en ajoute un ; en message privé, envoyez un fichier ou une adresse web.",
  "opener.add": "Ajouter un article",
  "opener.ask": "Poser une question",

  "welcome.hello":
    "**Bonjour ! Je réponds aux questions sur des articles, avec leurs propres mots.** Deux choses à faire d’abord sur {server} :",
  "welcome.this-server": "ce serveur",
  "welcome.add":
    "1. Ajouter un article : `/article ajouter` accepte un fichier ({files}), une adresse web ou un texte collé.",
  "welcome.ask":
    "2. Poser une question : `/demander`, ou mentionnez-moi avec votre question. Je montre le paragraphe qui y répond, ou je dis qu’aucun ne le fait.",
  "welcome.more":
    "Les membres qui peuvent gérer le serveur décident qui d’autre ajoute des articles : `/paramètres`. Le reste se trouve dans `/aide`.",

  "permission.no-channel-seen":
    "Je ne réponds dans aucun salon de ce serveur que vous voyez : la personne qui le gère peut en choisir avec `/paramètres`.",
  "permission.hidden-channels":
    "{count, plural, one {# salon que vous ne voyez pas} other {# salons que vous ne voyez pas}}",
};
