"""Trains static token vectors and exports them for feature-extraction.

usage: train.py MATERIAL OUT [--seed 1] [--docs 45000] [--pre 700] [--fine 800] [--seconds 0] [--checkpoints DIR] [--resume CHECKPOINT]

MATERIAL holds corpus.jsonl.xz (id, title, abstract, year a line) and queries.jsonl (doc, split, plain, plain2, question,
answer, topic a line). OUT receives config.json, tokenizer.json, tokenizer_config.json and onnx/model_quantized.onnx.
--resume takes the vectors from a checkpoint (same seed, docs and vocabulary) and does the second part only.
Needs Debian's python3-torch and python3-onnx. --seconds caps the training time (0: no cap).
"""
import argparse, collections, json, lzma, os, random, re, sys, time, unicodedata
import numpy as np, torch, onnx
from onnx import helper as h, numpy_helper as nh, TensorProto as T

ap = argparse.ArgumentParser()
ap.add_argument('material'); ap.add_argument('out')
ap.add_argument('--seed', type=int, default=1); ap.add_argument('--docs', type=int, default=45000)
ap.add_argument('--dim', type=int, default=256); ap.add_argument('--vocab', type=int, default=26000)
ap.add_argument('--pre', type=int, default=700); ap.add_argument('--fine', type=int, default=800)
ap.add_argument('--seconds', type=float, default=0); ap.add_argument('--checkpoints'); ap.add_argument('--resume')
a = ap.parse_args()
random.seed(a.seed); np.random.seed(a.seed); torch.manual_seed(a.seed); torch.set_num_threads(2)
t0 = time.time()
say = lambda *x: print(round(time.time() - t0), *x, flush=True)

# BERT's basic tokenisation: lower case, no accents, every punctuation mark and every CJK character on its own.
PUNCT = ''.join(re.escape(chr(c)) for c in range(0x10000) if unicodedata.category(chr(c))[0] == 'P' or (33 <= c < 127 and not chr(c).isalnum()))
SPLIT = re.compile('[\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff]|[^\\s' + PUNCT + '\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff]+|[' + PUNCT + ']')
MARKS = re.compile('[\u0300-\u036f]')
def words(text):
    text = text.lower()
    if not text.isascii(): text = MARKS.sub('', unicodedata.normalize('NFD', text))
    return SPLIT.findall(text)

# Rows of the ACL Anthology before 2016 are under a non-commercial licence: left out, queries about them too.
def old_acl(d):
    if not (d['id'].startswith('acl:') or 'aclanthology' in (d.get('url') or '') or 'aclweb' in (d.get('url') or '')): return False
    try: return int(d.get('year')) < 2016
    except (TypeError, ValueError): return True
queries = [json.loads(l) for l in open(f'{a.material}/queries.jsonl')]
test_docs = {q['doc'] for q in queries if q['split'] != 'train'}
need = {q['doc'] for q in queries if q['split'] == 'train'}
docs = {}; extra = []
with lzma.open(f'{a.material}/corpus.jsonl.xz', 'rt') as f:
    for line in f:
        keep = random.random() < 0.3
        k = line[8:line.index('"', 8)]
        if k in test_docs or not (keep or k in need): continue
        d = json.loads(line)
        if old_acl(d): continue
        if k in need: docs[k] = d
        else: extra.append(d)
random.shuffle(extra)
for d in extra[:a.docs]: docs[d['id']] = d
say('abstracts', len(docs))
count = collections.Counter()
for d in docs.values(): count.update(words(d['title'] + ' ' + d['abstract']))
for q in queries:
    if q['split'] == 'train' and q['doc'] in docs: count.update(words(q['plain'] + ' ' + q['plain2'] + ' ' + q['question']))
vocab = ['[PAD]', '[UNK]', '[CLS]', '[SEP]']
chars = sorted({c for w, n in count.items() if n >= 3 for c in w if ord(c) < 0x2500} | set('abcdefghijklmnopqrstuvwxyz0123456789'))
vocab += chars + ['##' + c for c in chars]
have = set(vocab)
for w, n in count.most_common():
    if len(vocab) >= a.vocab - 3500 or n < 3: break
    if w not in have: vocab.append(w); have.add(w)
pieces = collections.Counter()
for w, n in count.items():  # pieces matter for the words that are not in the vocabulary
    if w not in have and 4 <= len(w) <= 24 and w.isalnum():
        for k in range(2, min(9, len(w) - 1)): pieces['##' + w[-k:]] += n; pieces[w[:-k]] += n; pieces['##' + w[2:2 + k]] += n / 2
for w, n in pieces.most_common():
    if len(vocab) >= a.vocab: break
    if w not in have: vocab.append(w); have.add(w)
index = {w: i for i, w in enumerate(vocab)}; say('vocabulary', len(vocab))
memo = {}
def ids_of(w):
    if w in memo: return memo[w]
    out, at = [], 0
    while at < len(w):
        end = len(w)
        while end > at:
            p = ('##' if at else '') + w[at:end]
            if p in index: break
            end -= 1
        if end == at: out = [1]; break
        out.append(index[p]); at = end
    if len(w) > 100: out = [1]
    memo[w] = out; return out
