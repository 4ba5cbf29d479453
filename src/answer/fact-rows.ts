import type { Known, Untold } from './fact.ts'

interface Row {
  /** What is known or not; or papers `by` somebody, `from` a time, at the `end` of it. */
  what: Known | Untold | 'by' | 'from' | 'end'
  /** May as well ask for what a text says: "who made the images?". */
  loose?: true
  /** The whole question, without closing marks; the group is what it is asked of. */
  asked: RegExp
  example: string
  counterExample: string
}

const ASKING =
  "(?:(?:please )?(?:what (?:is|are|were)|what[’']s|tell me|give me|show me|send me|list|name|find|i need) )?"
const MADE = '(?:made|created|built|developed|invented|introduced|proposed|designed|presented|released)'
const OUT =
  '(?:published|released|written|submitted|posted|printed|come out|came out|appear|appeared|made|introduced|proposed|presented|out)'
const GROUP =
  '(?:universit(?:y|ies)|institut(?:e|es|ions?)|labs?|laborator(?:y|ies)|compan(?:y|ies)|organi[sz]ations?|(?:research )?(?:groups?|teams?)|affiliations?)'
const YEAR = '((?:19|20)\\d\\d)'

/** Ways to ask for what is kept beside a paper's texts. One row a way, with an example and what is none. */
export const FACT_ROWS: readonly Row[] = [
  {
    what: 'authors',
    asked: /^who(?: (?:all|actually))? (?:wrote|authored|published) (.+)$/i,
    example: 'who wrote XNect?',
    counterExample: 'who has code for this?',
  },
  {
    what: 'authors',
    loose: true,
    asked: new RegExp(`^who(?: (?:all|actually))? ${MADE} (.+)$`, 'i'),
    example: 'who introduced XNect?',
    counterExample: 'who uses XNect?',
  },
  {
    what: 'authors',
    loose: true,
    asked:
      /^who (?:is|are|was|were) (?:behind|(?:the )?(?:\w+ )?(?:authors?|writers?|researchers?|creators?|inventors?|people) (?:of|behind|for|on)) (.+)$/i,
    example: 'who are the authors of XNect?',
    counterExample: 'who are the authors?',
  },
  {
    what: 'authors',
    asked: new RegExp(
      `^${ASKING}(?:the )?(?:\\w+ )?(?:authors?|authorship|author lists?)(?: names?)? (?:of|for|behind) (.+)$`,
      'i',
    ),
    example: 'authors of XNect',
    counterExample: 'what do the authors say about XNect?',
  },
  {
    what: 'authors',
    loose: true,
    asked: /^by whom (?:is|was|were) (.+?)(?: (?:written|authored|made|developed|proposed))?$/i,
    example: 'by whom was XNect written?',
    counterExample: 'by how much is XNect faster?',
  },
  {
    what: 'authors',
    asked: new RegExp(`^${ASKING}(?:who are )?(.+?)[’']s? authors$`, 'i'),
    example: "XNect's authors",
    counterExample: "who annotated XNect's images?",
  },
  {
    what: 'authors',
    asked: /^(?:who (?:are|is) |name |list )?(?:the |its |their )?authors?()$/i,
    example: 'who are the authors?',
    counterExample: 'what do the authors say?',
  },
  {
    what: 'authors',
    asked: /^whose (?:paper|work|idea|method|model) (?:is|was) (.+)$/i,
    example: 'whose work is XNect?',
    counterExample: 'whose faces does it show?',
  },
  {
    what: 'year',
    asked: new RegExp(`^when (?:was|is|were|did|has|had) (.+?)(?: been)?(?: first)? ${OUT}$`, 'i'),
    example: 'when was XNect published?',
    counterExample: 'when is XNect faster?',
  },
  {
    what: 'year',
    asked: new RegExp(
      `^(?:in |from )?(?:what|which) year (?:is|was|were|did) (.+?)(?: from| in|(?: first)? ${OUT})?$`,
      'i',
    ),
    example: 'what year is XNect from?',
    counterExample: 'what year of data does XNect use?',
  },
  {
    what: 'year',
    asked: new RegExp(
      `^${ASKING}(?:the )?(?:publication |release |submission )?(?:year|date)(?: of (?:publication|release))? (?:of|for) (.+)$`,
      'i',
    ),
    example: 'publication date of XNect',
    counterExample: 'the date format of XNect',
  },
  {
    what: 'year',
    asked: /^how (?:old|recent|new) (?:is|are) (.+)$/i,
    example: 'how old is XNect?',
    counterExample: 'how new methods compare',
  },
  {
    what: 'year',
    loose: true,
    asked: new RegExp(
      `^(?:is|was|were) (.+?) (?:(?:${OUT}) (?:in|before|after)|from|as old as) (?:the year )?(?:19|20)\\d\\d$`,
      'i',
    ),
    example: 'is XNect from 2019?',
    counterExample: 'is XNect tested on ImageNet 2012?',
  },
  {
    what: 'link',
    loose: true,
    asked: new RegExp(
      `^${ASKING}(?:a |the )?(?:(?:arxiv|hugging ?face|paper|pdf)[- ]?)?(?:links?|urls?|ids?|identifiers?|numbers?|pages?|pdf|arxiv)(?: (?:to|of|for)) (.+)$`,
      'i',
    ),
    example: 'arxiv id of XNect',
    counterExample: 'how many pages of text does it read?',
  },
  {
    what: 'link',
    loose: true,
    asked: /^where (?:can|do|could) i (?:find|read|get|download) (.+)$/i,
    example: 'where can I read XNect?',
    counterExample: 'where can it be used?',
  },
  {
    what: 'citations',
    asked:
      /^(?:who (?:cites?|cited|has cited)|how (?:often|many times) (?:is|was|has|have)|how many (?:papers |works )?(?:citations? (?:does|do|did|has|have)|cited?|times (?:is|was|has))) (.+?)(?: (?:been )?cited| have| got| get)?$/i,
    example: 'how many citations does XNect have?',
    counterExample: 'how many citations are in the dataset?',
  },
  {
    what: 'citations',
    asked: new RegExp(`^${ASKING}(?:the )?(?:number of )?citations?(?: counts?)? (?:of|for) (.+)$`, 'i'),
    example: 'citation count of XNect',
    counterExample: 'citation recommendation',
  },
  {
    what: 'citations',
    asked: /^(?:(?:which|what) (?:is |paper (?:is|has|got|gets) )?)?(?:the )?most (?:cited(?: paper)?|citations?)()$/i,
    example: 'which paper has the most citations?',
    counterExample: 'which paper has the most parameters?',
  },
  {
    what: 'venue',
    asked:
      /^(?:where|(?:in|at) (?:which|what) (?:journal|conference|venue|workshop|proceedings)) (?:was|is|were|did|has) (.+?) (?:been )?(?:published|presented|accepted|appear|appeared|printed|come out)(?: (?:in|at))?$/i,
    example: 'where was XNect published?',
    counterExample: 'where was XNect trained?',
  },
  {
    what: 'venue',
    asked:
      /^(?:which|what) (?:journal|conference|venue|workshop) (?:was|is|did|has|published|accepted) (.+?)(?: (?:been )?(?:published|presented|accepted|appear|appeared|from|printed)(?: (?:in|at))?)?$/i,
    example: 'which conference was XNect accepted at?',
    counterExample: 'which conference recordings are transcribed?',
  },
  {
    what: 'affiliations',
    loose: true,
    asked: new RegExp(
      `^(?:from |at )?(?:which|what) ${GROUP} (?:(?:is|are|was|were)(?: behind)?|(?:has |have )?(?:wrote|published|${MADE})) (.+?)(?: from)?$`,
      'i',
    ),
    example: 'which university is XNect from?',
    counterExample: 'which companies use it?',
  },
  {
    what: 'affiliations',
    loose: true,
    asked: new RegExp(`^${ASKING}(?:the )?${GROUP} (?:of|behind) (?:the authors? of )?(.+)$`, 'i'),
    example: 'affiliations of the authors of XNect',
    counterExample: 'group dynamics of crowds',
  },
  {
    what: 'by',
    asked:
      /^(?:(?:which|what|list|show|find|give|any|all|other|are there|is there)(?: me)?(?: the| an?| all| any| other)? )?(?:papers?|works?|publications?|articles?) (?:(?:written|authored|published) )?by (.+)$/i,
    example: 'papers by Jane Doe',
    counterExample: 'papers on Jane Doe',
  },
  {
    what: 'by',
    asked:
      /^(?:(?:which|what)(?: papers?| else)? )(?:did|has|have|does) (.+?) (?:write|written|wrote|author|authored|publish|published)$/i,
    example: 'what did Jane Doe write?',
    counterExample: 'what does the model write to disk?',
  },
  {
    what: 'by',
    asked:
      /^(?:did|does|has|is) (.+?) (?:write|written|author|authored|published?|an author of) (?:any|a|some|one)(?: .*)?(?:papers?|works?|of these)$/i,
    example: 'did Jane Doe write any of these?',
    counterExample: 'does it write any code?',
  },
  {
    what: 'from',
    asked: new RegExp(
      `^(?:(?:which|what|list|show|find|any|all|is there|are there|do you have)(?: me)?(?: the| an?| all| any)? )?(?:papers?|works?|publications?) (?:(?:are|is|were|was|that are) )?(?:(?:published|released|written|out|here) )?(?:from|in|of) (?:the year )?${YEAR}$`,
      'i',
    ),
    example: 'which papers are from 2021?',
    counterExample: 'papers on ImageNet 2012',
  },
  {
    what: 'from',
    asked: new RegExp(
      `^(?:is there|are there|any|do you have|show me|list|which are)(?: the| an?| any| all)? ${YEAR} papers?$`,
      'i',
    ),
    example: 'is there a 2021 paper?',
    counterExample: 'is there a 2021 version of the dataset?',
  },
  {
    what: 'from',
    asked: new RegExp(
      `^(?:(?:which|what|list|show|find|any|all|are there)(?: me)?(?: the| all| any)? )?papers? (?:(?:are|were) )?(?:(?:published|released|written) )?(?:since|after|before|until) ${YEAR}$`,
      'i',
    ),
    example: 'papers since 2024',
    counterExample: 'papers beating BM25 since 2024',
  },
  {
    what: 'end',
    asked:
      /^(?:(?:what|which) (?:is|are|papers? (?:is|are)) |what[’']s |show me |list )?(?:the )?(newest|latest|most recent|oldest|earliest|first)(?: papers?| ones?)?(?: here| there| you have| in (?:here|the library))?$/i,
    example: 'what is the newest paper?',
    counterExample: 'what is the latest Llama model?',
  },
]
