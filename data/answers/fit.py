"""Fits what ranks sentences (ranker.json) and what tells an answer from the nearest sentence (gate.json).

usage: fit.py FEATURES OUT

FEATURES is what `npm run bench:answers -- queries.jsonl FEATURES` writes. With Debian's python3-torch; fifteen minutes.
Both are one hidden layer beside a linear part; inputs are standardised while fitting and taken as they are afterwards.
Both look at each word of the question as well.
"""
import json
import sys

import numpy as np
import torch

from network import MOST_TERMS, TERM_INPUTS, Mean, TermNetwork, fit, terms_matrix

RANK_UNITS, RANK_TERM_UNITS, RANK_L2, RANK_STEPS, RANK_BATCH = 16, 8, 1e-3, 400, 384
GATE_UNITS, GATE_TERM_UNITS, GATE_L2, GATE_STEPS, GATE_BATCH = 8, 16, 1e-4, 800, 4096
SEEDS = 3
# What a case weighs when the gate is fitted. A wrong sentence of a question that has an answer still has the right one
# near it; the three ways of having none count about as much together as the answers.
CASE_WEIGHTS = {'right sentence': 1.0, 'wrong sentence': 0.0, 'without paper': 0.4, 'without sentence': 0.2, 'trap': 0.8}


def read(file):
    with open(file, encoding='utf-8') as lines:
        names = json.loads(next(lines))
        rows = [json.loads(line) for line in lines]
    for row in rows:
        for key in ('candidates', 'withoutPaper'):
            row[key + 'Papers'] = [one[0] for one in row[key]]
            row[key] = torch.tensor([one[1:] for one in row[key]]).reshape(len(row[key]), len(names))
        row['isAnswer'] = torch.tensor(row['isAnswer'], dtype=torch.bool)
    return names, rows


def terms_of(row, near, papers):
    return terms_matrix(row['terms'], [[own, *row['nearInPaper'][paper]] for own, paper in zip(near, papers)])


def fit_ranker(rows):
    rows = [row for row in rows if row['isAnswer'].any()]
    most = max(len(row['isAnswer']) for row in rows)
    x = torch.zeros(len(rows), most, rows[0]['candidates'].shape[1])
    there, right = torch.full((len(rows), most), -1e9), torch.full((len(rows), most), -1e9)
    # Half as many bytes: all of them take a gigabyte otherwise.
    terms = torch.zeros(len(rows), most, MOST_TERMS, TERM_INPUTS, dtype=torch.float16)
    for i, row in enumerate(rows):
        count = len(row['isAnswer'])
        x[i, :count], there[i, :count] = row['candidates'], 0
        terms[i, :count] = terms_of(row, row['near'], row['candidatesPapers'])
        right[i, :count][row['isAnswer']] = 0
    sample = torch.cat([row['candidates'] for row in rows])
    networks = []

    def loss():
        """Softmax over a question's candidates: the right ones' share."""
        batch = torch.randperm(len(rows))[:RANK_BATCH]
        scores = networks[-1](x[batch], terms[batch].float())
        return (torch.logsumexp(scores + there[batch], 1) - torch.logsumexp(scores + right[batch], 1)).mean()

    for seed in range(SEEDS):
        torch.manual_seed(seed)
        networks.append(TermNetwork(sample, RANK_UNITS, RANK_TERM_UNITS))
        fit(networks[-1], loss, RANK_STEPS, RANK_L2, 0.02)
    return Mean(networks)


