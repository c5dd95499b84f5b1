"""Writes trained readers as one ONNX file, their mean, and compares both. usage: export.py READER.pt… OUT.onnx"""

import sys

import numpy as np
import onnxruntime
import torch
from reader import Mean, Reader

if __name__ == "__main__":
    *saved, out = sys.argv[1:]
    readers = []
    for state in map(torch.load, saved):
        reader = Reader(int(state["options"]["layers"]), 0.0)
        reader.load_state_dict(state["model"])
        readers.append(reader)
    model = Mean(readers).eval()
    b, n, p, length, size = 1, 9, 5, 31, 4
    inputs = (
        torch.nn.functional.normalize(torch.randn(b, n, 384), dim=-1), torch.ones(b, n, dtype=torch.bool),
        torch.nn.functional.normalize(torch.randn(b, p, length, 384), dim=-1), torch.ones(b, p, length, dtype=torch.bool),
        torch.randint(0, size, (b, p, length)), torch.rand(b, p, size), torch.rand(b, p, 8), torch.ones(b, p, dtype=torch.bool),
    )
    names = ["question", "question_mask", "passages", "passage_mask", "sentence_of", "sentence_scores", "features", "given"]
    auto = torch.export.Dim.AUTO
    shapes = [{1: auto}, {1: auto}, {1: auto, 2: auto}, {1: auto, 2: auto}, {1: auto, 2: auto}, {1: auto, 2: auto}, {1: auto}, {1: auto}]
    program = torch.onnx.export(model, inputs, dynamo=True, input_names=names, output_names=["logits", "sentences"], dynamic_shapes=tuple(shapes), optimize=True)
    program.save(out, external_data=False)
    session = onnxruntime.InferenceSession(out)
    for n, p, length, size in ((9, 5, 31, 4), (3, 1, 7, 1), (20, 8, 130, 12)):
        inputs = (torch.nn.functional.normalize(torch.randn(1, n, 384), dim=-1), torch.ones(1, n, dtype=torch.bool),
                  torch.nn.functional.normalize(torch.randn(1, p, length, 384), dim=-1), torch.ones(1, p, length, dtype=torch.bool),
                  torch.randint(0, size, (1, p, length)), torch.rand(1, p, size), torch.rand(1, p, 8), torch.ones(1, p, dtype=torch.bool))
        with torch.no_grad():
            expected = model(*inputs)
        found = session.run(None, {name: value.numpy() for name, value in zip(names, inputs)})
        print(n, p, length, size, [float(np.abs(a.numpy() - b).max()) for a, b in zip(expected, found)])
