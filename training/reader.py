"""The reader: which of the best passages answers a question, which sentence of it, or that none does.

Small attention layers over token vectors that the embedding model made and the product keeps. The question's tokens read each passage
(cross-attention, biased by their cosine similarities); the passage's tokens read the question once, so that sentences can be told apart;
then the passages of a question, and "none of them", are compared with one another.
"""

import torch
from torch import nn

WIDTH, HEADS, LIST_WIDTH, TOKEN, FEATURES = 192, 4, 128, 384, 8


class Attention(nn.Module):
    def __init__(self, width: int, biased: bool = False):
        super().__init__()
        self.q, self.kv, self.out = nn.Linear(width, width), nn.Linear(width, 2 * width), nn.Linear(width, width)
        self.bias = nn.Parameter(torch.zeros(HEADS)) if biased else None

    def forward(self, x, y, mask, similar=None):
        b, n, w = x.shape
        k, v = self.kv(y).view(b, y.shape[1], 2, HEADS, w // HEADS).permute(2, 0, 3, 1, 4)
        q = self.q(x).view(b, n, HEADS, w // HEADS).transpose(1, 2)
        scores = q @ k.transpose(-1, -2) / (w // HEADS) ** 0.5
        if self.bias is not None and similar is not None:
            scores = scores + self.bias.view(1, HEADS, 1, 1) * similar.unsqueeze(1)
        weights = scores.masked_fill(~mask[:, None, None, :], -1e4).softmax(-1)
        return self.out((weights @ v).transpose(1, 2).reshape(b, n, w))


class FeedForward(nn.Sequential):
    def __init__(self, width: int, times: int, dropout: float):
        super().__init__(nn.Linear(width, times * width), nn.GELU(), nn.Dropout(dropout), nn.Linear(times * width, width))


class Layer(nn.Module):
    """The question's tokens read one another and the passage."""

    def __init__(self, width: int, dropout: float):
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(3))
        self.own, self.cross, self.forward_ = Attention(width), Attention(width, biased=True), FeedForward(width, 2, dropout)
        self.drop = nn.Dropout(dropout)

    def forward(self, q, q_mask, p, p_mask, similar):
        normed = self.norms[0](q)
        q = q + self.drop(self.own(normed, normed, q_mask))
        q = q + self.drop(self.cross(self.norms[1](q), p, p_mask, similar))
        return q + self.drop(self.forward_(self.norms[2](q)))


class Reader(nn.Module):
    def __init__(self, layers: int = 2, dropout: float = 0.1):
        super().__init__()
        self.question, self.passage = nn.Linear(TOKEN, WIDTH), nn.Linear(TOKEN, WIDTH)
        self.question_match, self.passage_match = nn.Linear(1, WIDTH), nn.Linear(2, WIDTH)
        self.summary = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.layers = nn.ModuleList(Layer(WIDTH, dropout) for _ in range(layers))
        self.passage_norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(layers))
        self.back = nn.ModuleList(Attention(WIDTH, biased=True) for _ in range(layers - 1))
        self.back_forward = nn.ModuleList(FeedForward(WIDTH, 1, dropout) for _ in range(layers - 1))
        self.back_norms = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(layers - 1))
        self.sentence = nn.Linear(WIDTH, 1)
        self.sentence_weight = nn.Parameter(torch.tensor([8.0, 1.0]))
        self.register_buffer("mean", torch.zeros(FEATURES))
        self.register_buffer("deviation", torch.ones(FEATURES))
        self.joined = nn.Sequential(nn.Linear(2 * WIDTH + 3 * FEATURES, LIST_WIDTH), nn.GELU(), nn.Dropout(dropout), nn.Linear(LIST_WIDTH, LIST_WIDTH))
        self.none = nn.Parameter(torch.randn(LIST_WIDTH) * 0.02)
        self.compared, self.compared_norm = Attention(LIST_WIDTH), nn.LayerNorm(LIST_WIDTH)
        self.compared_forward, self.compared_norm2 = FeedForward(LIST_WIDTH, 2, dropout), nn.LayerNorm(LIST_WIDTH)
        self.score = nn.Linear(LIST_WIDTH, 1)
        self.first_stage = nn.Parameter(torch.tensor(1.0))

    def forward(self, question, question_mask, passages, passage_mask, sentence_of, sentence_scores, features, given):
        """
        question [B,N,384], question_mask [B,N]; passages [B,P,L,384], passage_mask [B,P,L]; sentence_of [B,P,L] int64;
        sentence_scores [B,P,S] of the first stage, -1e4 where there is no sentence; features [B,P,8]; given [B,P]: which are passages.
        Gives logits [B,P+1] (those of passages are log probabilities among themselves), the last for "none", and sentence logits [B,P,S].
        """
        b, n, _ = question.shape
        count, length = passages.shape[1:3]
        similar = question.unsqueeze(1) @ passages.transpose(-1, -2)
        similar = similar.masked_fill(~passage_mask.unsqueeze(2), -1.0)
        similar = similar.masked_fill(~question_mask[:, None, :, None], -1.0)
        matched = similar.amax(3, keepdim=True)
        best = similar.amax(2).unsqueeze(-1)
        mean = (similar * question_mask[:, None, :, None]).sum(2).unsqueeze(-1) / question_mask.sum(1)[:, None, None, None]
        q = self.question(question).unsqueeze(1) + self.question_match(matched)
        q = torch.cat([self.summary.expand(b, count, 1, WIDTH), q], 2).flatten(0, 1)
        q_mask = torch.cat([torch.ones_like(question_mask[:, :1]), question_mask], 1).unsqueeze(1).expand(b, count, n + 1).flatten(0, 1)
        p = (self.passage(passages) + self.passage_match(torch.cat([best, mean], -1))).flatten(0, 1)
        p_mask = passage_mask.flatten(0, 1)
        similar = similar.flatten(0, 1)
        # The summary token has no similarities of its own.
        to_passage = torch.cat([torch.zeros_like(similar[:, :1]), similar], 1)
        for number, layer in enumerate(self.layers):
            normed = self.passage_norms[number](p)
            q = layer(q, q_mask, normed, p_mask, to_passage)
            if number < len(self.back):
                p = p + self.back[number](normed, q, q_mask, to_passage.transpose(1, 2))
                p = p + self.back_forward[number](self.back_norms[number](p))
        token_logits = self.sentence(p).view(b, count, length)
        size = sentence_scores.shape[2]
        inside = (sentence_of.unsqueeze(-1) == torch.arange(size)) & passage_mask.unsqueeze(-1)
        token = token_logits.unsqueeze(-1).expand(b, count, length, size).masked_fill(~inside, -1e4).logsumexp(2)
        sentences = token * self.sentence_weight[1] + sentence_scores * self.sentence_weight[0]
        sentences = sentences.masked_fill(sentence_scores < -100, -1e4)

        q = q.view(b, count, n + 1, WIDTH)
        words = (q[:, :, 1:] * question_mask[:, None, :, None]).sum(2) / question_mask.sum(1)[:, None, None]
        normal = (features - self.mean) / self.deviation
        lead = normal - normal.masked_fill(~given.unsqueeze(-1), -9).amax(1, keepdim=True)
        top = normal.masked_fill(~given.unsqueeze(-1), -9).amax(1, keepdim=True).expand_as(normal)
        x = self.joined(torch.cat([q[:, :, 0], words, normal, lead, top], -1))
        x = torch.cat([x, self.none.expand(b, 1, LIST_WIDTH)], 1)
        mask = torch.cat([given, torch.ones_like(given[:, :1])], 1)
        normed = self.compared_norm(x)
        x = x + self.compared(normed, normed, mask)
        x = x + self.compared_forward(self.compared_norm2(x))
        logits = self.score(x).squeeze(-1)
        # Which passage, if one answers, and whether one does: apart, since otherwise a clear first passage speaks for "none".
        which = (logits[:, :-1] + self.first_stage * lead[:, :, 6]).masked_fill(~given, -1e4).log_softmax(-1)
        return torch.cat([which, logits[:, -1:]], 1), sentences


class Mean(nn.Module):
    """Several readers as one: the mean of what they say, which is surer than each of them."""

    def __init__(self, readers):
        super().__init__()
        self.readers = nn.ModuleList(readers)

    def forward(self, question, question_mask, passages, passage_mask, sentence_of, sentence_scores, features, given):
        inputs = (question, question_mask, passages, passage_mask, sentence_of, sentence_scores, features, given)
        logits, sentences = zip(*(reader(*inputs) for reader in self.readers))
        logits = torch.stack(logits).mean(0)
        # The mean of log probabilities is none yet.
        return torch.cat([logits[:, :-1].log_softmax(-1), logits[:, -1:]], 1), torch.stack(sentences).mean(0)
