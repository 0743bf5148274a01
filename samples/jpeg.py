"""A baseline JPEG writer (ITU-T T.81): full colour resolution, Huffman tables made for the picture."""

import heapq
import struct

# Annex K.1, for quality 50; row by row.
LUMA = """16 11 10 16 24 40 51 61 12 12 14 19 26 58 60 55 14 13 16 24 40 57 69 56 14 17 22 29 51 87 80 62
18 22 37 56 68 109 103 77 24 35 55 64 81 104 113 92 49 64 78 87 103 121 120 101 72 92 95 98 112 100 103 99"""
CHROMA = """17 18 24 47 99 99 99 99 18 21 26 66 99 99 99 99 24 26 56 99 99 99 99 99 47 66 99 99 99 99 99 99
99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99 99"""

ZIGZAG = sorted(range(64), key=lambda i: (i // 8 + i % 8, (i // 8 if (i // 8 + i % 8) % 2 else i % 8)))

# What the fast transform below leaves each row and column multiplied by, besides 8.
AAN = [1.0, 1.387039845, 1.306562965, 1.175875602, 1.0, 0.785694958, 0.541196100, 0.275899379]


def encode(rows, quality=80, comment=""):
    """The bytes of a JPEG file of rows of 0xRRGGBB pixels."""
    height, width = len(rows), len(rows[0])
    quantizers = [_scaled(table, quality) for table in (LUMA, CHROMA)]
    symbols = _symbols(rows, quantizers)
    huffman = [_huffman_table(kind, symbols) for kind in range(4)]
    out = bytearray(b"\xff\xd8")
    _segment(out, 0xE0, b"JFIF\0" + struct.pack(">HBHHBB", 0x0102, 0, 1, 1, 0, 0))
    if comment:
        _segment(out, 0xFE, comment.encode())
    for number, table in enumerate(quantizers):
        _segment(out, 0xDB, bytes([number]) + bytes(table[i] for i in ZIGZAG))
    components = b"".join(bytes([id, 0x11, table]) for id, table in ((1, 0), (2, 1), (3, 1)))
    _segment(out, 0xC0, struct.pack(">BHHB", 8, height, width, 3) + components)
    for number, table in zip((0x00, 0x10, 0x01, 0x11), huffman):
        _segment(out, 0xC4, bytes([number]) + table)
    _segment(out, 0xDA, bytes([3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]))
    out += _packed(symbols, [_codes(table) for table in huffman])
    return bytes(out + b"\xff\xd9")


def _scaled(table, quality):
    percent = 5000 // quality if quality < 50 else 200 - 2 * quality
    return [min(255, max(1, (int(value) * percent + 50) // 100)) for value in table.split()]


def _segment(out, marker, body):
    out += bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def _symbols(rows, quantizers):
    """The scan as (kind of table, symbol, extra bits, their number); kinds are DC and AC of luma, then of chroma."""
    dividers = [
        [table[i] * AAN[i // 8] * AAN[i % 8] * 8 for i in range(64)] for table in quantizers
    ]
    symbols = []
    before = [0, 0, 0]
    seen = {}  # a drawn picture repeats most of its blocks
    for planes in _bands(rows):
        for x in range(0, len(planes[0][0]), 8):
            for component, plane in enumerate(planes):
                chroma = min(component, 1)
                block = tuple(value for line in plane for value in line[x : x + 8])
                if (chroma, block) not in seen:
                    values = _quantized(block, dividers[chroma])
                    seen[chroma, block] = values[0], _ac_symbols(values, 2 * chroma + 1)
                dc, ac = seen[chroma, block]
                size, amplitude = _amplitude(dc - before[component])
                before[component] = dc
                symbols.append((2 * chroma, size, amplitude, size))
                symbols += ac
    return symbols


def _ac_symbols(values, kind):
    out, zeros = [], 0
    for value in values[1:]:
        if value == 0:
            zeros += 1
            continue
        out += [(kind, 0xF0, 0, 0)] * (zeros // 16)
        size, amplitude = _amplitude(value)
        out.append((kind, zeros % 16 << 4 | size, amplitude, size))
        zeros = 0
    return out + [(kind, 0x00, 0, 0)] if zeros else out


def _amplitude(value):
    """The size class of a value and its bits: negatives count down from all ones."""
    size = abs(value).bit_length()
    return size, value if value > 0 else value + (1 << size) - 1


def _huffman_table(kind, symbols):
    """The shortest codes for what occurs: how many there are of each length, then what they stand for."""
    counts = {}
    for of_kind, symbol, _, _ in symbols:
        if of_kind == kind:
            counts[symbol] = counts.get(symbol, 0) + 1
    # 256 is no symbol: it takes the code of all ones, which the format forbids.
    heap = [(count, symbol, [symbol]) for symbol, count in counts.items()] + [(0, 256, [256])]
    heapq.heapify(heap)
    lengths = dict.fromkeys([*counts, 256], 0)
    while len(heap) > 1:
        few, more = heapq.heappop(heap), heapq.heappop(heap)
        for symbol in few[2] + more[2]:
            lengths[symbol] += 1
        heapq.heappush(heap, (few[0] + more[0], max(few[1], more[1]), few[2] + more[2]))
    of_length = [0] * (max(lengths.values()) + 17)
    for length in lengths.values():
        of_length[length] += 1
    # Codes may have 16 bits: a pair of longer ones hangs on where a shorter one was (figure K.3).
    for length in range(len(of_length) - 1, 16, -1):
        while of_length[length]:
            shorter = next(k for k in range(length - 2, 0, -1) if of_length[k])
            of_length[length] -= 2
            of_length[length - 1] += 1
            of_length[shorter + 1] += 2
            of_length[shorter] -= 1
    longest = max(k for k in range(1, 17) if of_length[k])
    of_length[longest] -= 1
    by_length = sorted(counts, key=lambda symbol: (lengths[symbol], symbol))
    return bytes(of_length[1:17]) + bytes(by_length)


def _codes(table):
    """Symbol -> (code, length), codes counted up as Annex C says."""
    codes, code, symbols = {}, 0, iter(table[16:])
    for length, count in enumerate(table[:16], start=1):
        for _ in range(count):
            codes[next(symbols)] = (code, length)
            code += 1
        code <<= 1
    return codes


def _packed(symbols, codes):
    out, pending, count = bytearray(), 0, 0
    for kind, symbol, extra, size in symbols:
        code, length = codes[kind][symbol]
        pending = (pending << length | code) << size | extra
        count += length + size
        while count >= 8:
            count -= 8
            out.append(pending >> count)
            pending &= (1 << count) - 1
    if count:
        out.append(pending << 8 - count | (1 << 8 - count) - 1)
    return out.replace(b"\xff", b"\xff\0")  # or a reader would take it for a marker


def _bands(rows):
    """Eight rows at a time as Y, Cb and Cr about zero, padded to whole blocks with the last pixel."""
    converted = {}

    def ycc(pixel):
        if pixel not in converted:
            r, g, b = pixel >> 16, pixel >> 8 & 255, pixel & 255
            converted[pixel] = (
                0.299 * r + 0.587 * g + 0.114 * b - 128,
                -0.168735892 * r - 0.331264108 * g + 0.5 * b,
                0.5 * r - 0.418687589 * g - 0.081312411 * b,
            )
        return converted[pixel]

    for top in range(0, len(rows), 8):
        band = rows[top : top + 8]
        band = band + [band[-1]] * (8 - len(band))
        triples = [[ycc(pixel) for pixel in row + [row[-1]] * (-len(row) % 8)] for row in band]
        yield [[[triple[k] for triple in line] for line in triples] for k in range(3)]


def _quantized(block, dividers):
    lines = [_transform(*block[i : i + 8]) for i in range(0, 64, 8)]
    columns = [_transform(*column) for column in zip(*lines)]
    values = [value for line in zip(*columns) for value in line]
    return [_round(values[i] / dividers[i]) for i in ZIGZAG]


def _round(value):
    return int(value + 0.5) if value >= 0 else -int(0.5 - value)


def _transform(d0, d1, d2, d3, d4, d5, d6, d7):
    """Eight samples to eight frequencies, after Arai, Agui and Nakajima: five multiplications."""
    s0, s1, s2, s3 = d0 + d7, d1 + d6, d2 + d5, d3 + d4
    t3, t2, t1, t0 = d3 - d4, d2 - d5, d1 - d6, d0 - d7
    even0, even1, odd0, odd1 = s0 + s3, s1 + s2, s0 - s3, s1 - s2
    turn = (odd1 + odd0) * 0.707106781
    a, b, c = t3 + t2, t2 + t1, t1 + t0
    shared = (a - c) * 0.382683433
    low, high, middle = 0.541196100 * a + shared, 1.306562965 * c + shared, b * 0.707106781
    plus, minus = t0 + middle, t0 - middle
    return even0 + even1, plus + high, odd0 + turn, minus - low, even0 - even1, minus + low, odd0 - turn, plus - high
