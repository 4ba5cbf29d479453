"""One hidden layer of rectified linear units beside a linear part, as src/search/network.ts computes it."""
import numpy as np
import torch


class Network(torch.nn.Module):
    def __init__(self, sample, units):
        super().__init__()
        self.mean, self.scale = sample.mean(0), sample.std(0) + 1e-6
        self.least, self.most = sample.min(0).values, sample.max(0).values
        size = sample.shape[1]
        self.linear = torch.nn.Parameter(torch.zeros(size))
        self.hidden = torch.nn.Parameter(torch.randn(size, units) * 0.1)
        self.bias = torch.nn.Parameter(torch.zeros(units))
        self.out = torch.nn.Parameter(torch.randn(units) * 0.1)
        self.offset = torch.nn.Parameter(torch.zeros(()))

    def forward(self, x):
        z = (x - self.mean) / self.scale
        return z @ self.linear + torch.relu(z @ self.hidden + self.bias) @ self.out + self.offset

    def fit(self, loss_of, steps, l2, rate):
        adam = torch.optim.Adam(self.parameters(), lr=rate)
        for step in range(steps):
            for group in adam.param_groups:
                group['lr'] = rate * min(1, 2 * (steps - step) / steps)
            loss = loss_of() + l2 * sum((p**2).sum() for p in self.parameters())
            adam.zero_grad()
            loss.backward()
            adam.step()
        return self

    def stored(self, names):
        """The standardising is folded into the weights."""
        linear, hidden = self.linear / self.scale, self.hidden / self.scale[:, None]
        short = lambda values: np.round(values.detach().numpy().astype(float), 5).tolist()
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


class Mean:
    """Networks of other seeds whose mean ranks: alone, each is a little off in another direction."""

    def __init__(self, networks):
        self.networks = networks

    def __call__(self, x):
        return sum(network(x) for network in self.networks) / len(self.networks)

    def stored(self, names):
        """One network with the hidden units of all."""
        each = [network.stored(names) for network in self.networks]
        mean = lambda values: np.round(np.mean(values, axis=0), 5).tolist()
        return {
            'inputs': names,
            'least': each[0]['least'],
            'most': each[0]['most'],
            'linear': mean([one['linear'] for one in each]),
            'hidden': sum((one['hidden'] for one in each), []),
            'bias': sum((one['bias'] for one in each), []),
            'out': [round(value / len(each), 5) for one in each for value in one['out']],
            'offset': mean([one['offset'] for one in each]),
        }
