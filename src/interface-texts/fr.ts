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
  "/articles filter.name": "filtre",
  "/articles filter.description": "Seulement ceux dont le titre a ces mots",
  "/article rename.name": "renommer",
  "/article rename.description": "Donner un autre titre à un article",
  "/article rename title.name": "titre",
  "/article rename title.description": "Son nouveau titre",
  "/article replace.name": "remplacer",
  "/article replace.description": "Donner à un article un autre fichier, une autre adresse ou un autre texte",
  "/article replace file.name": "fichier",
  "/article replace url.name": "adresse",
  "/article refresh every.name": "chaque",
  "/article refresh every.description": "Et désormais chaque jour ou chaque semaine ; « off » y met fin",
  "/article list filter.name": "filtre",
  "/article list filter.description": "Seulement ceux dont le titre a ces mots",
  "/article replace file.description": "{files}, au plus {megabytes} Mo",
  "/article replace url.description": "L’adresse d’une page ou d’un document publics",
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

  "queue.waiting":
    "Je n’ai pas encore répondu à {count, plural, one {# de vos questions} other {# de vos questions}}. Reposez la vôtre quand ce sera fait.",
  "queue.full":
    "Plus de personnes posent des questions en ce moment que je ne peux en servir. Réessayez dans quelques secondes.",
  "queue.person":
    "Vous posez des questions plus vite qu’il ne serait juste pour les autres. Réessayez dans {seconds, plural, one {# seconde} other {# secondes}}.",
  "queue.server":
    "Ce serveur pose des questions plus vite qu’il ne serait juste pour les autres. Réessayez dans {seconds, plural, one {# seconde} other {# secondes}}.",
  "error.store":
    "Le disque où je garde les articles ne fait pas ce qu’il faut en ce moment : il est plein, absent ou endommagé. Rien n’a été changé. Veuillez réessayer plus tard ; l’opérateur en trouve davantage sous la référence {reference}.",
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
  "article.gone": "Cet article n’est plus ici.",
  "article.back": "Son contenu a été ajouté de nouveau entre-temps. Rien n’a été changé.",
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

  "answer.says": "¶ {number} dit :",
  "answer.unsure": "Ceci y répond peut-être :",
  "answer.not-an-answer": "Pas une réponse :",
  "answer.closest-passage": "le passage le plus proche d’une question à laquelle l’article ne répond pas.",
  "answer.refusal": "{asked, plural, =1 {L’article ne le dit pas.} other {Les articles ne le disent pas.}}",
  "answer.nearest": "Le plus proche est {place} de « {title} ».",
  "answer.nearest-page": "Le plus proche est {place}, de « {title} ».",
  "answer.several-meant": "Plusieurs articles peuvent être visés : {titles}.",
  "answer.searched-as": "Recherché comme :",
  quoted: "« {text} »",
  "list.or": "{list} ou {last}",
  "place.page": "page {page}",
  "place.time": "à {time}",
  "place.of": "{place} sur {total}",
  "section.more": "{count} de plus : ¶ {range}",
  "article.here-again": "{name} est de nouveau là.",
  "small-talk.greeting":
    "Bonjour ! Posez-moi une question sur les articles, et je vous montre où ils le disent, dans leurs propres mots.",
  "small-talk.thanks": "Je vous en prie. Continuez quand vous voulez.",
  "small-talk.help":
    "Posez une question avec vos propres mots et je montre le paragraphe qui y répond, ou je dis qu’aucun ne le fait. « What is this about? » donne un aperçu ; /aide montre ce que je sais faire d’autre.",
  "small-talk.insult":
    "Désolé que cela n’ait pas aidé. D’autres mots, ou le nom de la chose, permettent souvent de trouver ; /pourquoi montre comment j’ai cherché.",
  "small-talk.injection":
    "Je ne peux que montrer ce que disent les articles, je ne peux donc rien faire de cela. Posez-moi une question à laquelle ils peuvent répondre.",
  "small-talk.foreign-language":
    "Je ne connais pas assez bien cette langue pour y chercher. Le modèle que j’utilise connaît l’anglais : veuillez demander en anglais.",

  "why.greeting":
    "Cela ressemblait à une salutation ou à une conversation sans rapport avec les articles : rien n’a été cherché.",
  "why.thanks": "Cela ressemblait à un remerciement ou à un au revoir : rien n’a été cherché.",
  "why.help": "Cela ressemblait à une question à mon sujet : rien n’a été cherché.",
  "why.insult": "Cela ressemblait à de l’agacement envers moi : rien n’a été cherché.",
  "why.injection": "Cela ressemblait à l’ordre de faire autre chose que citer les articles : rien n’a été cherché.",
  "why.foreign-language":
    "C’était dans une langue que le modèle n’a pas apprise, et aucun passage ne contient ses mots.",
  "why.overview":
    "Cela ressemblait à une question sur l’article dans son ensemble : son début et ses phrases les plus centrales ont été montrés.",
  "why.no-article": "Il n’y avait aucun article à interroger.",
  "why.no-confidence": "Pas de degré de confiance : le modèle n’est pas étalonné.",
  "why.confidence": "Confiance {confidence}, seuil {threshold} : {told}.",
  "why.found": "une réponse",
  "why.perhaps": "peut-être une réponse",
  "why.none": "pas de réponse",
  "why.legend":
    "cos : similarité cosinus de la question avec le paragraphe. tok : pour chacun de ses mots, le plus proche du paragraphe (¶) ou de sa meilleure phrase (S), en moyenne. lex : mots communs. rdr : s’il répond, selon le modèle lecteur.",
  "why.bars": "Les barres sont les paragraphes de l’article : là où cela correspond.",
  "why.elsewhere": "{sign} dans « {title} »",
  "why.button": "Pourquoi ?",
  "why.unknown": "Je ne vois plus ce qui a été demandé. Reposez la question, puis `/pourquoi`.",
  "why.forgotten":
    "Je ne me souviens d’aucune question de votre part ici. Posez-en une, puis `/pourquoi` : j’oublie au bout de dix minutes.",

  "overview.central": "Phrases centrales",
  "overview.outline": "Plan",
  "overview.ask-for-one": "Citez l’un d’eux dans la question, ou choisissez-le, et il est présenté en entier.",
  "overview.several": "Il y a {asked, plural, one {# article} other {# articles}} :",
  "overview.several-first": "Il y a {asked, plural, one {# article} other {# articles}} ; les {shown} premiers :",
  "overview.length":
    "{paragraphs, plural, one {# paragraphe} other {# paragraphes}}, {words, plural, one {# mot} other {# mots}}, environ {minutes, plural, one {# minute} other {# minutes}} de lecture",
  "overview.no-author": "L’article ne dit pas qui l’a écrit.",
  "overview.author": "L’article dit qui l’a écrit :",
  "overview.no-date": "L’article ne dit pas quand il a été publié.",
  "overview.date": "Publié : {day}.",
  "overview.has-length": "Il compte {length}.",
  "overview.origin": "De {origin}.",

  "reading.no-longer-here": "L’article de cette réponse n’est plus là, ou n’est pas à vous.",
  "reading.changed": "L’article a changé depuis cette réponse. Reposez la question pour lire ce qu’il dit maintenant.",
  "reading.next": "Suite : ¶ {number}",
  "reading.section": "Section",
  "reading.anyway": "Montrer ¶ {number} quand même",
  "reading.next-best": "Autres passages proches",
  "ask.no-article": "Il n’y a pas encore d’article à interroger. {ways}",
  "ask.still-reading":
    "Je lis encore les articles : {done} sur {of} pour l’instant. Reposez la question dans un moment.",
  "ask.alone": "Demander seulement cela",
  "ask.share": "Partager",
  "ask.delete": "Supprimer",
  "ask.shared-by": "Partagé par {person}",
  "ask.may-not-delete":
    "Seules la personne qui a posé la question et celles qui peuvent gérer les messages peuvent supprimer ceci.",
  "ask.question": "Question",
  "ask.placeholder": "Que voulez-vous savoir ?",
  "ask.with-command": "Demandez avec `/demander`.",
  "ask.no-text": "Ce message n’a pas de texte à interroger. Un fichier s’ajoute avec « Ajouter comme article ».",
  "ask.message": "Message",
  "ask.this-message": "Ce message",
  "automatic.marked":
    "Personne ne m’a interrogé : ceci est une réponse automatique. Si elle n’aide pas, **Pas utile** la retire.",
  "automatic.not-helpful": "Pas utile",
  "automatic.withdrawn": "J’ai retiré une réponse automatique : elle n’aidait pas.",
  "verdict.changed": "L’article a changé depuis cette réponse. Reposez la question pour juger ce qu’il dit maintenant.",
  "verdict.noted":
    "Merci : noté comme **{verdict, select, good {utile} other {pas utile}}**. L’autre bouton le change ; `/confidentialité` l’efface.",
  "verdict.others": "Sinon, ces passages sont les plus proches :",
  "verdict.menu": "Lire un autre passage",
  "without-question.nothing":
    "Que voulez-vous savoir ? Écrivez votre question après mon nom, ou répondez à une réponse pour la poursuivre. `/aide` montre ce que je sais faire d’autre.",
  "without-question.sticker": "Je ne sais pas lire les autocollants, seulement les mots : que voulez-vous savoir ?",
  "without-question.picture":
    "Je ne peux pas regarder d’images ni d’enregistrements, seulement lire du texte. Écrivez votre question, ou envoyez un document à ajouter.",
  "without-question.file-too":
    "Je n’ai pas lu le fichier. Pour l’ajouter, mentionnez-moi avec lui et « add this », ou utilisez « {command} » dans le menu de son message.",
  "without-question.voice":
    "Je ne sais pas encore écouter les messages vocaux. Écrivez votre question, et je montre où les articles y répondent.",
  "without-question.role":
    "Discord ne me montre un message que s’il me mentionne moi-même, et celui-ci mentionne mon rôle. Choisissez mon nom, pas le rôle, et reposez la question.",
  "without-question.hidden":
    "Discord ne me montre pas ce message. Écrivez la question elle-même après mon nom, ou utilisez « Interroger ce message » dans son menu.",

  "help.head":
    "**Pilcrow (¶) répond aux questions avec les propres mots d’un article.** Il montre le paragraphe qui correspond le mieux à votre question, la phrase qui répond en gras ; quand il n’est pas sûr, il dit « Ceci y répond peut-être : », et quand l’article ne le dit pas, il le dit.",
  "help.in-menu": "Dans le menu d’un message, sous Applications : {commands}.",
  "help.privacy-not-reached":
    "Confidentialité : les messages qui ne mentionnent pas le bot et ne lui sont pas adressés ne lui parviennent pas.",
  "help.privacy-reached":
    "Confidentialité : dans les salons que ce serveur a choisis pour les réponses automatiques, vos messages sont examinés pour y trouver des questions ; des autres, rien n’est lu ni conservé.",
  "help.privacy-more":
    "Votre question est traitée sur la machine qui fait tourner le bot et n’est envoyée à personne d’autre ; elle est gardée dix minutes en mémoire, jamais sur disque. `/confidentialité` montre ce qui est conservé à votre sujet, et l’efface.",
  "help.ask": "`/demander` pose une question. `article` désigne un article, `privé` ne montre la réponse qu’à vous.",
  "help.mention": "Mentionnez {bot} avec une question dans un salon, ou écrivez-la en message privé.",
  "help.follow-up":
    "Continuez avec « and when was that? » : une question qui ne se suffit pas est cherchée avec la précédente. La réponse le dit, et **Demander seulement cela** la pose seule.",
  "help.section":
    "Citez une section (« opening hours », « what changed for the ranger ») pour la lire ; **Suite** continue quand elle est longue.",
  "help.verdicts":
    "👍 et 👎 sous une réponse indiquent à celles et ceux qui tiennent les articles quels paragraphes aident.",
  "help.why": "`/pourquoi` montre les chiffres derrière votre dernière réponse ici.",
  "help.gaps": "`/lacunes` montre à celles et ceux qui tiennent les articles ce qui a été demandé en vain, par sens.",
  "help.privacy":
    "`/confidentialité` montre ce qui est conservé à votre sujet, y compris vos messages ajoutés par d’autres, et l’efface.",
  "help.settings": "`/paramètres` montre les réglages de ce serveur. Qui peut le gérer les modifie là.",
  "help.articles":
    "`/articles` montre ce que l’on peut interroger ici ; `/article afficher` donne le plan d’un article.",
  "help.add":
    "`/article ajouter` ajoute des fichiers, des pages web ou du texte. En message privé, envoyez simplement un fichier ou une adresse : vous seul pourrez l’interroger.",
  "help.add-channel":
    "`/article ajouter` avec un salon ajoute ses messages épinglés, ou les publications d’un forum, comme un seul article.",
  "help.read":
    "`/article lire` montre un paragraphe entier ; **‹ ›** avancent, **Section** montre tout ce qui est sous son titre.",
  "help.summary":
    "« What is this about? » et `/article résumé` montrent comment commence un article, ses phrases centrales et ses titres.",

  "gaps.none":
    "Aucune question n’attend de réponse. Celles qui ne trouvent rien ne sont conservées que si `/paramètres` le permet, pendant 90 jours.",
  "gaps.gone": "Ces questions ne sont plus conservées.",
  "gaps.table": "{count, plural, one {# question} other {# questions}}, de la plus ancienne à la plus récente.",
  "gaps.head": "**{count, plural, one {# question} other {# questions}} sans réponse**, les plus fréquentes d’abord",
  "gaps.more-in-table": "… et {count} de plus ; le tableau les contient tous.",
  more: "… et {count} de plus",
  "gaps.menu": "En regarder une",
  "gaps.asked": "{count, plural, one {# fois} other {# fois}} demandé",
  "gaps.as-table": "En tableau (CSV)",
  "gaps.nearest": "Le plus proche : ¶ {number} de {title}",
  "gaps.no-nearest": "Aucun paragraphe ne s’en approche.",
  "gaps.of-one-meaning": "**{count, plural, one {# question} other {# questions}} de même sens**",
  "gaps.tell": "Réponse ajoutée : prévenir",
  "gaps.done-quietly": "Terminé, ne prévenir personne",
  "gaps.closed": "{count, plural, one {# question réglée} other {# questions réglées}}.",
  "gaps.told": "Prévenu : {count, plural, one {# personne} other {# personnes}}.",
  "gaps.news":
    "Sur {place}, vous avez demandé « {question} ». Les articles en disent plus maintenant : reposez-y la question.",
  "the-server": "le serveur",

  "privacy.ask-to-forget":
    "Effacer définitivement vos articles, vos paramètres, vos avis, vos dernières questions et vos messages que d’autres ont ajoutés comme articles ? C’est irréversible.",
  "privacy.delete": "Effacer",
  "privacy.deleted": "Effacé. Plus rien n’est conservé à votre sujet.",
  "privacy.head": "Ce qui est conservé à votre sujet",
  "privacy.articles":
    "{count, plural, one {# article à vous, que vous seul pouvez} other {# articles à vous, que vous seul pouvez}} interroger, en message privé",
  "privacy.settings": "{count, plural, one {# réglage} other {# réglages}} de vos messages privés",
  "privacy.verdicts": "{count, plural, one {# avis} other {# avis}} sur des réponses",
  "privacy.questions":
    "{count, plural, one {# question de votre part} other {# questions de votre part}} sans réponse dans les articles, conservées 90 jours pour celles et ceux qui tiennent les articles d’un serveur",
  "privacy.name":
    "votre nom sur {articles, plural, one {# article ajouté} other {# articles ajoutés}} à {servers, plural, one {# serveur} other {# serveurs}} : l’effacement retire votre nom ; les articles appartiennent aux serveurs et restent",
  "privacy.last-question":
    "Votre dernière question est gardée dix minutes en mémoire, pour que vous puissiez la poursuivre, et n’est jamais écrite.",
  "privacy.delete-all": "Tout effacer",
  "own-messages.said":
    "{count, plural, one {# de vos messages a été ajouté comme article par d’autres} other {# de vos messages ont été ajoutés comme articles par d’autres}}",
  "own-messages.remove": "Retirer mes messages",
  "own-messages.nothing": "Il n’y avait plus rien de vous là.",
  "own-messages.removed":
    "{count, plural, one {# message de vous retiré. Plus personne ne peut l’interroger.} other {# messages de vous retirés. Plus personne ne peut les interroger.}}",
  "own-messages.none": "Plus aucun article ici ne contient de message de vous.",
  "own-messages.head": "Vos messages dans des articles ajoutés par d’autres",
  "own-messages.explained":
    "Ils peuvent être retirés définitivement. Un article de plusieurs personnes garde ce que les autres ont écrit.",
  "own-messages.menu": "Les retirer d’un article …",
  "own-messages.remove-all": "Retirer les {count}",
  "own-messages.place": "{title} sur {server}",
  "own-messages.an-article": "un article",
  "own-messages.nameless": "un lieu dont je ne vois pas le nom",
  "own-messages.elsewhere": "ailleurs",
  messages: "{count, plural, one {# message} other {# messages}}",
  "own-messages.link": "message {number}",
  "limit.at-once": "{count} documents sont déjà en cours de lecture ici. Réessayez quand l’un d’eux sera terminé.",
  "import.restarted-after": "J’ai été redémarré après avoir lu {title}. L’article est là : {paragraphs}.",
  paragraphs: "{count, plural, one {# paragraphe} other {# paragraphes}}",

  "settings.head": "Paramètres de ce serveur",
  "settings.explained":
    "Un choix vaut aussitôt. Qui peut gérer le serveur peut toujours demander, là où je réponds, et ajouter.",
  "settings.who-can-change": "Qui peut gérer ce serveur peut les modifier.",
  "settings.strictness": "À quel point une réponse doit être sûre",
  "settings.lenient": "Souple",
  "settings.lenient-explained": "Répond plus souvent, et se trompe plus souvent",
  "settings.balanced": "Équilibré",
  "settings.balanced-explained": "Répond quand il a le plus souvent raison",
  "settings.strict": "Strict",
  "settings.strict-explained": "Répond moins souvent, et se trompe moins souvent",
  "settings.places": "Où je réponds (rien de choisi : partout)",
  "settings.no-channel": "Aucun salon : ceux qui étaient choisis sont supprimés.",
  "settings.everywhere": "Répondre partout",
  "settings.askers": "Qui peut demander (rien de choisi : tout le monde)",
  "settings.no-role": "Aucun rôle : ceux qui étaient choisis sont supprimés.",
  "settings.everybody-asks": "Laisser tout le monde demander",
  "settings.managers": "Qui peut ajouter et retirer des articles, outre ceux qui gèrent le serveur",
  "settings.automatic": "Où je réponds à des questions que personne ne m’a posées, si je suis sûr",
  "settings.automatic-off":
    "Désactivé : l’opérateur de ce bot ne le laisse pas voir les messages qui ne le mentionnent pas. Il doit activer _Message Content Intent_ dans le portail développeur de Discord et définir `MESSAGE_CONTENT=on`.",
  "settings.cannot-answer":
    "⚠️ Je ne peux pas répondre dans {channels} : laissez-moi voir le salon, lire l’historique des messages et y envoyer des messages.",
  "settings.language": "Langue de mes propres mots",
  "settings.language-discord": "Selon Discord",
  "settings.keep": "Combien de temps 👍 et 👎 sont conservés (questions sans réponse : 90 jours au plus)",
  "settings.keep-days": "{days, plural, =7 {Une semaine} =365 {Un an} one {# jour} other {# jours}}",
  "settings.keep-forever": "Jusqu’à suppression",
  "settings.private-button": "Réponses aux commandes : {isPrivate, select, yes {privées} other {visibles par tous}}",
  "settings.global-button": "Articles de tous : {isHidden, select, yes {masqués} other {affichés}}",
  "settings.gaps-button": "Questions sans réponse : {isKept, select, yes {conservées} other {non conservées}}",
  "settings.wording-button": "Formulation propre …",
  "settings.choose-roles": "Choisir des rôles",
  "settings.choose-channels": "Choisir des salons",
  "settings.outdated": "Ce panneau vient d’une version antérieure. Utilisez de nouveau `/paramètres`.",
  "settings.managers-of-server": "Les membres qui peuvent gérer ce serveur",
  "settings.everybody": "Tout le monde",
  "settings.says-everywhere": "Je réponds dans tous les salons.",
  "settings.says-nowhere": "Je ne réponds dans aucun salon.",
  "settings.says-places": "Je réponds dans {channels}.",
  "settings.says-askers": "Peuvent demander : {who}.",
  "settings.says-managers": "Peuvent ajouter et retirer des articles : {who}.",
  "settings.says-strictness": "À quel point une réponse doit être sûre : **{strictness}**.",
  "settings.says-private":
    "Les réponses aux commandes sont {isPrivate, select, yes {privées} other {visibles par tous}}, sauf indication contraire.",
  "settings.says-global":
    "Les articles de tous {isHidden, select, yes {sont masqués : je ne connais que ceux de ce serveur} other {sont aussi interrogés}}.",
  "settings.says-not-automatic": "Questions que personne ne me pose : pas de réponse.",
  "settings.says-automatic": "Questions que personne ne me pose : réponse dans {channels}, quand je suis sûr.",
  "settings.says-language": "Langue : {language}.",
  "settings.says-keep": "👍 et 👎 sont conservés : {kept}.",
  "settings.says-gaps":
    "Les questions restées sans résultat {isKept, select, yes {sont conservées pour `/lacunes`, avec leur auteur, 90 jours au plus} other {ne sont pas conservées}}.",
  "settings.own-refusal": "Au lieu de « L’article ne le dit pas. » : « {text} »",
  "settings.own-greeting": "Aux salutations : « {text} »",
  "settings.asks-first": "{channel} interroge d’abord {title}.",
  "settings.more-channels": "… et {count, plural, one {# autre salon} other {# autres salons}}.",
  "settings.wording": "Formulation propre",
  "settings.wording-refusal": "Quand les articles ne le disent pas",
  "settings.wording-refusal-empty": "Vide : L’article ne le dit pas.",
  "settings.wording-greeting": "Aux salutations",
  "settings.wording-greeting-empty": "Vide : ma propre phrase aimable.",
};