def enc(t, cap=256): return np.array([i for w in words(t) for i in ids_of(w)][:cap] or [1], dtype=np.int64)
SENT = re.compile(r'(?<=[.!?])\s+')
data = {k: (enc(d['title']), [enc(s, 90) for s in SENT.split(d['abstract']) if len(s) > 20] or [enc(d['abstract'])]) for k, d in docs.items()}
trainq = [(q['doc'], enc(q['answer']['text']), q) for q in queries if q['split'] == 'train' and q['doc'] in data]
say('encoded; query rows', len(trainq))

emb = torch.nn.EmbeddingBag(len(vocab), a.dim, mode='sum'); torch.nn.init.normal_(emb.weight, std=0.1)
logw = torch.nn.Parameter(torch.tensor([-0.5 * np.log(1 + count.get(w.replace('##', ''), 1) / 2000) for w in vocab], dtype=torch.float32))
alive = torch.ones(len(vocab)); alive[:4] = 0  # the special tokens count for nothing
def forward(lists):
    flat = torch.from_numpy(np.concatenate(lists)); off = torch.from_numpy(np.cumsum([0] + [len(l) for l in lists[:-1]]))
    return torch.nn.functional.normalize(emb(flat, off, per_sample_weights=(logw.exp() * alive)[flat]), dim=1)
def loss_of(q, p, pool=None):
    y = torch.arange(len(q)); cand = p if pool is None else torch.cat([p, pool])
    return torch.nn.functional.cross_entropy(20 * q @ cand.T, y) + 0.5 * torch.nn.functional.cross_entropy(20 * p @ q.T, y)
opt = torch.optim.Adam([emb.weight, logw])
keys = list(data)
def join(ss): return np.concatenate(ss)[:256]
def train(name, steps, seconds, batch, lr):
    start = time.time(); step = 0; ema = None
    while True:
        done = max(step / steps, (time.time() - start) / seconds if seconds else 0)
        if done >= 1: break
        for g in opt.param_groups: g['lr'] = lr * max(0.02, 1 - done)
        opt.zero_grad(); l = batch(); l.backward(); opt.step(); step += 1
        ema = l.item() if ema is None else 0.95 * ema + 0.05 * l.item()
        if step % 50 == 0: say(name, step, round(ema, 3))
        if a.checkpoints and step % 100 == 0: torch.save({'emb': emb.weight, 'logw': logw}, f'{a.checkpoints}/{name}.pt')
    say(name, 'steps', step)
def pre():
    q, p = [], []
    for k in random.sample(keys, 640):
        t, ss = data[k]
        if random.random() < 0.4 or len(ss) < 2: q.append(t); p.append(join(ss))
        else: i = random.randrange(len(ss)); q.append(ss[i]); p.append(join([t] + ss[:i] + ss[i + 1:]))
    return loss_of(forward(q), forward(p))
def typo(t):
    ws = t.split(); i = random.randrange(len(ws)); w = ws[i]
    if len(w) > 4:
        j = random.randrange(1, len(w) - 1)
        ws[i] = random.choice([w[:j] + w[j + 1:], w[:j] + w[j + 1] + w[j] + w[j + 2:], w[:j] + w[j] + w[j:]])
    return ' '.join(ws)
def ask(t):
    if random.random() < 0.15: t = typo(t)
    ids = enc(t)
    if len(ids) > 3: ids = ids[np.random.rand(len(ids)) > 0.1]
    return ids if len(ids) else enc(t)
def pair(row):
    k, ans, q = row; t, ss = data[k]; whole = join([t] + ss); r = random.random()
    if r < 0.45: return ask(q['plain']), whole if random.random() < 0.7 else random.choice(ss)
    if r < 0.65: return ask(q['plain2']), whole
    if r < 0.9: return ask(q['question']), ans if random.random() < 0.6 else whole
    return ask(q['topic']), whole
def fine():
    b = [pair(r) for r in random.sample(trainq, 256)]; e = random.sample(keys, 800)
    q = [x for x, _ in b] + [ask(docs[k]['title']) for k in e[:192]]
    p = [y for _, y in b] + [join(data[k][1]) for k in e[:192]]
    n = len(q); v = forward(q + p + [join(data[k][1]) for k in e[192:]])
    return loss_of(v[:n], v[n:2 * n], v[2 * n:])

