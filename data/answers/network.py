"""Small networks that rank and tell answers from none, as src/search/network.ts and src/search/asked-terms.ts compute them."""
import numpy as np
import torch

# How much is known of each term of a question: src/search/asked-terms.ts says what.
TERM_INPUTS = 8
# Terms of a question that are looked at.
MOST_TERMS = 16


def fit(module, loss_of, steps, l2, rate):
    adam = torch.optim.Adam(module.parameters(), lr=rate)
    for step in range(steps):
        for group in adam.param_groups:
            group['lr'] = rate * min(1, 2 * (steps - step) / steps)
        loss = loss_of() + l2 * sum((p**2).sum() for p in module.parameters())
        adam.zero_grad()
        loss.backward()
        adam.step()
    return module


def short(values):
    return np.round(values.detach().numpy().astype(float), 5).tolist()


class Network(torch.nn.Module):
    """One hidden layer of rectified linear units beside a linear part; `more` inputs come in as they are."""

    def __init__(self, sample, units, more=0):
        super().__init__()
        none = torch.zeros(more)
        self.mean, self.scale = torch.cat([sample.mean(0), none]), torch.cat([sample.std(0) + 1e-6, none + 1])
        self.least, self.most = torch.cat([sample.min(0).values, none]), torch.cat([sample.max(0).values, none + 1000])
        size = sample.shape[1] + more
        self.linear = torch.nn.Parameter(torch.zeros(size))
        self.hidden = torch.nn.Parameter(torch.randn(size, units) * 0.1)
        self.bias = torch.nn.Parameter(torch.zeros(units))
        self.out = torch.nn.Parameter(torch.randn(units) * 0.1)
        self.offset = torch.nn.Parameter(torch.zeros(()))

    def forward(self, x):
        z = (x - self.mean) / self.scale
        return z @ self.linear + torch.relu(z @ self.hidden + self.bias) @ self.out + self.offset

    def stored(self, names):
        """The standardising is folded into the weights."""
        linear, hidden = self.linear / self.scale, self.hidden / self.scale[:, None]
        return {
            'inputs': names,
            'least': short(self.least),
            'most': short(self.most),
            'linear': short(linear),
            'hidden': short(hidden.T),
            'bias': short(self.bias - self.mean @ hidden),
            'out': short(self.out),
            'offset': short(self.offset - self.mean @ linear),
        }


class TermNetwork(torch.nn.Module):
    """The same with a layer that looks at each term of a question by itself."""

    def __init__(self, sample, units, term_units):
        super().__init__()
        self.layer = torch.nn.Linear(TERM_INPUTS, term_units)
        self.network = Network(sample, units, 2 * term_units)

    def forward(self, x, terms):
        """`terms`: for each row of x a row a term, all zero where a question has no more."""
        there = (terms != 0).any(-1, keepdim=True)
        values = torch.relu(self.layer(terms)) * there
        return self.network(torch.cat([x, (values * terms[..., :1]).sum(-2), values.amax(-2)], -1))

    def stored(self, names, first=0):
        """Its units are numbered from `first` on."""
        units = range(first, first + len(self.layer.bias))
        stored = self.network.stored(names + [f'sum {unit}' for unit in units] + [f'most {unit}' for unit in units])
        return stored | {'terms': {'hidden': short(self.layer.weight), 'bias': short(self.layer.bias)}}


def terms_matrix(asked, near):
    """
    What src/search/asked-terms.ts makes of each candidate, a matrix a candidate. `asked`: word, weight and sense of each
    term; `near`: for each candidate the terms' nearness to its sentence, paper and title in thousandths.
    """
    asked = asked[:MOST_TERMS]
    terms = torch.zeros(len(near), MOST_TERMS, TERM_INPUTS)
    if not near or not asked:
        return terms
    count, last = len(asked), max(1, len(asked) - 1)
    terms[:, :count, :2] = torch.tensor([weights for _, *weights in asked])
    terms[:, :count, 2:5] = torch.tensor(near)[:, :, :count].transpose(1, 2) / 1000
    terms[:, :count, 5] = torch.tensor([float(any(letter.isupper() for letter in word)) for word, *_ in asked])
    terms[:, :count, 6] = torch.tensor([float(any(letter.isdigit() for letter in word)) for word, *_ in asked])
    terms[:, :count, 7] = torch.arange(count) / last
    return terms


class Mean:
    """Networks of other seeds whose mean counts: alone, each is a little off in another direction."""

    def __init__(self, networks):
        self.networks = networks

    def __call__(self, *x):
        return sum(network(*x) for network in self.networks) / len(self.networks)

    def stored(self, names):
        """One network with the units of all."""
        each = []
        for network in self.networks:
            first = sum(len(one['terms']['bias']) for one in each if 'terms' in one)
            each.append(network.stored(names, first) if isinstance(network, TermNetwork) else network.stored(names))
        inputs = list(dict.fromkeys(name for one in each for name in one['inputs']))
        share = 1 / len(each)

        def spread(one, values, times=1.0):
            own = dict(zip(one['inputs'], values))
            return [round(times * own.get(name, 0.0), 5) for name in inputs]

        bounds = {name: limits for one in each for name, *limits in zip(one['inputs'], one['least'], one['most'])}
        stored = {
            'inputs': inputs,
            'least': [bounds[name][0] for name in inputs],
            'most': [bounds[name][1] for name in inputs],
            'linear': np.round(sum(np.array(spread(one, one['linear'], share)) for one in each), 5).tolist(),
            'hidden': [spread(one, unit) for one in each for unit in one['hidden']],
            'bias': sum((one['bias'] for one in each), []),
            'out': [round(value * share, 5) for one in each for value in one['out']],
            'offset': round(sum(one['offset'] for one in each) * share, 5),
        }
        if 'terms' in each[0]:
            stored['terms'] = {key: sum((one['terms'][key] for one in each), []) for key in ('hidden', 'bias')}
        return stored
