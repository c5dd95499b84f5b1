import type { Catalogue } from "./catalogue.js";

/** German, with “du” as Discord has it. */
export const de: Catalogue = {
  "/ask.name": "fragen",
  "/ask.description": "Eine Frage stellen; die Antwort sind die Worte des Artikels, oder dass er nichts dazu sagt",
  "/ask question.name": "frage",
  "/ask question.description": "Was du wissen möchtest",
  "/ask article.name": "artikel",
  "/ask article.description": "Nur diesen Artikel fragen",
  "/ask private.name": "privat",
  "/ask private.description": "Ob nur du die Antwort siehst",
  "/why.name": "warum",
  "/why.description": "Die Zahlen hinter deiner letzten Antwort in diesem Kanal",
  "/gaps.name": "lücken",
  "/gaps.description": "Fragen, auf die die Artikel keine Antwort hatten",
  "/help.name": "hilfe",
  "/help.description": "Was Pilcrow macht und wie du fragst",
  "/privacy.name": "datenschutz",
  "/privacy.description": "Was über dich gespeichert ist und wie du es löschst",
  "/settings.name": "einstellungen",
  "/settings.description": "Was dieser Server eingestellt hat: wer fragen und hinzufügen darf, wo und wie ich antworte",
  "/articles.name": "artikelliste",
  "/articles.description": "Die Artikel, die man hier fragen kann",
  "/article.name": "artikel",
  "/article.description": "Artikel hinzufügen, ansehen und entfernen",
  "/article add.name": "hinzufügen",
  "/article add.description": "Datei, Webadresse oder Kanal hinzufügen; ohne Angabe öffnet sich ein Formular",
  "/article add file.name": "datei",
  "/article add file.description": "{files}, höchstens {megabytes} MB",
  "/article add url.name": "adresse",
  "/article add url.description": "Die Adresse einer öffentlichen Seite oder eines Dokuments",
  "/article add title.name": "titel",
  "/article add title.description": "Ein Titel anstelle des eigenen",
  "/article add channel.name": "kanal",
  "/article add channel.description": "Seine angehefteten Nachrichten oder die Beiträge eines Forums, als ein Artikel",
  "/article list.name": "liste",
  "/article list.description": "Die Artikel, die man hier fragen kann, Seite für Seite",
  "/article show.name": "zeigen",
  "/article show.description": "Gliederung eines Artikels, woher er kommt, wer ihn wann hinzugefügt hat",
  "/article read.name": "lesen",
  "/article read.description": "Ein Absatz eines Artikels in voller Länge, und von dort weiter",
  "/article read paragraph.name": "absatz",
  "/article read paragraph.description": "Seine Nummer, wie Antworten sie zeigen; ohne sie der erste",
  "/article summary.name": "überblick",
  "/article summary.description": "Ein Artikel in eigenen Worten: Anfang, zentrale Sätze, Überschriften",
  "/article remove.name": "entfernen",
  "/article remove.description": "Einen Artikel entfernen; fragt vorher nach, 5 Minuten lang rückgängig zu machen",
  "/article default.name": "standard",
  "/article default.description": "Welchen Artikel dieser Kanal zuerst fragt; „none“, um alle gleich zu fragen",
  "/article refresh.name": "aktualisieren",
  "/article refresh.description": "Einen Artikel erneut von seiner Webadresse holen und sagen, was sich geändert hat",
  "/Ask about this message.name": "Zu dieser Nachricht fragen",
  "/Add as article.name": "Als Artikel hinzufügen",
  "/Add channel as article.name": "Kanal als Artikel hinzufügen",
  "/… article.name": "artikel",
  "/… article.description": "Welcher Artikel: beginne seinen Titel zu tippen",

  "error.store":
    "Die Festplatte, auf der ich Artikel aufbewahre, macht gerade nicht mit: Sie ist voll, nicht da oder beschädigt. Nichts wurde geändert. Bitte versuche es später noch einmal; der Betreiber findet mehr unter der Nummer {reference}.",
  "error.unexpected":
    "Hier ist etwas schiefgegangen, es lag nicht an dir. Bitte versuch es noch einmal; wenn es so bleibt, nenne dem Betreiber die Kennung {reference}.",
  "outdated.command": "Diesen Befehl kenne ich nicht mehr. Bitte lade Discord neu.",
  "outdated.button": "Diese Schaltfläche tut nichts mehr.",
  "outdated.form": "Dieses Formular kenne ich nicht mehr. Öffne es noch einmal.",
  "button.not-yours": "Diese Schaltfläche gehört dir nicht.",
  "button.keep": "Behalten",
  "nothing-changed": "Nichts wurde geändert.",
  "late.from-server": "Vom Server {server}:",
  "late.from-some-server": "Von einem Server:",
  "permission.managers-only":
    "Nur wer diesen Server verwalten darf, und die Rollen, die `/einstellungen` nennt, können seine Artikel ändern. In einer Direktnachricht kannst du eigene hinzufügen.",
  "permission.server-managers-only": "Nur wer diesen Server verwalten darf, kann seine Einstellungen ändern.",
  "permission.no-channel":
    "Ich antworte in keinem Kanal dieses Servers: Wer ihn verwaltet, kann mit `/einstellungen` welche auswählen.",
  "permission.other-channel": "In diesem Kanal antworte ich nicht. Bitte frag mich in {channels}.",
  "permission.managers-ask": "Auf diesem Server können mich zurzeit nur die fragen, die ihn verwalten.",
  "permission.roles-ask": "Auf diesem Server kannst du mich mit einer dieser Rollen fragen: {roles}.",
  "list.more": "{count} weitere",
  "article.several":
    "Mehrere Artikel hier beginnen mit „{typed}“. Wähle einen der Vorschläge, die beim Tippen erscheinen.",
  "article.none": "Hier gibt es keinen Artikel namens „{typed}“. `/artikelliste` zeigt, welche es gibt.",
  "article.everyones": "Dieser Artikel gehört allen: Nur der Betreiber dieses Bots kann ihn ändern oder entfernen.",
  "ways-to-add":
    "`/artikel hinzufügen` fügt einen hinzu; schick in einer Direktnachricht einfach eine Datei oder eine Webadresse.",
  "opener.add": "Artikel hinzufügen",
  "opener.ask": "Frage stellen",

  "welcome.hello":
    "**Hallo! Ich beantworte Fragen zu Artikeln, mit deren eigenen Worten.** Zwei Dinge für den Anfang auf {server}:",
  "welcome.this-server": "diesem Server",
  "welcome.add":
    "1. Einen Artikel hinzufügen: `/artikel hinzufügen` nimmt eine Datei ({files}), eine Webadresse oder eingefügten Text.",
  "welcome.ask":
    "2. Eine Frage stellen: `/fragen`, oder erwähne mich mit der Frage. Ich zeige den Absatz, der sie beantwortet, oder sage, dass es keiner tut.",
  "welcome.more":
    "Wer den Server verwalten darf, legt fest, wer sonst noch Artikel hinzufügt: `/einstellungen`. Alles Weitere zeigt `/hilfe`.",

  "permission.no-channel-seen":
    "Ich antworte in keinem Kanal dieses Servers, den du siehst: Wer ihn verwaltet, kann mit `/einstellungen` welche auswählen.",
  "permission.hidden-channels":
    "{count, plural, one {# Kanal, den du nicht siehst} other {# Kanäle, die du nicht siehst}}",
};