def export():
    w = (emb.weight * (logw.exp() * alive)[:, None]).detach().numpy()
    scale = (np.maximum(np.abs(w).max(1), 1e-8) / 127).astype(np.float32)
    q8 = np.clip(np.round(w / scale[:, None]), -127, 127).astype(np.int8)
    # The sum over the tokens stands at the first place ([CLS]) and zeros elsewhere: 'cls' pooling and 'mean' pooling with
    # normalisation then give the same vector, and the library has no tokens to add up in JavaScript. The type ids times
    # zero keep that input in the graph: the library feeds all three.
    n = h.make_node
    nodes = [n('Gather', ['table', 'input_ids'], ['rows8']), n('Cast', ['rows8'], ['rows'], to=T.FLOAT), n('Gather', ['scale', 'input_ids'], ['s']),
             n('Cast', ['attention_mask'], ['mask'], to=T.FLOAT), n('Mul', ['s', 'mask'], ['weight']), n('Unsqueeze', ['weight', 'last'], ['weight3']),
             n('Mul', ['rows', 'weight3'], ['x']), n('ReduceSum', ['x', 'tokens'], ['sum'], keepdims=1),
             n('Equal', ['input_ids', 'cls'], ['is_first']), n('Cast', ['is_first'], ['first'], to=T.FLOAT),
             n('Cast', ['token_type_ids'], ['types'], to=T.FLOAT), n('Mul', ['types', 'zero'], ['nothing']), n('Add', ['first', 'nothing'], ['place']),
             n('Unsqueeze', ['place', 'last'], ['place3']), n('Mul', ['sum', 'place3'], ['last_hidden_state'])]
    io = lambda n: h.make_tensor_value_info(n, T.INT64, ['batch', 'sequence'])
    g = h.make_graph(nodes, 'static', [io('input_ids'), io('attention_mask'), io('token_type_ids')],
                     [h.make_tensor_value_info('last_hidden_state', T.FLOAT, ['batch', 'sequence', a.dim])],
                     [nh.from_array(q8, 'table'), nh.from_array(scale, 'scale'), nh.from_array(np.array([2], dtype=np.int64), 'last'), nh.from_array(np.array([1], dtype=np.int64), 'tokens'), nh.from_array(np.array(2, dtype=np.int64), 'cls'), nh.from_array(np.array(0, dtype=np.float32), 'zero')])
    m = h.make_model(g, opset_imports=[h.make_opsetid('', 13)]); m.ir_version = 7; onnx.checker.check_model(m, full_check=True)
    os.makedirs(f'{a.out}/onnx', exist_ok=True); onnx.save(m, f'{a.out}/onnx/model_quantized.onnx')
    special = [{'id': i, 'content': vocab[i], 'single_word': False, 'lstrip': False, 'rstrip': False, 'normalized': False, 'special': True} for i in range(4)]
    st = lambda n: {'SpecialToken': {'id': n, 'type_id': 0}}; seq = lambda n, t: {'Sequence': {'id': n, 'type_id': t}}
    tok = {'version': '1.0', 'truncation': None, 'padding': None, 'added_tokens': special,
           'normalizer': {'type': 'BertNormalizer', 'clean_text': True, 'handle_chinese_chars': True, 'strip_accents': True, 'lowercase': True},
           'pre_tokenizer': {'type': 'BertPreTokenizer'},
           'post_processor': {'type': 'TemplateProcessing', 'single': [st('[CLS]'), seq('A', 0), st('[SEP]')],
                              'pair': [st('[CLS]'), seq('A', 0), st('[SEP]'), seq('B', 1), {'SpecialToken': {'id': '[SEP]', 'type_id': 1}}],
                              'special_tokens': {n: {'id': n, 'ids': [index[n]], 'tokens': [n]} for n in ('[CLS]', '[SEP]')}},
           'decoder': {'type': 'WordPiece', 'prefix': '##', 'cleanup': True},
           'model': {'type': 'WordPiece', 'unk_token': '[UNK]', 'continuing_subword_prefix': '##', 'max_input_chars_per_word': 100, 'vocab': index}}
    dump = lambda o, n: json.dump(o, open(f'{a.out}/{n}', 'w'), ensure_ascii=False)
    dump(tok, 'tokenizer.json')
    dump({'tokenizer_class': 'BertTokenizer', 'do_lower_case': True, 'model_max_length': 512, 'unk_token': '[UNK]', 'sep_token': '[SEP]', 'pad_token': '[PAD]', 'cls_token': '[CLS]'}, 'tokenizer_config.json')
    dump({'model_type': 'bert', 'architectures': ['BertModel'], 'hidden_size': a.dim, 'vocab_size': len(vocab)}, 'config.json')
    say('exported')

if a.resume:
    for k, v in torch.load(a.resume).items(): {'emb': emb.weight, 'logw': logw}[k].data.copy_(v)
else: train('pre', a.pre, a.seconds * 0.5, pre, 5e-3); export()
opt = torch.optim.Adam([emb.weight, logw])
train('fine', a.fine, a.seconds * (1 if a.resume else 0.5), fine, 2e-3); export()
if a.checkpoints:  # the trainer's own vectors of a few sentences, to compare with the exported model's
    texts = [s for q in queries if q['split'] != 'train' for s in (q['plain'], q['answer']['text'])][:50]
    with torch.no_grad(): json.dump([texts, forward([enc(t, 510) for t in texts]).tolist()], open(f'{a.checkpoints}/own.json', 'w'))
