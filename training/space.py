"""Measures the space of a model's token vectors: what is subtracted from them, and how they are quantized to 3 bits a number.

usage: space.py EMBEDDED OUT SET...     writes OUT: {"offset": […], "center": […], "scale": […]}
"""

import json
import sys
from pathlib import Path

import numpy as np

# Half the mean is subtracted: final-layer vectors of e5 share a direction that tells nothing (issue F, part 2).
SHARE = 0.5
STEP, EDGE = 0.55, 2.2


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)


class Space:
    def __init__(self, file: str):
        data = json.loads(Path(file).read_text())
        self.offset, self.center, self.scale = (np.array(data[key], np.float32) for key in ("offset", "center", "scale"))

    def shifted(self, tokens: np.ndarray) -> np.ndarray:
        return unit(unit(tokens.astype(np.float32)) - self.offset)

    def codes(self, tokens: np.ndarray) -> np.ndarray:
        return np.clip(np.floor(((self.shifted(tokens) - self.center) / self.scale + EDGE) / STEP), 0, 7).astype(np.uint8)

    def decoded(self, codes: np.ndarray) -> np.ndarray:
        return unit(self.center + self.scale * ((codes + np.float32(0.5)) * np.float32(STEP) - np.float32(EDGE)))


if __name__ == "__main__":
    embedded, out, *sets = sys.argv[1:]
    tokens = np.concatenate([np.load(f"{embedded}/{name}-passages.npz")["tokens"][::5] for name in sets])
    tokens = unit(tokens.astype(np.float32))
    offset = SHARE * tokens.mean(0)
    shifted = unit(tokens - offset)
    rounded = {"offset": offset, "center": shifted.mean(0), "scale": shifted.std(0)}
    Path(out).write_text(json.dumps({key: [round(float(x), 5) for x in row] for key, row in rounded.items()}) + "\n")
