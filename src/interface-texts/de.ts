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
  "/articles filter.name": "filter",
  "/articles filter.description": "Nur die mit diesen Wörtern im Titel",
  "/article rename.name": "umbenennen",
  "/article rename.description": "Einem Artikel einen anderen Titel geben",
  "/article rename title.name": "titel",
  "/article rename title.description": "Sein neuer Titel",
  "/article replace.name": "ersetzen",
  "/article replace.description": "Einem Artikel neue Datei, Adresse oder Text geben; Titel und Urteile bleiben",
  "/article replace file.name": "datei",
  "/article replace url.name": "adresse",
  "/article refresh every.name": "wie-oft",
  "/article refresh every.description": "Und von nun an täglich oder wöchentlich; „off“ beendet das",
  "/article list filter.name": "filter",
  "/article list filter.description": "Nur die mit diesen Wörtern im Titel",
  "/article replace file.description": "{files}, höchstens {megabytes} MB",
  "/article replace url.description": "Die Adresse einer öffentlichen Seite oder eines Dokuments",
  "/article remove.name": "entfernen",
  "/article remove.description": "Einen Artikel entfernen; fragt vorher nach, 5 Minuten lang rückgängig zu machen",
  "/article default.name": "standard",
  "/article default.description": "Welchen Artikel dieser Kanal oder Thread zuerst fragt; „none“ für alle gleich",
  "/article refresh.name": "aktualisieren",
  "/article refresh.description": "Einen Artikel erneut von seiner Webadresse holen und sagen, was sich geändert hat",
  "/Ask about this message.name": "Zu dieser Nachricht fragen",
  "/Add as article.name": "Als Artikel hinzufügen",
  "/Add channel as article.name": "Kanal als Artikel hinzufügen",
  "/… article.name": "artikel",
  "/… article.description": "Welcher Artikel: beginne seinen Titel zu tippen",

  "queue.waiting":
    "{count, plural, one {# deiner Fragen ist} other {# deiner Fragen sind}} noch nicht beantwortet. Frag wieder, wenn ich damit fertig bin.",
  "queue.full":
    "Gerade fragen mehr Leute, als ich beantworten kann. Bitte versuch es in ein paar Sekunden noch einmal.",
  "queue.person":
    "Du fragst schneller, als es den anderen gegenüber fair wäre. Frag in {seconds, plural, one {# Sekunde} other {# Sekunden}} wieder.",
  "queue.server":
    "Dieser Server fragt schneller, als es den anderen gegenüber fair wäre. Frag in {seconds, plural, one {# Sekunde} other {# Sekunden}} wieder.",
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
  "article.gone": "Diesen Artikel gibt es hier nicht mehr.",
  "article.back": "Sein Inhalt wurde inzwischen wieder hinzugefügt. Nichts wurde geändert.",
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

  "answer.says": "¶ {number} sagt:",
  "answer.unsure": "Das könnte die Antwort sein:",
  "answer.not-an-answer": "Keine Antwort:",
  "answer.closest-passage": "die nächstliegende Stelle zu einer Frage, die der Artikel nicht beantwortet.",
  "answer.refusal": "{asked, plural, =1 {Der Artikel sagt dazu nichts.} other {Die Artikel sagen dazu nichts.}}",
  "answer.nearest": "Am nächsten kommt {place} von „{title}“.",
  "answer.nearest-page": "Am nächsten kommt {place}, von „{title}“.",
  "answer.several-meant": "Es kann mehr als ein Artikel gemeint sein: {titles}.",
  "answer.searched-as": "Gesucht als:",
  quoted: "„{text}“",
  "list.or": "{list} oder {last}",
  "place.page": "Seite {page}",
  "place.time": "bei {time}",
  "place.of": "{place} von {total}",
  "section.more": "{count} weitere: ¶ {range}",
  "article.here-again": "{name} ist wieder da.",
  "small-talk.greeting":
    "Hallo! Frag mich etwas zu den Artikeln, und ich zeige dir, wo sie es sagen, in ihren eigenen Worten.",
  "small-talk.thanks": "Gern geschehen. Frag weiter, wann immer du möchtest.",
  "small-talk.help":
    "Stell eine Frage in deinen eigenen Worten, und ich zeige den Absatz, der sie beantwortet, oder sage, dass es keiner tut. „What is this about?“ gibt einen Überblick; /hilfe zeigt, was ich sonst noch kann.",
  "small-talk.insult":
    "Schade, dass es nicht geholfen hat. Andere Wörter oder der Name der Sache finden es oft; /warum zeigt, wie ich gesucht habe.",
  "small-talk.injection":
    "Ich kann nur zeigen, was in den Artikeln steht, deshalb kann ich damit nichts anfangen. Frag mich etwas, das sie beantworten könnten.",
  "small-talk.foreign-language":
    "Ich kenne diese Sprache nicht gut genug, um in ihr zu suchen. Das Modell, das ich verwende, kann Englisch: Bitte frag auf Englisch.",

  "why.greeting": "Es las sich wie ein Gruß oder wie Plauderei, deshalb wurde nichts gesucht.",
  "why.thanks": "Es las sich wie ein Dank oder ein Abschied, deshalb wurde nichts gesucht.",
  "why.help": "Es las sich wie eine Frage zu mir, deshalb wurde nichts gesucht.",
  "why.insult": "Es las sich wie Ärger über mich, deshalb wurde nichts gesucht.",
  "why.injection":
    "Es las sich wie die Anweisung, etwas anderes zu tun, als die Artikel zu zitieren, deshalb wurde nichts gesucht.",
  "why.foreign-language":
    "Es war in einer Sprache, die das Modell nicht gelernt hat, und keine Stelle enthält ihre Wörter.",
  "why.overview":
    "Es las sich wie eine Frage nach einem Artikel als Ganzem, deshalb wurden sein Anfang und seine zentralen Sätze gezeigt.",
  "why.no-article": "Es gab keinen Artikel, den man fragen konnte.",
  "why.no-confidence": "Keine Sicherheit: Das Modell ist nicht kalibriert.",
  "why.confidence": "Sicherheit {confidence}, Schwelle {threshold}: {told}.",
  "why.found": "eine Antwort",
  "why.perhaps": "vielleicht eine Antwort",
  "why.none": "keine Antwort",
  "why.legend":
    "cos: Kosinus-Ähnlichkeit der Frage zum Absatz. tok: zu jedem ihrer Wörter das ähnlichste des Absatzes (¶) oder seines besten Satzes (S), im Mittel. lex: gemeinsame Wörter. rdr: ob er antwortet, nach dem Urteil des Lesemodells.",
  "why.bars": "Die Balken sind die Absätze des Artikels: wo es passte.",
  "why.elsewhere": "{sign} in „{title}“",
  "why.button": "Warum?",
  "why.unknown": "Ich sehe nicht mehr, was gefragt wurde. Frag noch einmal, dann `/warum`.",
  "why.forgotten":
    "Ich erinnere mich hier an keine Frage von dir. Stell eine, dann `/warum`: Nach zehn Minuten vergesse ich sie.",

  "overview.central": "Zentrale Sätze",
  "overview.outline": "Gliederung",
  "overview.ask-for-one": "Nenne einen davon in der Frage oder wähle ihn aus, dann wird er ganz vorgestellt.",
  "overview.several": "Es gibt {asked, plural, one {# Artikel} other {# Artikel}}:",
  "overview.several-first": "Es gibt {asked, plural, one {# Artikel} other {# Artikel}}; die ersten {shown}:",
  "overview.length":
    "{paragraphs, plural, one {# Absatz} other {# Absätze}}, {words, plural, one {# Wort} other {# Wörter}}, etwa {minutes, plural, one {# Minute} other {# Minuten}} Lesezeit",
  "overview.no-author": "Der Artikel sagt nicht, wer ihn geschrieben hat.",
  "overview.author": "Der Artikel sagt, wer ihn geschrieben hat:",
  "overview.no-date": "Der Artikel sagt nicht, wann er veröffentlicht wurde.",
  "overview.date": "Veröffentlicht: {day}.",
  "overview.has-length": "Umfang: {length}.",
  "overview.origin": "Von {origin}.",

  "reading.no-longer-here": "Der Artikel dieser Antwort ist nicht mehr hier oder gehört dir nicht.",
  "reading.changed":
    "Der Artikel hat sich seit dieser Antwort geändert. Frag noch einmal, um zu lesen, was er jetzt sagt.",
  "reading.next": "Weiter: ¶ {number}",
  "reading.section": "Abschnitt",
  "reading.anyway": "¶ {number} trotzdem zeigen",
  "reading.next-best": "Nächstbeste Stellen",
  "ask.no-article": "Es gibt noch keinen Artikel, zu dem man fragen könnte. {ways}",
  "ask.still-reading": "Ich lese die Artikel noch: bisher {done} von {of}. Frag gleich noch einmal.",
  "ask.alone": "Nur das fragen",
  "ask.share": "Teilen",
  "ask.delete": "Löschen",
  "ask.shared-by": "Geteilt von {person}",
  "ask.may-not-delete": "Nur wer gefragt hat, und wer Nachrichten verwalten darf, kann das löschen.",
  "ask.question": "Frage",
  "ask.placeholder": "Was möchtest du wissen?",
  "ask.with-command": "Frag mit `/fragen`.",
  "ask.no-text":
    "Diese Nachricht hat keinen Text, zu dem man fragen könnte. Eine Datei lässt sich mit „Als Artikel hinzufügen“ hinzufügen.",
  "ask.message": "Nachricht",
  "ask.this-message": "Diese Nachricht",
  "automatic.marked":
    "Mich hat niemand gefragt: Das ist eine automatische Antwort. Wenn sie nicht hilft, nimmt **Nicht hilfreich** sie weg.",
  "automatic.not-helpful": "Nicht hilfreich",
  "automatic.withdrawn": "Ich habe eine automatische Antwort zurückgenommen: Sie hat nicht geholfen.",
  "verdict.changed":
    "Der Artikel hat sich seit dieser Antwort geändert. Frag noch einmal, um zu bewerten, was er jetzt sagt.",
  "verdict.noted":
    "Danke: als **{verdict, select, good {hilfreich} other {nicht hilfreich}}** vermerkt. Die andere Schaltfläche ändert es; `/datenschutz` löscht es.",
  "verdict.others": "Sonst kommen diese Stellen am nächsten:",
  "verdict.menu": "Eine andere Stelle lesen",
  "without-question.nothing":
    "Was möchtest du wissen? Schreib deine Frage hinter meinen Namen, oder antworte auf eine Antwort, um daran anzuknüpfen. `/hilfe` zeigt, was ich sonst noch kann.",
  "without-question.sticker": "Sticker kann ich nicht lesen, nur Wörter: Was möchtest du wissen?",
  "without-question.picture":
    "Bilder und Aufnahmen kann ich nicht ansehen, nur Text lesen. Schreib deine Frage, oder schick ein Dokument, damit es hinzugefügt wird.",
  "without-question.file-too":
    "Die Datei habe ich nicht gelesen. Soll sie hinzugefügt werden, erwähne mich mit ihr und „add this“, oder nimm „{command}“ im Menü ihrer Nachricht.",
  "without-question.voice":
    "Sprachnachrichten kann ich noch nicht hören. Schreib deine Frage, und ich zeige, wo die Artikel sie beantworten.",
  "without-question.role":
    "Discord zeigt mir eine Nachricht nur, wenn sie mich selbst erwähnt, und diese erwähnt meine Rolle. Wähle meinen Namen statt der Rolle und frag noch einmal.",
  "without-question.hidden":
    "Diese Nachricht zeigt Discord mir nicht. Schreib die Frage selbst hinter meinen Namen, oder nutze „Zu dieser Nachricht fragen“ in ihrem Menü.",

  "help.head":
    "**Pilcrow (¶) beantwortet Fragen mit den eigenen Worten eines Artikels.** Es zeigt den Absatz, der am besten zu deiner Frage passt, den antwortenden Satz fett; wo es nicht sicher ist, sagt es „Das könnte die Antwort sein:“, und wenn der Artikel dazu nichts sagt, sagt es das.",
  "help.in-menu": "Im Menü einer Nachricht, unter Apps: {commands}.",
  "help.privacy-not-reached":
    "Datenschutz: Nachrichten, die den Bot weder erwähnen noch an ihn gerichtet sind, erreichen ihn nicht.",
  "help.privacy-reached":
    "Datenschutz: In Kanälen, die dieser Server für automatische Antworten gewählt hat, werden deine Nachrichten nach Fragen durchgesehen; von anderen wird nichts gelesen und nichts gespeichert.",
  "help.privacy-more":
    "Deine Frage wird auf dem Rechner beantwortet, auf dem der Bot läuft, und an niemanden sonst geschickt; sie wird zehn Minuten lang gemerkt, nie auf der Festplatte. `/datenschutz` zeigt, was über dich gespeichert ist, und löscht es.",
  "help.ask": "`/fragen` stellt eine Frage. `artikel` nennt einen Artikel, `privat` zeigt die Antwort nur dir.",
  "help.mention": "Erwähne {bot} mit einer Frage in einem Kanal, oder schreib sie in einer Direktnachricht.",
  "help.follow-up":
    "Frag weiter mit „and when was that?“: Eine Frage, die nicht für sich stehen kann, wird zusammen mit deiner letzten gesucht. Die Antwort sagt das, und **Nur das fragen** stellt sie allein.",
  "help.section":
    "Nenne einen Abschnitt („opening hours“, „what changed for the ranger“), um ihn zu lesen; **Weiter** geht weiter, wo er lang ist.",
  "help.verdicts": "👍 und 👎 unter einer Antwort sagen denen, die die Artikel pflegen, welche Absätze helfen.",
  "help.why": "`/warum` zeigt die Zahlen hinter deiner letzten Antwort hier.",
  "help.gaps": "`/lücken` zeigt denen, die die Artikel pflegen, was vergeblich gefragt wurde, nach Bedeutung.",
  "help.privacy":
    "`/datenschutz` zeigt, was über dich gespeichert ist, auch deine Nachrichten, die andere hinzugefügt haben, und löscht es.",
  "help.settings": "`/einstellungen` zeigt, was dieser Server eingestellt hat. Wer ihn verwalten darf, ändert es dort.",
  "help.articles":
    "`/artikelliste` zeigt, was man hier fragen kann; `/artikel zeigen` gibt die Gliederung eines Artikels.",
  "help.add":
    "`/artikel hinzufügen` fügt Dateien, Webseiten oder Text hinzu. Schick in einer Direktnachricht einfach eine Datei oder eine Adresse: Nur du kannst sie fragen.",
  "help.add-channel":
    "`/artikel hinzufügen` mit einem Kanal fügt dessen angepinnte Nachrichten oder die Beiträge eines Forums als einen Artikel hinzu.",
  "help.read":
    "`/artikel lesen` zeigt einen Absatz in voller Länge; **‹ ›** blättern weiter, **Abschnitt** zeigt alles unter seiner Überschrift.",
  "help.summary":
    "„What is this about?“ und `/artikel überblick` zeigen, wie ein Artikel beginnt, seine zentralen Sätze und seine Überschriften.",

  "gaps.none":
    "Keine Frage wartet auf eine Antwort. Fragen, die nichts finden, werden nur aufbewahrt, wo `/einstellungen` es erlaubt, 90 Tage lang.",
  "gaps.gone": "Diese Fragen sind nicht mehr gespeichert.",
  "gaps.table": "{count, plural, one {# Frage} other {# Fragen}}, die älteste zuerst.",
  "gaps.head": "**{count, plural, one {# Frage} other {# Fragen}} ohne Antwort**, die häufigsten zuerst",
  "gaps.more-in-table": "… und {count} weitere; die Tabelle enthält alle.",
  more: "… und {count} weitere",
  "gaps.menu": "Eine davon ansehen",
  "gaps.asked": "{count, plural, one {#-mal} other {#-mal}} gefragt",
  "gaps.as-table": "Als Tabelle (CSV)",
  "gaps.nearest": "Am nächsten: ¶ {number} von {title}",
  "gaps.no-nearest": "Kein Absatz kommt dem nahe.",
  "gaps.of-one-meaning": "**{count, plural, one {# Frage} other {# Fragen}} mit derselben Bedeutung**",
  "gaps.tell": "Antwort ergänzt: Fragende benachrichtigen",
  "gaps.done-quietly": "Erledigt, niemanden benachrichtigen",
  "gaps.closed": "{count, plural, one {# Frage} other {# Fragen}} erledigt.",
  "gaps.told": "Benachrichtigt: {count, plural, one {# Person} other {# Personen}}.",
  "gaps.news": "Auf {place} hast du „{question}“ gefragt. Die Artikel sagen jetzt mehr: Frag dort noch einmal.",
  "the-server": "dem Server",

  "privacy.ask-to-forget":
    "Deine eigenen Artikel, Einstellungen, Bewertungen, letzten Fragen und deine Nachrichten, die andere als Artikel hinzugefügt haben, endgültig löschen? Das lässt sich nicht rückgängig machen.",
  "privacy.delete": "Löschen",
  "privacy.deleted": "Gelöscht. Über dich ist nichts mehr gespeichert.",
  "privacy.head": "Was über dich gespeichert ist",
  "privacy.articles":
    "{count, plural, one {# eigener Artikel, den} other {# eigene Artikel, die}} nur du fragen kannst, in Direktnachrichten",
  "privacy.settings": "{count, plural, one {# Einstellung} other {# Einstellungen}} deiner Direktnachrichten",
  "privacy.verdicts": "{count, plural, one {# Bewertung} other {# Bewertungen}} von Antworten",
  "privacy.questions":
    "{count, plural, one {# Frage von dir, die} other {# Fragen von dir, die}} kein Artikel beantwortet hat, 90 Tage lang aufbewahrt für die, die die Artikel eines Servers pflegen",
  "privacy.name":
    "dein Name an {articles, plural, one {# Artikel, den} other {# Artikeln, die}} du auf {servers, plural, one {# Server} other {# Servern}} hinzugefügt hast: Löschen nimmt deinen Namen weg; die Artikel gehören den Servern und bleiben",
  "privacy.last-question":
    "Deine letzte Frage wird zehn Minuten lang gemerkt, damit du daran anknüpfen kannst, und nie aufgeschrieben.",
  "privacy.delete-all": "Alles davon löschen",
  "own-messages.said":
    "{count, plural, one {# deiner Nachrichten wurde von anderen als Artikel hinzugefügt} other {# deiner Nachrichten wurden von anderen als Artikel hinzugefügt}}",
  "own-messages.remove": "Meine Nachrichten entfernen",
  "own-messages.nothing": "Dort war nichts mehr von dir.",
  "own-messages.removed":
    "{count, plural, one {# Nachricht von dir entfernt. Niemand kann sie mehr fragen.} other {# Nachrichten von dir entfernt. Niemand kann sie mehr fragen.}}",
  "own-messages.none": "Kein Artikel hier enthält noch eine Nachricht von dir.",
  "own-messages.head": "Deine Nachrichten in Artikeln, die andere hinzugefügt haben",
  "own-messages.explained":
    "Sie lassen sich endgültig herausnehmen. Ein Artikel von mehreren behält, was die anderen geschrieben haben.",
  "own-messages.menu": "Aus einem Artikel entfernen …",
  "own-messages.remove-all": "Alle {count} entfernen",
  "own-messages.place": "{title} auf {server}",
  "own-messages.an-article": "ein Artikel",
  "own-messages.nameless": "einem Ort, dessen Namen ich nicht sehe",
  "own-messages.elsewhere": "anderswo",
  messages: "{count, plural, one {# Nachricht} other {# Nachrichten}}",
  "own-messages.link": "Nachricht {number}",
  "limit.at-once":
    "Hier werden bereits {count} Dokumente gelesen. Versuch es noch einmal, wenn eines davon fertig ist.",
  "import.restarted-after":
    "Ich wurde neu gestartet, nachdem ich {title} gelesen hatte. Der Artikel ist da: {paragraphs}.",
  paragraphs: "{count, plural, one {# Absatz} other {# Absätze}}",

  "settings.head": "Einstellungen dieses Servers",
  "settings.explained":
    "Eine Auswahl gilt sofort. Wer den Server verwalten darf, darf immer fragen, wo ich antworte, und hinzufügen.",
  "settings.who-can-change": "Wer diesen Server verwalten darf, kann sie ändern.",
  "settings.strictness": "Wie sicher eine Antwort sein muss",
  "settings.lenient": "Großzügig",
  "settings.lenient-explained": "Antwortet öfter und irrt sich öfter",
  "settings.balanced": "Ausgewogen",
  "settings.balanced-explained": "Antwortet, wo es meist richtigliegt",
  "settings.strict": "Streng",
  "settings.strict-explained": "Antwortet seltener und irrt sich seltener",
  "settings.places": "Wo ich antworte (nichts ausgewählt: überall)",
  "settings.no-channel": "Kein Kanal: Die ausgewählten sind gelöscht.",
  "settings.everywhere": "Überall antworten",
  "settings.askers": "Wer fragen darf (nichts ausgewählt: alle)",
  "settings.no-role": "Keine Rolle: Die ausgewählten sind gelöscht.",
  "settings.everybody-asks": "Alle fragen lassen",
  "settings.managers": "Wer außer denen, die den Server verwalten, Artikel hinzufügen und entfernen darf",
  "settings.automatic": "Wo ich Fragen beantworte, die niemand an mich gerichtet hat, wenn ich sicher bin",
  "settings.automatic-off":
    "Aus: Der Betreiber dieses Bots lässt ihn Nachrichten, die ihn nicht erwähnen, nicht sehen. Er schaltet _Message Content Intent_ im Developer Portal von Discord ein und setzt `MESSAGE_CONTENT=on`.",
  "settings.cannot-answer":
    "⚠️ In {channels} kann ich nicht antworten: Lass mich den Kanal sehen, den Nachrichtenverlauf lesen und dort Nachrichten senden.",
  "settings.language": "Sprache meiner eigenen Worte",
  "settings.language-discord": "Wie Discord es sagt",
  "settings.keep": "Wie lange 👍 und 👎 aufbewahrt werden (unbeantwortete Fragen höchstens 90 Tage)",
  "settings.keep-days": "{days, plural, =7 {Eine Woche} =365 {Ein Jahr} one {# Tag} other {# Tage}}",
  "settings.keep-forever": "Bis zur Löschung",
  "settings.private-button": "Antworten auf Befehle: {isPrivate, select, yes {privat} other {für alle sichtbar}}",
  "settings.global-button": "Artikel für alle: {isHidden, select, yes {ausgeblendet} other {eingeblendet}}",
  "settings.gaps-button": "Unbeantwortete Fragen: {isKept, select, yes {aufbewahrt} other {nicht aufbewahrt}}",
  "settings.wording-button": "Eigene Worte …",
  "settings.choose-roles": "Rollen auswählen",
  "settings.choose-channels": "Kanäle auswählen",
  "settings.outdated": "Diese Übersicht stammt aus einer älteren Version. Nutze `/einstellungen` noch einmal.",
  "settings.managers-of-server": "Mitglieder, die diesen Server verwalten dürfen",
  "settings.everybody": "Alle",
  "settings.says-everywhere": "Ich antworte in allen Kanälen.",
  "settings.says-nowhere": "Ich antworte in keinem Kanal.",
  "settings.says-places": "Ich antworte in {channels}.",
  "settings.says-askers": "Fragen dürfen: {who}.",
  "settings.says-managers": "Artikel hinzufügen und entfernen dürfen: {who}.",
  "settings.says-strictness": "Wie sicher eine Antwort sein muss: **{strictness}**.",
  "settings.says-private":
    "Antworten auf Befehle sind {isPrivate, select, yes {privat} other {für alle sichtbar}}, wenn du nichts anderes angibst.",
  "settings.says-global":
    "Artikel für alle {isHidden, select, yes {sind ausgeblendet: Ich kenne nur die eigenen dieses Servers} other {werden mitgefragt}}.",
  "settings.says-not-automatic": "Fragen, die niemand an mich richtet: nicht beantwortet.",
  "settings.says-automatic": "Fragen, die niemand an mich richtet: in {channels} beantwortet, wo ich sicher bin.",
  "settings.says-language": "Sprache: {language}.",
  "settings.says-keep": "👍 und 👎 werden aufbewahrt: {kept}.",
  "settings.says-gaps":
    "Fragen, die nichts fanden, werden {isKept, select, yes {für `/lücken` aufbewahrt, mit den Fragenden, höchstens 90 Tage} other {nicht aufbewahrt}}.",
  "settings.own-refusal": "Statt „Der Artikel sagt dazu nichts.“: „{text}“",
  "settings.own-greeting": "Auf Grüße: „{text}“",
  "settings.asks-first": "{channel} fragt zuerst {title}.",
  "settings.more-channels": "… und {count, plural, one {# weiterer Kanal} other {# weitere Kanäle}}.",
  "settings.wording": "Eigene Worte",
  "settings.wording-refusal": "Wenn die Artikel nichts dazu sagen",
  "settings.wording-refusal-empty": "Leer: Der Artikel sagt dazu nichts.",
  "settings.wording-greeting": "Auf Grüße",
  "settings.wording-greeting-empty": "Leer: meine eigene freundliche Zeile.",
};
