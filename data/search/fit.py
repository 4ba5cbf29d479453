"""Fits what ranks papers again after a closer look (reranker.json).

usage: fit.py FEATURES OUT

FEATURES is what `npm run bench:rerank -- queries.jsonl FEATURES collections …` writes. With Debian's python3-torch; twenty
minutes. Measured first: on the other half of the papers, and on each old collection with a network that has not seen it.
"""
import json
import os
import sys
import zlib
from collections import Counter, defaultdict

import numpy as np
import torch

sys.path.append(os.path.join(os.path.dirname(__file__), '../answers'))
from network import MOST_TERMS, TERM_INPUTS, Mean, TermNetwork, fit as fit_module, terms_matrix

UNITS, TERM_UNITS, L2, STEPS, BATCH, RATE = 16, 8, 1e-3, 600, 512, 0.02
# Networks whose mean ranks: alone, three seeds differ by up to 0.01 on a few dozen queries.
SEEDS = 3
# What the old collections count together beside the written queries: with 0.8 they gain nothing that lasts.
CLASSIC_SHARE = 0.3
# In a small library only queries in other words than the paper's are hard: they count more there. So do acronyms, which are
# few, everywhere.
HARD, HARD_WEIGHT = {('small', 'plain'), ('small', 'plain2'), ('small', 'acronym'), ('large', 'acronym')}, 3.0
TOP = 10


def read(file):
    with open(file, encoding='utf-8') as lines:
        names = json.loads(next(lines))
        rows = [json.loads(line) for line in lines]
    for row in rows:
        row['x'] = np.array([one[1:] for one in row['candidates']], dtype=np.float32)
        row['t'] = terms_matrix(row.pop('terms'), row.pop('near')).half()
        row['y'] = np.array([row['relevant'].get(one[0], 0) for one in row.pop('candidates')], dtype=np.float32)
    return names, rows


def fit(rows, seeds=1):
    """What gives a score for each of a query's papers."""
    rows = [row for row in rows if row['y'].any()]
    most = max(len(row['y']) for row in rows)
    x = torch.zeros(len(rows), most, rows[0]['x'].shape[1])
    there, right = torch.full((len(rows), most), -1e9), torch.zeros(len(rows), most)
    terms = torch.zeros(len(rows), most, MOST_TERMS, TERM_INPUTS, dtype=torch.float16)
    for i, row in enumerate(rows):
        count = len(row['y'])
        x[i, :count], terms[i, :count], there[i, :count] = torch.from_numpy(row['x']), row['t'], 0
        right[i, :count] = torch.from_numpy(row['y'] / row['y'].sum())
    counts = Counter(row['name'] for row in rows if row['set'] == 'classic')
    written = len(rows) - sum(counts.values())
    share = CLASSIC_SHARE * written / max(1, len(counts))
    weight = torch.tensor([
        share / counts[row['name']] if row['set'] == 'classic'
        else HARD_WEIGHT if (row['name'], row['kind']) in HARD
        else 1.0
        for row in rows
    ])
    sample = torch.from_numpy(np.concatenate([row['x'] for row in rows]))
    networks = []

    def loss():
        """Softmax over a query's papers: the relevant ones' share by grade."""
        batch = torch.randint(len(rows), (BATCH,))
        scores = networks[-1](x[batch], terms[batch].float())
        likely = torch.log_softmax(scores + there[batch], 1)
        return -(weight[batch] * (right[batch] * likely).sum(1)).sum() / weight[batch].sum()

    for seed in range(seeds):
        torch.manual_seed(seed)
        networks.append(TermNetwork(sample, UNITS, TERM_UNITS))
        fit_module(networks[-1], loss, STEPS, L2, RATE)
    return Mean(networks)


def scores_of(ranking, row):
    with torch.no_grad():
        return ranking(torch.from_numpy(row['x']), row['t'].float()).numpy()


def ndcg(row, scores):
    dcg = lambda gains: sum(gain / np.log2(place + 2) for place, gain in enumerate(gains))
    best = np.argsort(-scores, kind='stable')[:TOP]
    return dcg(row['y'][best]) / dcg(sorted(row['relevant'].values(), reverse=True)[:TOP])


def say(names, rows, ranking_for):
    groups = defaultdict(list)
    for row in rows:
        groups[row['set'], row['name'], row['kind']].append(row)
    alone = [names.index(name) for name in ('words', 'meaning', 'fused')]
    for group, own in sorted(groups.items()):
        again = np.mean([ndcg(row, scores_of(ranking_for(row), row)) for row in own])
        before = ' / '.join(f'{np.mean([ndcg(row, row["x"][:, at]) for row in own]):.3f}' for at in alone)
        print(f'{", ".join(group)} ({len(own)}): {before} / {again:.3f}')


def main(features, out):
    names, rows = read(features)
    half = lambda row: zlib.crc32(min(row['relevant']).encode()) % 2
    train, classic = ([row for row in rows if row['set'] == name] for name in ('train', 'classic'))
    seen = [row for row in train if half(row)]
    print('nDCG@10 of words / meaning / both / again after a closer look')
    without = {name: fit(seen + [row for row in classic if row['name'] != name]) for name in {row['name'] for row in classic}}
    say(names, classic, lambda row: without[row['name']])
    on_half = fit(seen + classic)
    say(names, [row for row in train if not half(row)], lambda row: on_half)
    whole = fit(train + classic, SEEDS)
    print('fitted on all:')
    say(names, [row for row in rows if row['set'] != 'train'], lambda row: whole)
    with open(f'{out}/reranker.json', 'w', encoding='utf-8') as text:
        json.dump(whole.stored(names), text)
        text.write('\n')


if __name__ == '__main__':
    main(*sys.argv[1:3])
