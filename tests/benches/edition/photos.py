"""Photographs that nobody took: soft patches of colour under grain, in the size and weight of a press photograph."""

import io

import numpy
from PIL import Image

WIDTH, HEIGHT = 1600, 1067
LEAST_BYTES, MOST_BYTES = 300_000, 800_000
# Cells across the picture and the contrast of each layer, coarse to fine: sky, crowd, leaves.
LAYERS = [(6, 90), (24, 45), (96, 25), (400, 14)]


def photo(number):
    """A JPEG, different for every number. Its bytes depend on the JPEG library, its weight hardly."""
    chance = numpy.random.default_rng(number)
    target = int(chance.integers(LEAST_BYTES, MOST_BYTES))
    picture = numpy.full((HEIGHT, WIDTH, 3), 128, numpy.float32)
    for cells, contrast in LAYERS:
        patches = chance.integers(0, 256, (max(2, cells * HEIGHT // WIDTH), cells, 3), numpy.uint8)
        smooth = Image.fromarray(patches).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
        picture += (numpy.asarray(smooth, numpy.float32) / 255 - 0.5) * contrast
    picture += chance.standard_normal((HEIGHT, WIDTH, 1), numpy.float32) * 5
    image = Image.fromarray(numpy.clip(picture, 0, 255).astype(numpy.uint8))
    # The best quality that is still below the target.
    low, high, best = 30, 97, b""
    while low <= high:
        quality = (low + high) // 2
        encoded = io.BytesIO()
        image.save(encoded, "JPEG", quality=quality, dpi=(300, 300))
        if encoded.tell() <= target:
            best, low = encoded.getvalue(), quality + 1
        else:
            high = quality - 1
    assert LEAST_BYTES * 0.8 <= len(best) <= MOST_BYTES, (number, len(best))
    return best
