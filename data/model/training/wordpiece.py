"""Uncased WordPiece as BERT's tokenizer does it: the vocabulary, the encoder and the file that the library reads."""
import collections
import re
import unicodedata

import numpy as np

SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]']
PAD, UNK, CLS, SEP = range(len(SPECIAL))
LONGEST_WORD = 100

# BERT's basic tokenisation: lower case, no accents, every punctuation mark and every CJK character on its own.
_ASCII_MARKS = [c for c in map(chr, range(33, 127)) if not c.isalnum()]
_PUNCTUATION = ''.join(
    re.escape(chr(c)) for c in range(0x10000) if unicodedata.category(chr(c))[0] == 'P' or chr(c) in _ASCII_MARKS
)
_CJK = '\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff'
_WORD = re.compile(f'[{_CJK}]|[^\\s{_PUNCTUATION}{_CJK}]+|[{_PUNCTUATION}]')
_ACCENTS = re.compile('[\u0300-\u036f]')


def words(text):
    text = text.lower()
    if not text.isascii():
        text = _ACCENTS.sub('', unicodedata.normalize('NFD', text))
    return _WORD.findall(text)


def build_vocabulary(count, size, pieces):
    """The most frequent words, every letter, and `pieces` beginnings and endings of the words left out.

    `count` is a Counter of words. Returns a list of at most `size` entries, special tokens first.
    """
    vocabulary = list(SPECIAL)
    letters = sorted(
        {c for word, n in count.items() if n >= 3 for c in word if ord(c) < 0x2500}
        | set('abcdefghijklmnopqrstuvwxyz0123456789')
    )
    vocabulary += letters + ['##' + c for c in letters]
    have = set(vocabulary)
    for word, n in count.most_common():
        if len(vocabulary) >= size - pieces or n < 3:
            break
        if word not in have:
            vocabulary.append(word)
            have.add(word)
    parts = collections.Counter()
    for word, n in count.items():
        if word in have or not 4 <= len(word) <= 24 or not word.isalnum():
            continue
        for k in range(2, min(9, len(word) - 1)):
            parts['##' + word[-k:]] += n
            parts[word[:-k]] += n
            parts['##' + word[2 : 2 + k]] += n / 2
    for part, _ in parts.most_common():
        if len(vocabulary) >= size:
            break
        if part not in have:
            vocabulary.append(part)
            have.add(part)
    return vocabulary


class WordPiece:
    """Longest piece first, as BERT does it. `encode` gives int32 ids without special tokens."""

    def __init__(self, vocabulary):
        self.vocabulary = vocabulary
        self.index = {piece: i for i, piece in enumerate(vocabulary)}
        self._known = {}

    def _pieces(self, word):
        known = self._known.get(word)
        if known is not None:
            return known
        found, at = [], 0
        while at < len(word):
            end = len(word)
            while end > at and ('##' if at else '') + word[at:end] not in self.index:
                end -= 1
            if end == at:
                found = [UNK]
                break
            found.append(self.index[('##' if at else '') + word[at:end]])
            at = end
        if len(word) > LONGEST_WORD:
            found = [UNK]
        self._known[word] = found
        return found

    def encode(self, text, most=256):
        ids = [i for word in words(text) for i in self._pieces(word)][:most]
        return np.array(ids or [UNK], dtype=np.int32)

    def tokenizer_json(self):
        """What `tokenizer.json` holds: the format of the Hugging Face tokenizers library."""
        special = lambda i: {
            'id': i, 'content': SPECIAL[i], 'single_word': False, 'lstrip': False, 'rstrip': False,
            'normalized': False, 'special': True,
        }  # fmt: skip
        token = lambda i, type_id=0: {'SpecialToken': {'id': SPECIAL[i], 'type_id': type_id}}
        text = lambda name, type_id: {'Sequence': {'id': name, 'type_id': type_id}}
        single = [token(CLS), text('A', 0), token(SEP)]
        return {
            'version': '1.0',
            'truncation': None,
            'padding': None,
            'added_tokens': [special(i) for i in range(len(SPECIAL))],
            'normalizer': {
                'type': 'BertNormalizer', 'clean_text': True, 'handle_chinese_chars': True,
                'strip_accents': True, 'lowercase': True,
            },
            'pre_tokenizer': {'type': 'BertPreTokenizer'},
            'post_processor': {
                'type': 'TemplateProcessing',
                'single': single,
                'pair': [*single, text('B', 1), token(SEP, 1)],
                'special_tokens': {
                    SPECIAL[i]: {'id': SPECIAL[i], 'ids': [i], 'tokens': [SPECIAL[i]]} for i in (CLS, SEP)
                },
            },
            'decoder': {'type': 'WordPiece', 'prefix': '##', 'cleanup': True},
            'model': {
                'type': 'WordPiece', 'unk_token': '[UNK]', 'continuing_subword_prefix': '##',
                'max_input_chars_per_word': LONGEST_WORD, 'vocab': self.index,
            },
        }  # fmt: skip
