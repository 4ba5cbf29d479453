"""Trains static token vectors and exports them as ONNX. usage: train.py MATERIAL OUT [--seconds 240] [--seed 1]"""
import argparse, collections, json, lzma, os, random, re, time, unicodedata
import numpy as np, torch
ap = argparse.ArgumentParser(); ap.add_argument('material'); ap.add_argument('out'); ap.add_argument('--seconds', type=int, default=200); ap.add_argument('--seed', type=int, default=1); ap.add_argument('--docs', type=int, default=40000); ap.add_argument('--dim', type=int, default=256); ap.add_argument('--vocab', type=int, default=26000)
a = ap.parse_args(); random.seed(a.seed); torch.manual_seed(a.seed); torch.set_num_threads(2)
SPLIT = re.compile(r'\w+|[^\w\s]')
def words(text):
    text = unicodedata.normalize('NFD', text.lower()); text = ''.join(c for c in text if unicodedata.category(c) != 'Mn')
    out = []
    for w in SPLIT.findall(text):
        out += w.split('_') if '_' in w else [w]
    return [w for w in out if w]
queries = [json.loads(l) for l in open(f'{a.material}/queries.jsonl')]
need = {q['doc'] for q in queries}
docs = {}; extra = 0
t0 = time.time()
with lzma.open(f'{a.material}/corpus.jsonl.xz', 'rt') as f:
    for line in f:
        d = json.loads(line)
        old_acl = 'aclanthology' in (d.get('url') or '') and (d.get('year') or 0) < 2016
        if d['id'] in need: docs[d['id']] = d
        elif not old_acl and random.random() < 0.25 and extra < a.docs: docs[d['id']] = d; extra += 1
print('docs', len(docs), round(time.time() - t0)); count = collections.Counter()
for d in docs.values(): count.update(words(d['title'] + ' ' + d['abstract']))
vocab = ['[PAD]', '[UNK]', '[CLS]', '[SEP]']
chars = sorted({c for w, n in count.items() if n >= 3 for c in w if ord(c) < 0x2500})
pieces = collections.Counter()
for w, n in count.items():
    if 5 <= len(w) <= 24 and n >= 2:
        for k in range(2, min(9, len(w) - 2)): pieces['##' + w[-k:]] += n; pieces[w[:-k]] += n // 4
vocab += chars + ['##' + c for c in chars]
have = set(vocab)
for w, n in count.most_common(a.vocab - 4000):
    if w not in have and n >= 3: vocab.append(w); have.add(w)
for w, n in pieces.most_common(60000):
    if len(vocab) >= a.vocab: break
    if w not in have: vocab.append(w); have.add(w)
index = {w: i for i, w in enumerate(vocab)}; print('vocab', len(vocab)); memo = {}
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
    memo[w] = out; return out
def enc(t, cap=220): return [i for w in words(t) for i in ids_of(w)][:cap]
sent = re.compile(r'(?<=[.!?])\s+')
data = {}
for k, d in docs.items(): data[k] = (enc(d['title']), [enc(s, 80) for s in sent.split(d['abstract']) if len(s) > 20] or [enc(d['abstract'])])
print('encoded', round(time.time() - t0))
emb = torch.nn.EmbeddingBag(len(vocab), a.dim, mode='sum'); torch.nn.init.normal_(emb.weight, std=0.1)
logw = torch.nn.Parameter(torch.tensor([-0.5 * np.log(1 + count.get(w.replace('##', ''), 1) / 2000) for w in vocab], dtype=torch.float32))
def forward(lists):
    lists = [l or [1] for l in lists]
    flat = torch.tensor([i for l in lists for i in l]); off = torch.tensor(np.cumsum([0] + [len(l) for l in lists[:-1]]))
    return torch.nn.functional.normalize(emb(flat, off, per_sample_weights=logw.exp()[flat]), dim=1)
params = [emb.weight, logw]
def loss_of(q, p, pool=None):
    cand = p if pool is None else torch.cat([p, pool]); s = 20 * q @ cand.T; y = torch.arange(len(q))
    return torch.nn.functional.cross_entropy(s, y) + torch.nn.functional.cross_entropy(20 * p @ q.T, y)
keys = list(data); opt = torch.optim.Adam(params, lr=5e-3)
def join(ss): return [i for s in ss for i in s][:220]
def train(seconds, batcher, lr0):
    start = time.time(); step = 0; ema = None
    while (el := time.time() - start) < seconds:
        for g in opt.param_groups: g['lr'] = lr0 * max(0.02, 1 - el / seconds)
        opt.zero_grad(); l = batcher(); l.backward(); opt.step(); step += 1; ema = l.item() if ema is None else 0.95 * ema + 0.05 * l.item()
        if step % 50 == 0: print(step, round(el), round(ema, 3), flush=True)
def pre():
    b = random.sample(keys, 512); q, p = [], []
    for k in b:
        t, ss = data[k]
        r = random.random()
        if r < 0.4 or len(ss) < 2: q.append(t); p.append(join(ss))
        else: i = random.randrange(len(ss)); q.append(ss[i]); p.append(join([t] + ss[:i] + ss[i + 1:]))
    return loss_of(forward(q), forward(p))
