import { type CommandCatalogue, LANGUAGE_NAMES } from './words.ts'

const limit = { name: 'maximum', description: 'Nombre maximal d’articles' }
const paper = { name: 'article', description: 'Identifiant, lien ou partie du titre' }
const onlyPaper = { name: 'article', description: 'Seulement cet article : identifiant, lien ou partie du titre' }
const thePaper = { name: 'article', description: 'L’article : identifiant, lien ou partie du titre' }
const what = {
  name: 'quoi',
  description: 'Un article (identifiant, lien ou mots du titre), ou l’identifiant d’une réponse',
}
const channel = { name: 'salon', description: 'Quel salon, si ce n’est pas celui-ci' }

/** The commands in French. */
export const fr: CommandCatalogue = {
  ask: {
    name: 'demander',
    description: 'Les phrases des articles qui répondent à une question, ou un honnête « rien trouvé »',
    options: {
      question: { name: 'question', description: 'Votre question, en anglais et avec vos propres mots' },
      limit: { name: 'maximum', description: 'Nombre maximal de phrases ; sinon selon la question' },
      paper: onlyPaper,
      after: {
        name: 'suite-de',
        description: 'L’identifiant d’une réponse précédente, pour poursuivre à partir d’elle',
      },
    },
  },
  search: {
    name: 'chercher',
    description: 'Les articles qui correspondent à des mots ou à une description, avec leur meilleure phrase',
    options: {
      query: { name: 'recherche', description: 'Ce qu’il faut chercher, en anglais' },
      limit,
      mode: {
        name: 'mode',
        description: 'Mode de classement',
        choices: { fused: 'combiné', lexical: 'lexical', semantic: 'sémantique' },
      },
      year: { name: 'année', description: 'Seulement les articles de cette année' },
      since: { name: 'depuis', description: 'Seulement les articles de cette année ou plus récents' },
      has_code: { name: 'avec-code', description: 'Seulement les articles dont le résumé renvoie à du code' },
    },
    onMessage: 'Trouver des articles similaires',
  },
  claims: {
    name: 'chiffres',
    description: 'Les chiffres que donnent les articles, chacun dans sa phrase',
    options: {
      query: { name: 'recherche', description: 'En mots simples, en anglais : speedups above 3x, FID below 2.5' },
      paper: onlyPaper,
      kind: {
        name: 'type',
        description: 'Ce que le chiffre mesure',
        choices: {
          speed: 'vitesse',
          efficiency: 'efficacité',
          scale: 'taille',
          count: 'quantité',
          setting: 'réglage',
          comparison: 'comparaison',
          result: 'résultat',
        },
      },
      metric: { name: 'métrique', description: 'Nom de la métrique : FID, accuracy, latency' },
      unit: { name: 'unité', description: 'Unité : %, x, ms, GB, parameters' },
      min: { name: 'min', description: 'Plus petite valeur' },
      max: { name: 'max', description: 'Plus grande valeur' },
      limit: { name: 'maximum', description: 'Nombre maximal de chiffres' },
    },
  },
  paper: {
    name: 'article',
    description: 'Un article : son résumé, ses chiffres et les articles similaires',
    options: { paper },
  },
  similar: {
    name: 'similaires',
    description: 'Les articles similaires à un article',
    options: { paper, limit },
  },
  topic: {
    name: 'sujet',
    description: 'Les articles sur un sujet, par thème, avec leur phrase clé et leurs chiffres côte à côte',
    options: { topic: { name: 'sujet', description: 'Le sujet, en anglais' }, limit },
  },
  verify: {
    name: 'vérifier',
    description: 'Confronter une phrase, une affirmation ou un message aux articles, chiffre par chiffre',
    options: {
      text: {
        name: 'texte',
        description: 'Ce qu’il faut vérifier : une phrase, une affirmation, un message, un CSV exporté',
      },
      paper: { name: 'article', description: 'L’article dont ce serait tiré : identifiant, lien ou titre' },
    },
    onMessage: 'Vérifier les chiffres',
  },
  answer: {
    name: 'réponse',
    description: 'Une réponse précédente, par son identifiant, et ce qui a changé depuis',
    options: { id: { name: 'identifiant', description: 'L’identifiant à la fin de la réponse' } },
  },
  export: {
    name: 'exporter',
    description: 'Les citations d’une réponse, d’un article ou d’un sujet en fichier, avec emplacements et empreintes',
    options: {
      answer: { name: 'réponse', description: 'L’identifiant à la fin d’une réponse' },
      paper: { name: 'article', description: 'Un article : identifiant, lien ou partie du titre' },
      topic: { name: 'sujet', description: 'Un sujet' },
      format: {
        name: 'format',
        description: 'Type de fichier',
        choices: { csv: 'CSV', markdown: 'Markdown', bibtex: 'BibTeX', ris: 'RIS' },
      },
    },
  },
  add: {
    name: 'ajouter',
    description: 'Ajouter des articles par lien arXiv ou Hugging Face, identifiant, BibTeX ou fichier',
    options: {
      papers: { name: 'articles', description: 'Liens, identifiants arXiv ou BibTeX' },
      file: { name: 'fichier', description: 'Un fichier : BibTeX, JSON Lines, JSON de Hugging Face, Atom d’arXiv' },
    },
    onMessage: 'Ajouter les articles du message',
  },
  follow: {
    name: 'suivre',
    description: 'Recevoir l’annonce de tout nouvel article sur un sujet, avec la phrase qui le montre',
    options: {
      topic: { name: 'sujet', description: 'Le sujet, en anglais et avec vos mots' },
      how: {
        name: 'comment',
        description: 'Où recevoir les annonces',
        choices: { 'private message': 'message privé', 'mention here': 'mention ici' },
      },
      digest: {
        name: 'récapitulatif',
        description: 'Une fois par jour à cette heure, par exemple 17:00 ; sinon aussitôt',
      },
      quiet: { name: 'silence', description: 'Heures sans aucun message, par exemple 22:00-07:00' },
      zone: { name: 'fuseau', description: 'Votre fuseau horaire, par exemple Europe/Paris ; UTC par défaut' },
    },
  },
  unfollow: {
    name: 'ne-plus-suivre',
    description: 'Ne plus recevoir d’annonces sur un sujet',
    options: { topic: { name: 'sujet', description: 'Le sujet, tel que /suivis l’affiche' } },
  },
  following: { name: 'suivis', description: 'Les sujets que vous suivez, et comment les annonces vous parviennent' },
  save: {
    name: 'garder',
    description: 'Garder un article ou une réponse pour plus tard ; /gardés en donne la liste',
    options: { what },
  },
  unsave: { name: 'ne-plus-garder', description: 'Ne plus garder un article ou une réponse', options: { what } },
  saved: { name: 'gardés', description: 'Les articles et réponses que vous gardez, du plus récent au plus ancien' },
  vote: {
    name: 'voter',
    description: 'Voir davantage ou moins d’articles de ce genre dans les publications quotidiennes du serveur',
    options: {
      paper: thePaper,
      vote: {
        name: 'vote',
        description: 'Davantage de ce genre, moins de ce genre, ou retirer le vote',
        choices: {
          'more like this': 'davantage de ce genre',
          'less like this': 'moins de ce genre',
          'no vote': 'aucun vote',
        },
      },
    },
  },
  report: {
    name: 'signaler',
    description: 'Signaler une citation erronée aux responsables de ce serveur',
    options: {
      paper: thePaper,
      quotes: { name: 'citations', description: 'Emplacements des citations, par exemple abstract:120-240,title:0-31' },
      remark: { name: 'remarque', description: 'Ce qui est faux, avec vos mots' },
      where: { name: 'où', description: 'Lien du message' },
    },
  },
  settings: {
    name: 'paramètres',
    description: 'Ce qui vaut sur ce serveur : qui voit les réponses, et où vont les signalements',
    options: {
      answers: {
        name: 'réponses',
        description: 'Qui voit une réponse : la personne qui a demandé, ou tout le monde',
        choices: { private: 'privées', public: 'publiques' },
      },
      reports: { name: 'signalements', description: 'Le salon qui reçoit les signalements de citations erronées' },
      noReports: { name: 'sans-signalements', description: 'Ne plus accepter de signalements de citations' },
    },
  },
  daily: { name: 'quotidien', description: 'Publications quotidiennes de nouveaux articles dans un salon' },
  'daily set': {
    name: 'programmer',
    description: 'Publier les nouveaux articles dans un salon, à heure fixe',
    options: {
      time: { name: 'heure', description: 'Heure locale, par exemple 09:00' },
      zone: { name: 'fuseau', description: 'Fuseau horaire, par exemple Europe/Paris' },
      days: { name: 'jours', description: 'Jours, en anglais : Mon-Fri (par défaut), daily, Mon, Wed' },
      prefer: { name: 'préférer', description: 'Sujets à montrer en premier, en anglais, séparés par des virgules' },
      exclude: { name: 'exclure', description: 'Sujets à ne jamais montrer, en anglais, séparés par des virgules' },
      papers: { name: 'maximum', description: 'Nombre maximal d’articles ; 5 par défaut' },
      empty: {
        name: 'si-vide',
        description: 'Que publier quand il n’y a rien de nouveau',
        choices: { 'say why': 'dire pourquoi', 'from the library': 'un article de la bibliothèque' },
      },
      channel,
      language: { name: 'langue', description: 'La langue dans laquelle le bot y publie', choices: LANGUAGE_NAMES },
    },
  },
  'daily now': {
    name: 'maintenant',
    description: 'Publier maintenant ce que montrerait la prochaine publication quotidienne',
    options: { channel },
  },
  'daily pause': {
    name: 'suspendre',
    description: 'Suspendre les publications quotidiennes d’un salon jusqu’à leur reprise',
    options: { channel },
  },
  'daily resume': {
    name: 'reprendre',
    description: 'Reprendre les publications quotidiennes d’un salon',
    options: { channel },
  },
  'daily status': {
    name: 'état',
    description: 'Ce qu’un salon reçoit et quand, et comment vont les sources',
    options: { channel },
  },
  'daily why': {
    name: 'pourquoi',
    description: 'Pourquoi un article a été montré dans un salon, ou ne l’a pas été',
    options: { paper: thePaper, channel },
  },
  'daily remove': {
    name: 'supprimer',
    description: 'Arrêter pour de bon les publications quotidiennes d’un salon',
    options: { channel },
  },
  stats: {
    name: 'statistiques',
    description: 'Combien d’articles, de phrases et de chiffres il y a ici, et quel modèle les lit',
  },
  privacy: { name: 'confidentialité', description: 'Ce que ce bot conserve, et ce qui vous concerne' },
  forget: { name: 'oublier', description: 'Supprimer tout ce que ce bot conserve à votre sujet' },
  help: { name: 'aide', description: 'Ce que vous pouvez demander, avec un exemple à chaque fois' },
}
