import { type CommandCatalogue, LANGUAGE_NAMES } from './words.ts'

const limit = { name: 'máximo', description: 'Cuántos artículos como máximo' }
const paper = { name: 'artículo', description: 'ID, enlace o parte del título' }
const onlyPaper = { name: 'artículo', description: 'Solo este artículo: ID, enlace o parte del título' }
const thePaper = { name: 'artículo', description: 'El artículo: ID, enlace o parte del título' }
const what = { name: 'qué', description: 'Un artículo (ID, enlace o palabras del título) o el ID de una respuesta' }
const channel = { name: 'canal', description: 'Qué canal, si no es este' }

/** The commands in Spanish. */
export const es: CommandCatalogue = {
  ask: {
    name: 'preguntar',
    description: 'Las frases de los artículos que responden a una pregunta, o un sincero «no hay nada»',
    options: {
      question: { name: 'pregunta', description: 'Tu pregunta, en inglés y con tus propias palabras' },
      limit: { name: 'máximo', description: 'Cuántas frases como máximo; si no, las que pida la pregunta' },
      paper: onlyPaper,
      after: {
        name: 'después-de',
        description: 'El ID de una respuesta anterior, para seguir preguntando a partir de ella',
      },
    },
  },
  search: {
    name: 'buscar',
    description: 'Artículos que coinciden con palabras o una descripción, cada uno con su mejor frase',
    options: {
      query: { name: 'consulta', description: 'Qué buscar, en inglés' },
      limit,
      mode: {
        name: 'modo',
        description: 'Cómo ordenar',
        choices: { fused: 'combinado', lexical: 'léxico', semantic: 'semántico' },
      },
      year: { name: 'año', description: 'Solo artículos de este año' },
      since: { name: 'desde', description: 'Solo artículos de este año o posteriores' },
      has_code: { name: 'con-código', description: 'Solo artículos cuyo resumen enlaza código' },
    },
    onMessage: 'Buscar artículos parecidos',
  },
  claims: {
    name: 'cifras',
    description: 'Las cifras que dan los artículos, cada una dentro de su frase',
    options: {
      query: { name: 'consulta', description: 'Con palabras, en inglés: speedups above 3x, FID below 2.5' },
      paper: onlyPaper,
      kind: {
        name: 'tipo',
        description: 'De qué trata la cifra',
        choices: {
          speed: 'velocidad',
          efficiency: 'eficiencia',
          scale: 'tamaño',
          count: 'cantidad',
          setting: 'configuración',
          comparison: 'comparación',
          result: 'resultado',
        },
      },
      metric: { name: 'métrica', description: 'Palabra de la métrica: FID, accuracy, latency' },
      unit: { name: 'unidad', description: 'Unidad: %, x, ms, GB, parameters' },
      min: { name: 'mín', description: 'Valor mínimo' },
      max: { name: 'máx', description: 'Valor máximo' },
      limit: { name: 'máximo', description: 'Cuántas cifras como máximo' },
    },
  },
  paper: {
    name: 'artículo',
    description: 'Un artículo: su resumen, sus cifras y artículos parecidos',
    options: { paper },
  },
  similar: {
    name: 'similares',
    description: 'Artículos parecidos a un artículo',
    options: { paper, limit },
  },
  topic: {
    name: 'tema',
    description: 'Los artículos sobre un tema, agrupados, con su frase clave y sus cifras lado a lado',
    options: { topic: { name: 'tema', description: 'El tema, en inglés' }, limit },
  },
  verify: {
    name: 'verificar',
    description: 'Comprueba una frase, una afirmación o un mensaje con los artículos, cifra por cifra',
    options: {
      text: {
        name: 'texto',
        description: 'Qué comprobar: una frase, una afirmación, un mensaje entero, un CSV exportado',
      },
      paper: { name: 'artículo', description: 'El artículo del que procedería: ID, enlace o título' },
    },
    onMessage: 'Comprobar las cifras',
  },
  answer: {
    name: 'respuesta',
    description: 'Una respuesta anterior, por su ID, y lo que ha cambiado desde entonces',
    options: { id: { name: 'id', description: 'El ID al final de la respuesta' } },
  },
  export: {
    name: 'exportar',
    description: 'Las citas de una respuesta, un artículo o un tema en un archivo, con su lugar y su hash',
    options: {
      answer: { name: 'respuesta', description: 'El ID al final de una respuesta' },
      paper: { name: 'artículo', description: 'Un artículo: ID, enlace o parte del título' },
      topic: { name: 'tema', description: 'Un tema, en inglés' },
      format: {
        name: 'formato',
        description: 'Qué tipo de archivo',
        choices: { csv: 'CSV', markdown: 'Markdown', bibtex: 'BibTeX', ris: 'RIS' },
      },
    },
  },
  add: {
    name: 'añadir',
    description: 'Añadir artículos por enlace de arXiv o Hugging Face, ID, BibTeX o archivo',
    options: {
      papers: { name: 'artículos', description: 'Enlaces, ID de arXiv o BibTeX' },
      file: { name: 'archivo', description: 'Un archivo: BibTeX, JSON Lines, JSON de Hugging Face, Atom de arXiv' },
    },
    onMessage: 'Añadir artículos del mensaje',
  },
  follow: {
    name: 'seguir',
    description: 'Recibir un aviso cuando haya un artículo nuevo sobre un tema, con la frase que lo dice',
    options: {
      topic: { name: 'tema', description: 'El tema, en inglés y con tus palabras' },
      how: {
        name: 'cómo',
        description: 'Dónde recibes el aviso',
        choices: { 'private message': 'mensaje privado', 'mention here': 'mención aquí' },
      },
      digest: { name: 'resumen', description: 'Una vez al día a esta hora, como 17:00; si no, al momento' },
      quiet: { name: 'silencio', description: 'Horas en las que no quieres avisos, como 22:00-07:00' },
      zone: { name: 'zona', description: 'Tu zona horaria, como Europe/Madrid; UTC si no se indica' },
    },
  },
  unfollow: {
    name: 'dejar-de-seguir',
    description: 'No recibir más avisos de un tema',
    options: { topic: { name: 'tema', description: 'El tema, tal como lo muestra /seguidos' } },
  },
  following: { name: 'seguidos', description: 'Los temas que sigues y cómo recibes los avisos' },
  save: {
    name: 'guardar',
    description: 'Guardar un artículo o una respuesta para más tarde; los muestra /guardados',
    options: { what },
  },
  unsave: { name: 'dejar-de-guardar', description: 'Dejar de guardar un artículo o una respuesta', options: { what } },
  saved: { name: 'guardados', description: 'Los artículos y respuestas que guardas, primero los más recientes' },
  vote: {
    name: 'votar',
    description: 'Si las publicaciones diarias de tu servidor deben mostrar más o menos artículos como este',
    options: {
      paper: thePaper,
      vote: {
        name: 'voto',
        description: 'Más como este, menos como este o ningún voto',
        choices: { 'more like this': 'más como este', 'less like this': 'menos como este', 'no vote': 'ninguno' },
      },
    },
  },
  report: {
    name: 'reportar',
    description: 'Reportar una cita errónea a quienes gestionan este servidor',
    options: {
      paper: thePaper,
      quotes: { name: 'citas', description: 'Lugares de las citas, como abstract:120-240,title:0-31' },
      remark: { name: 'comentario', description: 'Qué está mal, con tus palabras' },
      where: { name: 'dónde', description: 'Enlace del mensaje' },
    },
  },
  settings: {
    name: 'ajustes',
    description: 'Ajustes de este servidor: quién ve las respuestas y adónde van los reportes',
    options: {
      answers: {
        name: 'respuestas',
        description: 'Quién ve una respuesta: quien preguntó o todo el mundo',
        choices: { private: 'privadas', public: 'públicas' },
      },
      reports: { name: 'reportes', description: 'El canal que recibe los reportes de citas erróneas' },
      noReports: { name: 'sin-reportes', description: 'No aceptar más reportes de citas erróneas' },
    },
  },
  daily: { name: 'diario', description: 'Publicaciones diarias de artículos nuevos en un canal' },
  'daily set': {
    name: 'programar',
    description: 'Publicar artículos nuevos en un canal, a una hora del día',
    options: {
      time: { name: 'hora', description: 'Hora local, como 09:00' },
      zone: { name: 'zona', description: 'Zona horaria, como Europe/Madrid' },
      days: { name: 'días', description: 'Días, en inglés: Mon-Fri (si no se indica), daily, Mon, Wed' },
      prefer: { name: 'preferir', description: 'Temas que mostrar primero, en inglés y separados por comas' },
      exclude: { name: 'excluir', description: 'Temas que no mostrar nunca, en inglés y separados por comas' },
      papers: { name: 'máximo', description: 'Cuántos artículos como máximo; 5 si no se indica' },
      empty: {
        name: 'si-vacío',
        description: 'Qué publicar cuando no hay nada nuevo',
        choices: { 'say why': 'decir por qué', 'from the library': 'algo de la biblioteca' },
      },
      channel,
      language: { name: 'idioma', description: 'En qué idioma publica el bot allí', choices: LANGUAGE_NAMES },
    },
  },
  'daily now': {
    name: 'ahora',
    description: 'Publicar ahora lo que mostraría la próxima publicación diaria',
    options: { channel },
  },
  'daily pause': {
    name: 'pausar',
    description: 'Detener las publicaciones diarias de un canal hasta que se reanuden',
    options: { channel },
  },
  'daily resume': {
    name: 'reanudar',
    description: 'Reanudar las publicaciones diarias de un canal',
    options: { channel },
  },
  'daily status': {
    name: 'estado',
    description: 'Qué recibe un canal y cuándo, y cómo están las fuentes',
    options: { channel },
  },
  'daily why': {
    name: 'por-qué',
    description: 'Por qué se mostró un artículo en un canal, o por qué no',
    options: { paper: thePaper, channel },
  },
  'daily remove': {
    name: 'quitar',
    description: 'No más publicaciones diarias en un canal',
    options: { channel },
  },
  stats: {
    name: 'estadísticas',
    description: 'Cuántos artículos, frases y cifras hay aquí, y qué modelo los lee',
  },
  privacy: { name: 'privacidad', description: 'Qué guarda este bot, y qué de ello trata de ti' },
  forget: { name: 'olvidar', description: 'Borrar todo lo que este bot guarda sobre ti' },
  help: { name: 'ayuda', description: 'Qué puedes preguntar, con un ejemplo de cada cosa' },
}