trainq = [q for q in queries if q['split'] == 'train' and q['doc'] in data]
def pairs(q):
    t, ss = data[q['doc']]; whole = join([t] + ss); r = random.random()
    if r < 0.4: return enc(q['plain']), whole if random.random() < 0.6 else random.choice(ss)
    if r < 0.6: return enc(q['plain2']), whole
    if r < 0.9: return enc(q['question']), (enc(q['answer']['text']) if random.random() < 0.6 else whole)
    return enc(q['topic']), whole
def fine():
    b = [pairs(q) for q in random.sample(trainq, 256)]
    e = random.sample(keys, 640); q2 = [data[k][0] for k in e[:192]]; p2 = [join(data[k][1]) for k in e[:192]]
    pool = forward([join(data[k][1]) for k in e[192:]])
    return loss_of(forward([x for x, _ in b] + q2), forward([y for _, y in b] + p2), pool)
train(a.seconds * 0.5, pre, 5e-3); train(a.seconds * 0.5, fine, 2e-3)
w = (emb.weight * logw.exp()[:, None]).detach().numpy(); w[:4] = 0
import onnx; from onnx import helper as h, numpy_helper as nh, TensorProto as T
scale = np.maximum(np.abs(w).max(1), 1e-8).astype(np.float32) / 127
q8 = np.clip(np.round(w / scale[:, None]), -127, 127).astype(np.int8)
# Zero-weighted uses of the mask and the type ids keep both inputs in the graph: the library feeds all three.
nodes = [h.make_node('Gather', ['table', 'input_ids'], ['rows8']), h.make_node('Cast', ['rows8'], ['rows'], to=T.FLOAT), h.make_node('Gather', ['scale', 'input_ids'], ['s']), h.make_node('Unsqueeze', ['s', 'last'], ['s3']), h.make_node('Mul', ['rows', 's3'], ['x']),
 h.make_node('Add', ['attention_mask', 'token_type_ids'], ['used']), h.make_node('Cast', ['used'], ['usedf'], to=T.FLOAT), h.make_node('Mul', ['usedf', 'zero'], ['z']), h.make_node('Unsqueeze', ['z', 'last'], ['z3']), h.make_node('Add', ['x', 'z3'], ['last_hidden_state'])]
io = lambda n: h.make_tensor_value_info(n, T.INT64, ['batch', 'sequence'])
g = h.make_graph(nodes, 'static', [io('input_ids'), io('attention_mask'), io('token_type_ids')], [h.make_tensor_value_info('last_hidden_state', T.FLOAT, ['batch', 'sequence', a.dim])], [nh.from_array(q8, 'table'), nh.from_array(scale, 'scale'), nh.from_array(np.array([2], dtype=np.int64), 'last'), nh.from_array(np.array(0, dtype=np.float32), 'zero')])
m = h.make_model(g, opset_imports=[h.make_opsetid('', 13)]); m.ir_version = 7; onnx.checker.check_model(m)
os.makedirs(f'{a.out}/onnx', exist_ok=True); onnx.save(m, f'{a.out}/onnx/model_quantized.onnx')
sp = [{'id': i, 'content': vocab[i], 'single_word': False, 'lstrip': False, 'rstrip': False, 'normalized': False, 'special': True} for i in range(4)]
tok = {'version': '1.0', 'truncation': None, 'padding': None, 'added_tokens': sp, 'normalizer': {'type': 'BertNormalizer', 'clean_text': True, 'handle_chinese_chars': True, 'strip_accents': True, 'lowercase': True}, 'pre_tokenizer': {'type': 'BertPreTokenizer'},
 'post_processor': {'type': 'TemplateProcessing', 'single': [{'SpecialToken': {'id': '[CLS]', 'type_id': 0}}, {'Sequence': {'id': 'A', 'type_id': 0}}, {'SpecialToken': {'id': '[SEP]', 'type_id': 0}}], 'pair': [], 'special_tokens': {'[CLS]': {'id': '[CLS]', 'ids': [2], 'tokens': ['[CLS]']}, '[SEP]': {'id': '[SEP]', 'ids': [3], 'tokens': ['[SEP]']}}},
 'decoder': {'type': 'WordPiece', 'prefix': '##', 'cleanup': True}, 'model': {'type': 'WordPiece', 'unk_token': '[UNK]', 'continuing_subword_prefix': '##', 'max_input_chars_per_word': 100, 'vocab': index}}
json.dump(tok, open(f'{a.out}/tokenizer.json', 'w'), ensure_ascii=False)
json.dump({'tokenizer_class': 'BertTokenizer', 'do_lower_case': True, 'model_max_length': 512, 'unk_token': '[UNK]', 'sep_token': '[SEP]', 'pad_token': '[PAD]', 'cls_token': '[CLS]'}, open(f'{a.out}/tokenizer_config.json', 'w'))
json.dump({'model_type': 'bert', 'architectures': ['BertModel'], 'hidden_size': a.dim, 'vocab_size': len(vocab)}, open(f'{a.out}/config.json', 'w'))
print('done', round(time.time() - t0))
