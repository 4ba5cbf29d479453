import { type CommandCatalogue, LANGUAGE_NAMES } from './words.ts'

const limit = { name: '件数', description: '論文の最大件数' }
const paper = { name: '論文', description: 'ID、リンク、またはタイトルの一部' }
const onlyPaper = { name: '論文', description: 'この論文のみ：ID、リンク、またはタイトルの一部' }
const thePaper = { name: '論文', description: '対象の論文：ID、リンク、またはタイトルの一部' }
const what = { name: '対象', description: '論文（ID、リンク、またはタイトルの語）、または回答のID' }
const channel = { name: 'チャンネル', description: '対象のチャンネル（省略時はこのチャンネル）' }

/** The commands in Japanese. */
export const ja: CommandCatalogue = {
  ask: {
    name: '質問',
    description: '質問に答える論文の文をそのまま引用。なければ「見つからない」と回答',
    options: {
      question: { name: '質問', description: '質問を英語で、自分の言葉で' },
      limit: { name: '件数', description: '文の最大数（省略時は質問に応じた数）' },
      paper: onlyPaper,
      after: { name: '続き', description: '続きを質問する、以前の回答のID' },
    },
  },
  search: {
    name: '検索',
    description: '語句や説明に合う論文を、最も合う文とともに表示',
    options: {
      query: { name: '検索語', description: '探す内容を英語で' },
      limit,
      mode: {
        name: '方式',
        description: '順位の付け方',
        choices: { fused: '統合', lexical: '語彙', semantic: '意味' },
      },
      year: { name: '年', description: 'この年の論文のみ' },
      since: { name: '以降', description: 'この年以降の論文のみ' },
      has_code: { name: 'コードあり', description: 'アブストラクトにコードへのリンクがある論文のみ' },
    },
    onMessage: '似た論文を探す',
  },
  claims: {
    name: '数値',
    description: '論文が報告する数値を、その文とともに表示',
    options: {
      query: { name: '検索語', description: '英語の言葉で：speedups above 3x、FID below 2.5' },
      paper: onlyPaper,
      kind: {
        name: '種類',
        description: '何についての数値か',
        choices: {
          speed: '速度',
          efficiency: '効率',
          scale: '規模',
          count: '個数',
          setting: '設定',
          comparison: '比較',
          result: '結果',
        },
      },
      metric: { name: '指標', description: '指標の語：FID、accuracy、latency' },
      unit: { name: '単位', description: '単位：%、x、ms、GB、parameters' },
      min: { name: '最小', description: '最小の値' },
      max: { name: '最大', description: '最大の値' },
      limit: { name: '件数', description: '数値の最大件数' },
    },
  },
  paper: {
    name: '論文',
    description: '論文のアブストラクト、数値、類似論文',
    options: { paper },
  },
  similar: {
    name: '類似論文',
    description: 'ある論文に似た論文',
    options: { paper, limit },
  },
  topic: {
    name: 'トピック',
    description: 'トピックの論文をテーマ別に、要となる文と数値の比較付きで表示',
    options: { topic: { name: 'トピック', description: '調べるトピックを英語で' }, limit },
  },
  verify: {
    name: '検証',
    description: '貼り付けた文、主張、メッセージを、数値ごとに論文と照合',
    options: {
      text: { name: 'テキスト', description: '検証する内容：文、主張、メッセージ全体、書き出したCSV' },
      paper: { name: '論文', description: '出典とされる論文：ID、リンク、またはタイトル' },
    },
    onMessage: '数値を検証',
  },
  answer: {
    name: '回答',
    description: '以前の回答をIDで再表示し、その後の変更点を表示',
    options: { id: { name: 'id', description: '回答の末尾にあるID' } },
  },
  export: {
    name: '書き出し',
    description: '回答、論文、トピックの引用を、位置とハッシュ付きでファイルに書き出し',
    options: {
      answer: { name: '回答', description: '回答の末尾にあるID' },
      paper: { name: '論文', description: '論文：ID、リンク、またはタイトルの一部' },
      topic: { name: 'トピック', description: 'トピック' },
      format: {
        name: '形式',
        description: 'ファイルの形式',
        choices: { csv: 'CSV', markdown: 'Markdown', bibtex: 'BibTeX', ris: 'RIS' },
      },
    },
  },
  add: {
    name: '追加',
    description: 'arXivやHugging Faceのリンク、ID、BibTeX、ファイルで論文を追加（すぐに質問可能）',
    options: {
      papers: { name: '論文', description: 'リンク、arXivのID、またはBibTeX' },
      file: { name: 'ファイル', description: 'ファイル：BibTeX、JSON Lines、Hugging FaceのJSON、arXivのAtom' },
    },
    onMessage: 'このメッセージの論文を追加',
  },
  follow: {
    name: 'フォロー',
    description: 'トピックの新しい論文を、該当する文とともに通知',
    options: {
      topic: { name: 'トピック', description: 'トピックを英語で、自分の言葉で' },
      how: {
        name: '方法',
        description: '通知の届く場所',
        choices: { 'private message': 'ダイレクトメッセージ', 'mention here': 'ここでメンション' },
      },
      digest: { name: 'まとめ', description: '1日1回この時刻にまとめて通知（例：17:00、省略時はすぐに通知）' },
      quiet: { name: '通知オフ時間', description: '通知しない時間帯（例：22:00-07:00）' },
      zone: { name: 'タイムゾーン', description: '自分のタイムゾーン（例：Asia/Tokyo、省略時はUTC）' },
    },
  },
  unfollow: {
    name: 'フォロー解除',
    description: 'トピックの通知を停止',
    options: { topic: { name: 'トピック', description: '/フォロー中 に表示されるトピック' } },
  },
  following: { name: 'フォロー中', description: 'フォロー中のトピックと通知の方法' },
  save: {
    name: '保存',
    description: '論文や回答を後で読むために保存（一覧は /保存一覧）',
    options: { what },
  },
  unsave: { name: '保存解除', description: '論文や回答の保存を解除', options: { what } },
  saved: { name: '保存一覧', description: '保存した論文と回答（新しい順）' },
  vote: {
    name: '投票',
    description: 'サーバーの毎日の投稿で、ある論文に似たものを増やすか減らすかの投票',
    options: {
      paper: thePaper,
      vote: {
        name: '票',
        description: '増やす、減らす、または投票の取り消し',
        choices: { 'more like this': '増やす', 'less like this': '減らす', 'no vote': '取り消す' },
      },
    },
  },
  report: {
    name: '報告',
    description: '誤った引用をサーバーの管理者に報告',
    options: {
      paper: thePaper,
      quotes: { name: '引用', description: '引用の位置（例：abstract:120-240,title:0-31）' },
      remark: { name: 'コメント', description: '自分の言葉での、誤りの説明' },
      where: { name: '場所', description: 'メッセージのリンク' },
    },
  },
  settings: {
    name: '設定',
    description: 'このサーバーの設定：回答を見られる人と、報告の届け先',
    options: {
      answers: {
        name: '回答',
        description: '回答を見られる人：質問した本人のみ、または全員',
        choices: { private: '本人のみ', public: '全員' },
      },
      reports: { name: '報告先', description: '誤った引用の報告が届くチャンネル' },
      noReports: { name: '報告なし', description: '誤った引用の報告の受け付けを停止' },
    },
  },
  daily: { name: '毎日の投稿', description: 'チャンネルへの毎日の新着論文の投稿' },
  'daily set': {
    name: '設定',
    description: '決まった時刻に新着論文をチャンネルへ投稿',
    options: {
      time: { name: '時刻', description: '現地の時刻（例：09:00）' },
      zone: { name: 'タイムゾーン', description: 'タイムゾーン（例：Asia/Tokyo）' },
      days: { name: '曜日', description: '英語で曜日：Mon-Fri（省略時）、daily、Mon, Wed' },
      prefer: { name: '優先', description: '先に表示するトピック（英語、コンマ区切り）' },
      exclude: { name: '除外', description: '表示しないトピック（英語、コンマ区切り）' },
      papers: { name: '件数', description: '論文の最大件数（省略時は5件）' },
      empty: {
        name: '新着なし',
        description: '新着がないときの投稿内容',
        choices: { 'say why': '理由を伝える', 'from the library': 'ライブラリから選ぶ' },
      },
      channel,
      language: { name: '言語', description: 'ボットが投稿に使う言語', choices: LANGUAGE_NAMES },
    },
  },
  'daily now': { name: '今すぐ', description: '次の毎日の投稿の内容を今すぐ投稿', options: { channel } },
  'daily pause': { name: '一時停止', description: 'チャンネルの毎日の投稿を再開まで停止', options: { channel } },
  'daily resume': { name: '再開', description: 'チャンネルの毎日の投稿を再開', options: { channel } },
  'daily status': { name: '状態', description: 'チャンネルへの投稿の内容と日時、情報源の状態', options: { channel } },
  'daily why': {
    name: '理由',
    description: '論文がチャンネルに表示された、または表示されなかった理由',
    options: { paper: thePaper, channel },
  },
  'daily remove': { name: '削除', description: 'チャンネルの毎日の投稿を終了', options: { channel } },
  stats: { name: '統計', description: '論文、文、数値の数と、それらを読むモデル' },
  privacy: { name: 'プライバシー', description: 'このボットが保存する情報と、そのうち自分に関するもの' },
  forget: { name: 'データ削除', description: 'このボットが保存する自分の情報をすべて削除' },
  help: { name: 'ヘルプ', description: '質問できることと、それぞれの例' },
}
