import type { Paper } from '../papers/paper.ts'

/** A thing that questions ask for by its name, and what shows that a paper speaks of it. One row a thing, with an example. */
export interface Thing {
  asked: RegExp
  /** As `asked` where it is the same. */
  spoken?: RegExp
  example: string
}

// Metrics, units and conditions: whoever asks for one of these is not answered by a paper that never mentions it, however
// much else of the question it holds.
export const THINGS: readonly Thing[] = [
  {
    asked: /\baccura(cy|te|cies)\b/i,
    spoken: /\baccura|\bacc\b|\btop-[15]\b/i,
    example: 'what accuracy does it reach?',
  },
  { asked: /\bf-?1\b|\bf-?(score|measure)\b/i, spoken: /\bf-?1|f-?(score|measure)/i, example: 'F1 on the test set?' },
  { asked: /\b(recall|sensitivity)\b/i, example: 'what recall does it get?' },
  { asked: /\bspecificity\b/i, example: 'specificity of the screening?' },
  { asked: /\bbleu\b/i, spoken: /bleu/i, example: 'how much BLEU is gained?' },
  { asked: /\brouge\b/i, spoken: /rouge/i, example: 'ROUGE of the summaries?' },
  { asked: /\bpsnr\b/i, spoken: /psnr|\bdb\b/i, example: 'what PSNR does it get?' },
  { asked: /\bssim\b/i, spoken: /ssim/i, example: 'SSIM against the baseline?' },
  { asked: /\blpips\b/i, spoken: /lpips/i, example: 'LPIPS of the renderings?' },
  { asked: /\bfid\b/i, spoken: /fid\b/i, example: 'what FID does it get?' },
  { asked: /\bm?iou\b/i, spoken: /iou|jaccard/i, example: 'mIoU on street scenes?' },
  { asked: /\bdice\b/i, spoken: /\bdice|\bdsc\b/i, example: 'Dice of the segmentation?' },
  { asked: /\bmap\b(?=.{0,40}\bon\b)/i, spoken: /\bm?ap\b|average precision/i, example: 'what mAP on COCO?' },
  {
    asked: /\b(auc|auroc|auprc|roc)\b/i,
    spoken: /\bau(roc|c|prc)|\broc\b|area under/i,
    example: 'AUROC of the detector?',
  },
  { asked: /\beer\b/i, spoken: /\beer\b|equal.error/i, example: 'what EER is reached?' },
  { asked: /\b(wer|word error rate)\b/i, spoken: /\bwer\b|word.error/i, example: 'WER on noisy speech?' },
  {
    asked: /\b(rmse|mae|mse)\b/i,
    spoken: /rmse|\bmae\b|\bmse\b|(squared?|absolute) error/i,
    example: 'RMSE of the forecast?',
  },
  { asked: /\bperplexity\b/i, spoken: /perplexit|\bppl\b/i, example: 'what perplexity?' },
  { asked: /\bcorrelations?\b/i, spoken: /correlat|pearson|spearman/i, example: 'correlation with people?' },
  { asked: /\b(kappa|agreement)\b/i, spoken: /kappa|agree/i, example: 'agreement of the annotators?' },
  {
    asked: /\bfps\b|\bframes? (per|a) second\b/i,
    spoken: /\bfps\b|frames?.{0,3}(per|\/|a).{0,3}s|real.?time|\bhz\b/i,
    example: 'how many fps?',
  },
  {
    asked: /\b(milli)?seconds?\b|\bminutes?\b|\bhours?\b/i,
    spoken: /second|minute|hour|\d\s?(ms|s|min|h)\b|latenc|\bdays?\b/i,
    example: 'how many seconds does it take?',
  },
  {
    asked: /\b(latency|runtime|run time|inference (time|speed))\b/i,
    spoken: /latenc|run.?time|inference|second|\bms\b|fast|speed|\bfps\b|real.?time/i,
    example: 'what is its latency?',
  },
  { asked: /\bgpus?\b|\bgpu.?hours\b/i, spoken: /gpu|\b[avh]100\b|rtx|tpu|nvidia/i, example: 'on how many GPUs?' },
  {
    asked: /\b(memory|vram|ram)\b/i,
    spoken: /memor|\b(gb|mb|kb|gib|mib)\b|\bv?ram\b|footprint|storage/i,
    example: 'how much memory does it need?',
  },
  {
    asked: /\bparameters\b|\bparams\b/i,
    spoken: /param|\b\d+(\.\d+)?\s?([bm]\b|million|billion)/i,
    example: 'how many parameters?',
  },
  { asked: /\b(g?flops|macs)\b/i, spoken: /flop|\bmacs?\b/i, example: 'how many FLOPs?' },
  { asked: /\bbatch size\b/i, spoken: /batch/i, example: 'which batch size?' },
  { asked: /\blearning rate\b/i, spoken: /learning.rate|step.?size/i, example: 'what learning rate was used?' },
  { asked: /\bepochs?\b/i, spoken: /epoch/i, example: 'for how many epochs?' },
  { asked: /\boptimi[sz]er\b/i, spoken: /optimi[sz]er|\badam|\bsgd\b/i, example: 'which optimizer?' },
  { asked: /\b(random )?seeds\b/i, spoken: /seed/i, example: 'over how many seeds?' },
  {
    asked: /\blicen[cs]es?\b/i,
    spoken: /licen[cs]e|\bmit\b|apache|cc.by|creative commons/i,
    example: 'under which licence?',
  },
  {
    asked: /\b(dollars?|usd|price|how expensive)\b/i,
    spoken: /dollar|usd|\$|price|cost|cheap|expensive/i,
    example: 'how many dollars did it cost?',
  },
  {
    asked: /\bhow many (people|participants|users|annotators|patients|subjects|students|experts)\b/i,
    spoken:
      /people|participant|user|annotator|patient|subject|student|expert|volunteer|respondent|crowd|human|person|clinician|adult|individual|worker|cases/i,
    example: 'how many participants were there?',
  },
  {
    asked: /\b(code|github)\b/i,
    spoken: /code|github|http|open.?sourc|availab|releas/i,
    example: 'where is the code?',
  },
]

/** Those of the things above that a question asks for; `example` names each. */
export function thingsAsked(question: string): Thing[] {
  return THINGS.filter(({ asked }) => asked.test(question))
}

/** Whether one of these papers speaks of a thing. */
export function mentions(papers: readonly Paper[], { asked, spoken = asked }: Thing): boolean {
  return papers.some(({ title, abstract }) => spoken.test(title) || spoken.test(abstract))
}
