"""Figures of an exported model, from its own files: the test split of the written queries against 20,000 abstracts.

usage: evaluate.py MODEL MATERIAL
"""
import json
import lzma
import random
import sys

import numpy as np
import onnx
from onnx import numpy_helper

from material import read_queries
from wordpiece import WordPiece

POOL = 20_000


def load(folder):
    with open(f'{folder}/tokenizer.json', encoding='utf-8') as file:
        vocabulary = json.load(file)['model']['vocab']
    stored = {t.name: numpy_helper.to_array(t) for t in onnx.load(f'{folder}/onnx/model_quantized.onnx').graph.initializer}
    table = stored['table'].astype(np.float32) * stored['scale'][:, None]
    pieces = WordPiece(sorted(vocabulary, key=vocabulary.get))

    def vectors(texts):
        sums = np.stack([table[pieces.encode(text, 510)].sum(0) for text in texts])
        return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)

    return vectors


def evaluate(model, material, say=print):
    """Ranks by the paper's vector (title and abstract) alone."""
    queries = [q for q in read_queries([f'{material}/queries.jsonl']) if q['split'] != 'train']
    wanted = {q['doc'] for q in queries}
    own, others = {}, []
    with lzma.open(f'{material}/corpus.jsonl.xz', 'rt', encoding='utf-8') as lines:
        for line in lines:
            paper = json.loads(line)
            text = f"{paper['title']}. {paper['abstract']}"
            if paper['id'] in wanted:
                own[paper['id']] = text
            else:
                others.append(text)
    random.Random(7).shuffle(others)
    row = {id: i for i, id in enumerate(own)}
    vectors = load(model)
    pool = vectors([*own.values(), *others[: POOL - len(own)]])
    for kind in ('plain', 'plain2', 'question', 'topic'):
        scores = vectors([q[kind] for q in queries]) @ pool.T
        right = np.array([scores[i, row[q['doc']]] for i, q in enumerate(queries)])
        rank = 1 + (scores > right[:, None]).sum(1)
        found = rank <= 10
        say(kind, f'MRR@10 {np.where(found, 1 / rank, 0).mean():.3f}', f'recall@10 {found.mean():.3f}')


if __name__ == '__main__':
    evaluate(*sys.argv[1:3])
