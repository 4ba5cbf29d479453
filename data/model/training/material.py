"""Reads the training material: abstracts with their licences respected, and the written queries."""
import json
import lzma
import os
import random
import re

SENTENCE_END = re.compile(r'(?<=[.!?])\s+')


def sentences(abstract):
    return [s for s in SENTENCE_END.split(abstract) if len(s) > 20] or [abstract]


def non_commercial(paper):
    """The ACL Anthology before 2016 is under CC BY-NC-SA: left out, and queries about it too."""
    url = paper.get('url') or ''
    if not (paper['id'].startswith('acl:') or 'aclanthology' in url or 'aclweb' in url):
        return False
    try:
        return int(paper.get('year')) < 2016
    except (TypeError, ValueError):
        return True


def read_queries(files):
    return [json.loads(line) for name in files if os.path.exists(name) for line in open(name, encoding='utf-8')]


def read_papers(folder, wanted, withheld, most, seed):
    """Papers by id: all of `wanted` and a random rest up to `most`, none of `withheld`."""
    generator = random.Random(seed)
    papers, rest = {}, []
    with lzma.open(f'{folder}/corpus.jsonl.xz', 'rt', encoding='utf-8') as lines:
        for line in lines:
            paper = json.loads(line)
            if paper['id'] in withheld or non_commercial(paper):
                continue
            if paper['id'] in wanted:
                papers[paper['id']] = paper
            else:
                rest.append(paper)
    generator.shuffle(rest)
    for paper in rest[: max(0, most - len(papers))]:
        papers[paper['id']] = paper
    return papers