def evidence(names, scores, plain, features, papers, row):
    """As src/answer/confidence.ts has it; a dictionary, or None without candidates."""
    if len(scores) == 0:
        return None
    order = torch.argsort(-scores, stable=True)
    best = int(order[0])
    others = [float(plain[i]) for i, paper in enumerate(papers) if paper != papers[best]]
    own = [float(plain[i]) for i, paper in enumerate(papers) if paper == papers[best]]
    found = dict(zip(names, features[best].tolist()))
    top = float(plain[best])
    return found | {
        'score': top,
        'margin': top - sorted(plain.tolist(), reverse=True)[len(plain) // 2],
        'lead': top - float(plain[int(order[1])]) if len(order) > 1 else 0.0,
        'otherPapers': top - (max(others) if others else float(plain.min())),
        'paperLead': top - sum(own) / len(own),
        'wantsNumber': float(row['wantsNumber']),
        'countMissing': float(row['asksCount'] and found['counted'] == 0),
        'wordCount': row['wordCount'],
    }


def cases_of(names, ranker, rows):
    """Row, kind, evidence and terms of every question with its answer, without its paper, without its sentence, and of every trap."""
    silent = [names.index('named'), names.index('notNamed')]
    cases = []

    def add(row, kind, features, papers, near):
        with torch.no_grad():
            unnamed = features.clone()
            unnamed[:, silent] = 0
            terms = terms_of(row, near, papers)
            scores, plain = ranker(features, terms), ranker(unnamed, terms)
        found = evidence(names, scores, plain, features, papers, row)
        if found:
            cases.append((row, kind, found, terms[int(torch.argsort(-scores, stable=True)[0])]))

    for row in rows:
        features, papers = row['candidates'], row['candidatesPapers']
        if row['kind'] == 'trap':
            add(row, 'trap', features, papers, row['near'])
            continue
        add(row, 'without paper', row['withoutPaper'], row['withoutPaperPapers'], row['nearWithoutPaper'])
        right = row['isAnswer']
        if not right.any():
            continue
        with torch.no_grad():
            best = int(torch.argsort(-ranker(features, terms_of(row, row['near'], papers)), stable=True)[0])
        add(row, 'right sentence' if right[best] else 'wrong sentence', features, papers, row['near'])
        left = [i for i, is_right in enumerate(right) if not is_right]
        add(row, 'without sentence', features[left], [papers[i] for i in left], [row['near'][i] for i in left])
    return cases


def matrices(cases, inputs):
    numbers = torch.tensor([[found[name] for name in inputs] for _, _, found, _ in cases])
    return numbers, torch.stack([terms for *_, terms in cases])


def fit_gate(cases, inputs):
    x, terms = matrices(cases, inputs)
    y = torch.tensor([float(kind == 'right sentence') for _, kind, *_ in cases])
    weight = torch.tensor([CASE_WEIGHTS[kind] for _, kind, *_ in cases])
    networks = []
    cross_entropy = torch.nn.functional.binary_cross_entropy_with_logits

    def loss():
        batch = torch.randint(len(x), (GATE_BATCH,))
        losses = cross_entropy(networks[-1](x[batch], terms[batch]), y[batch], reduction='none')
        return (weight[batch] * losses).sum() / weight[batch].sum()

    for seed in range(SEEDS):
        torch.manual_seed(seed)
        networks.append(TermNetwork(x, GATE_UNITS, GATE_TERM_UNITS))
        fit(networks[-1], loss, GATE_STEPS, GATE_L2, 0.01)
    return Mean(networks)


def say_ranks(name, ranker, rows):
    first = among = 0
    for row in rows:
        with torch.no_grad():
            terms = terms_of(row, row['near'], row['candidatesPapers'])
            order = torch.argsort(-ranker(row['candidates'], terms), stable=True)
        right = row['isAnswer'][order]
        first, among = first + int(right[:1].any()), among + int(right[:3].any())
    print(f'{name} ({len(rows)}): right sentence first {first / len(rows):.3f}, among three {among / len(rows):.3f}')


def say_gate(name, gate, cases, inputs):
    with torch.no_grad():
        odds = gate(*matrices(cases, inputs)).numpy()
    kinds = np.array([kind for _, kind, *_ in cases])
    kept = [kind for kind in CASE_WEIGHTS if (kinds == kind).any()]
    print(name, ' / '.join(kept))
    for threshold in (-3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5):
        print(f'  refused at {threshold}:', ' / '.join(f'{(odds[kinds == kind] < threshold).mean():.3f}' for kind in kept))


def fit_both(names, seen, unseen):
    ranker = fit_ranker(seen)
    cases = cases_of(names, ranker, seen)
    inputs = list(cases[0][2])
    gate = fit_gate(cases, inputs)
    for library in ('small', 'large'):
        own = [row for row in unseen if row['library'] == library]
        for kind in ('question', 'named'):
            of_kind = [row for row in own if row['kind'] == kind]
            if of_kind:
                say_ranks(f'{library} library, {kind}', ranker, of_kind)
                say_gate('', gate, cases_of(names, ranker, of_kind), inputs)
        traps = [row for row in own if row['kind'] == 'trap']
        if traps:
            say_gate('', gate, cases_of(names, ranker, traps), inputs)
    return ranker, gate, inputs


def main(features, out):
    names, rows = read(features)
    train = [row for row in rows if row['set'] == 'train']
    test = [row for row in rows if row['set'] == 'test']
    # Half of the papers for fitting, the other half for measuring; then all of them for what ships.
    papers = sorted({row['doc'] for row in train})
    own = {doc for i, doc in enumerate(papers) if i % 2}
    seen, unseen = [row for row in train if row['doc'] in own], [row for row in train if row['doc'] not in own]
    print('fitted on half of the papers, the other half:')
    fit_both(names, seen, unseen)
    print('fitted on all, test:')
    ranker, gate, inputs = fit_both(names, train, test)
    for file, network, used in (('ranker', ranker, names), ('gate', gate, inputs)):
        with open(f'{out}/{file}.json', 'w', encoding='utf-8') as text:
            json.dump(network.stored(used), text)
            text.write('\n')


if __name__ == '__main__':
    main(*sys.argv[1:3])
