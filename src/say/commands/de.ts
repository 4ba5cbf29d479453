import { type CommandCatalogue, LANGUAGE_NAMES } from './words.ts'

const limit = { name: 'anzahl', description: 'Wie viele Paper höchstens' }
const paper = { name: 'paper', description: 'ID, Link oder Teil des Titels' }
const onlyPaper = { name: 'paper', description: 'Nur dieses Paper: ID, Link oder Teil des Titels' }
const what = { name: 'was', description: 'Ein Paper (ID, Link oder Wörter des Titels) oder die ID einer Antwort' }
const channel = { name: 'kanal', description: 'Welcher Kanal, wenn nicht dieser' }

/** The commands in German. */
export const de: CommandCatalogue = {
  ask: {
    name: 'fragen',
    description: 'Die Sätze der Paper, die eine Frage beantworten – oder ein ehrliches „nichts gefunden“',
    options: {
      question: { name: 'frage', description: 'Deine Frage, auf Englisch und in deinen eigenen Worten' },
      limit: { name: 'anzahl', description: 'Wie viele Sätze höchstens; sonst so viele, wie die Frage braucht' },
      paper: onlyPaper,
      after: { name: 'nach', description: 'Die ID einer früheren Antwort, um daran anzuknüpfen' },
    },
  },
  search: {
    name: 'suchen',
    description: 'Paper, die zu Wörtern oder einer Beschreibung passen, jedes mit seinem besten Satz',
    options: {
      query: { name: 'suchwörter', description: 'Wonach gesucht wird, auf Englisch' },
      limit,
      mode: {
        name: 'modus',
        description: 'Wie sortiert wird',
        choices: { fused: 'kombiniert', lexical: 'lexikalisch', semantic: 'semantisch' },
      },
      year: { name: 'jahr', description: 'Nur Paper aus diesem Jahr' },
      since: { name: 'seit', description: 'Nur Paper aus diesem Jahr oder später' },
      has_code: { name: 'mit-code', description: 'Nur Paper, deren Abstract auf Code verlinkt' },
    },
    onMessage: 'Passende Paper finden',
  },
  claims: {
    name: 'zahlen',
    description: 'Zahlen, die in den Papern stehen, jede in ihrem Satz',
    options: {
      query: { name: 'suchwörter', description: 'In Worten, auf Englisch: speedups above 3x, FID below 2.5' },
      paper: onlyPaper,
      kind: {
        name: 'art',
        description: 'Wovon die Zahl handelt',
        choices: {
          speed: 'Geschwindigkeit',
          efficiency: 'Effizienz',
          scale: 'Größe',
          count: 'Anzahl',
          setting: 'Einstellung',
          comparison: 'Vergleich',
          result: 'Ergebnis',
        },
      },
      metric: { name: 'metrik', description: 'Wort der Metrik: FID, accuracy, latency' },
      unit: { name: 'einheit', description: 'Einheit: %, x, ms, GB, parameters' },
      min: { name: 'min', description: 'Kleinster Wert' },
      max: { name: 'max', description: 'Größter Wert' },
      limit: { name: 'anzahl', description: 'Wie viele Zahlen höchstens' },
    },
  },
  paper: {
    name: 'paper',
    description: 'Ein Paper: sein Abstract, seine Zahlen und ähnliche Paper',
    options: { paper },
  },
  similar: {
    name: 'ähnliche',
    description: 'Paper, die einem Paper ähneln',
    options: { paper, limit },
  },
  topic: {
    name: 'thema',
    description: 'Die Paper zu einem Thema, gruppiert, mit ihren Kernsätzen und Zahlen im Vergleich',
    options: { topic: { name: 'thema', description: 'Das Thema, auf Englisch' }, limit },
  },
  verify: {
    name: 'prüfen',
    description: 'Prüft einen Satz, eine Behauptung oder Nachricht an den Papern, Zahl für Zahl',
    options: {
      text: {
        name: 'text',
        description: 'Was geprüft wird: ein Satz, eine Behauptung, eine Nachricht, eine CSV-Datei',
      },
      paper: { name: 'paper', description: 'Aus welchem Paper es sein soll: ID, Link oder Titel' },
    },
    onMessage: 'Zahlen prüfen',
  },
  answer: {
    name: 'antwort',
    description: 'Eine frühere Antwort, über ihre ID, und was sich seither geändert hat',
    options: { id: { name: 'id', description: 'Die ID am Ende der Antwort' } },
  },
  export: {
    name: 'exportieren',
    description: 'Die Zitate einer Antwort, eines Papers oder eines Themas als Datei, mit Fundstellen und Hashes',
    options: {
      answer: { name: 'antwort', description: 'Die ID am Ende einer Antwort' },
      paper: { name: 'paper', description: 'Ein Paper: ID, Link oder Teil des Titels' },
      topic: { name: 'thema', description: 'Ein Thema' },
      format: {
        name: 'format',
        description: 'Welche Art von Datei',
        choices: { csv: 'CSV', markdown: 'Markdown', bibtex: 'BibTeX', ris: 'RIS' },
      },
    },
  },
  add: {
    name: 'hinzufügen',
    description: 'Paper per arXiv- oder Hugging-Face-Link, ID, BibTeX oder Datei hinzufügen; sofort abfragbar',
    options: {
      papers: { name: 'paper', description: 'Links, arXiv-IDs oder BibTeX' },
      file: { name: 'datei', description: 'Eine Datei: BibTeX, JSON Lines, Hugging-Face-JSON, arXiv-Atom' },
    },
    onMessage: 'Paper daraus hinzufügen',
  },
  follow: {
    name: 'folgen',
    description: 'Bescheid bekommen, wenn es ein neues Paper zu einem Thema gibt, mit dem Satz, der es sagt',
    options: {
      topic: { name: 'thema', description: 'Das Thema, auf Englisch und in deinen Worten' },
      how: {
        name: 'wie',
        description: 'Wo du Bescheid bekommst',
        choices: { 'private message': 'Direktnachricht', 'mention here': 'Erwähnung hier' },
      },
      digest: { name: 'sammeln', description: 'Einmal am Tag zu dieser Zeit, etwa 17:00; ohne Angabe sofort' },
      quiet: { name: 'ruhezeit', description: 'Stunden, in denen du nichts hören willst, etwa 22:00-07:00' },
      zone: { name: 'zeitzone', description: 'Deine Zeitzone, etwa Europe/Berlin; ohne Angabe UTC' },
    },
  },
  unfollow: {
    name: 'entfolgen',
    description: 'Zu einem Thema keinen Bescheid mehr bekommen',
    options: { topic: { name: 'thema', description: 'Das Thema, wie /meine-themen es zeigt' } },
  },
  following: { name: 'meine-themen', description: 'Die Themen, denen du folgst, und wie du Bescheid bekommst' },
  save: {
    name: 'merken',
    description: 'Ein Paper oder eine Antwort für später merken; /gemerkt zeigt sie',
    options: { what },
  },
  unsave: {
    name: 'nicht-merken',
    description: 'Ein Paper oder eine Antwort nicht mehr merken',
    options: { what },
  },
  saved: { name: 'gemerkt', description: 'Die Paper und Antworten, die du dir gemerkt hast, neueste zuerst' },
  vote: {
    name: 'abstimmen',
    description: 'Ob die täglichen Posts deines Servers mehr oder weniger von dieser Art zeigen sollen',
    options: {
      paper: { name: 'paper', description: 'Das Paper: ID, Link oder Teil des Titels' },
      vote: {
        name: 'stimme',
        description: 'Mehr davon, weniger davon oder keine Stimme mehr',
        choices: {
          'more like this': 'mehr davon',
          'less like this': 'weniger davon',
          'no vote': 'keine Stimme',
        },
      },
    },
  },
  report: {
    name: 'melden',
    description: 'Denen, die sich um diesen Server kümmern, ein falsches Zitat melden',
    options: {
      paper: { name: 'paper', description: 'Das Paper: ID, Link oder Teil des Titels' },
      quotes: { name: 'zitate', description: 'Fundstellen der Zitate, etwa abstract:120-240,title:0-31' },
      remark: { name: 'anmerkung', description: 'Was falsch ist, in deinen Worten' },
      where: { name: 'wo', description: 'Link der Nachricht' },
    },
  },
  settings: {
    name: 'einstellungen',
    description: 'Was auf diesem Server gilt: wer Antworten sieht und wohin Meldungen gehen',
    options: {
      answers: {
        name: 'antworten',
        description: 'Wer eine Antwort sieht: wer gefragt hat oder alle',
        choices: { private: 'privat', public: 'öffentlich' },
      },
      reports: { name: 'meldungen', description: 'Der Kanal, in den Meldungen falscher Zitate gehen' },
      noReports: { name: 'keine-meldungen', description: 'Keine Meldungen falscher Zitate mehr annehmen' },
    },
  },
  daily: { name: 'täglich', description: 'Tägliche Posts neuer Paper in einem Kanal' },
  'daily set': {
    name: 'einrichten',
    description: 'Neue Paper zu einer Uhrzeit in einem Kanal posten',
    options: {
      time: { name: 'uhrzeit', description: 'Uhrzeit vor Ort, etwa 09:00' },
      zone: { name: 'zeitzone', description: 'Zeitzone, etwa Europe/Berlin' },
      days: { name: 'tage', description: 'Tage, auf Englisch: Mon-Fri (ohne Angabe), daily, Mon, Wed' },
      prefer: { name: 'bevorzugt', description: 'Themen, die zuerst kommen, auf Englisch, mit Kommas dazwischen' },
      exclude: { name: 'ausschließen', description: 'Themen, die nie kommen, auf Englisch, mit Kommas dazwischen' },
      papers: { name: 'anzahl', description: 'Wie viele Paper höchstens; ohne Angabe 5' },
      empty: {
        name: 'wenn-leer',
        description: 'Was gepostet wird, wenn es nichts Neues gibt',
        choices: { 'say why': 'sagen, warum', 'from the library': 'etwas aus der Bibliothek' },
      },
      channel,
      language: { name: 'sprache', description: 'In welcher Sprache der Bot dort postet', choices: LANGUAGE_NAMES },
    },
  },
  'daily now': {
    name: 'jetzt',
    description: 'Jetzt posten, was der nächste tägliche Post zeigen würde',
    options: { channel },
  },
  'daily pause': {
    name: 'pausieren',
    description: 'Die täglichen Posts eines Kanals anhalten, bis sie fortgesetzt werden',
    options: { channel },
  },
  'daily resume': {
    name: 'fortsetzen',
    description: 'Die täglichen Posts eines Kanals fortsetzen',
    options: { channel },
  },
  'daily status': {
    name: 'status',
    description: 'Was ein Kanal wann bekommt und wie es um die Quellen steht',
    options: { channel },
  },
  'daily why': {
    name: 'warum',
    description: 'Warum ein Paper in einem Kanal gezeigt wurde oder warum nicht',
    options: { paper: { name: 'paper', description: 'Das Paper: ID, Link oder Teil des Titels' }, channel },
  },
  'daily remove': {
    name: 'entfernen',
    description: 'Keine täglichen Posts mehr in einem Kanal',
    options: { channel },
  },
  stats: {
    name: 'statistik',
    description: 'Wie viele Paper, Sätze und Zahlen es hier gibt und welches Modell sie liest',
  },
  privacy: { name: 'datenschutz', description: 'Was dieser Bot speichert und was davon dich betrifft' },
  forget: { name: 'daten-löschen', description: 'Alles löschen, was dieser Bot über dich speichert' },
  help: { name: 'hilfe', description: 'Was du fragen kannst, mit je einem Beispiel' },
}
