#!/usr/bin/env python3
"""Draws the pictures of the samples: python3 samples/draw.py [--check] [NAME...]

They stand where a newsroom's photographs would, and none imitates a photograph: tay-ninh/ has a
placeholder that says so in words, ban-mai/ has illustrations, credited as such in the copy. Needs
nothing but Python 3, and draws the same bytes everywhere; --check draws without writing and fails
when a file is not what would be drawn.
"""

import pathlib
import sys

import ban_mai_day
import ban_mai_night
from canvas import Canvas, circle, gradient, ground, rectangle
from jpeg import encode
from truetype import Font

SAMPLES = pathlib.Path(__file__).resolve().parent
FONTS = SAMPLES.parent / "crates" / "pressroom-fonts" / "fonts"
SANS = Font(FONTS / "SourceSans3-Regular.ttf")
SANS_SEMIBOLD = Font(FONTS / "SourceSans3-SemiBold.ttf")

INK = 0x17414A
PAPER = 0xFBF6EC


def corner_marks(canvas, inset, length, weight, paint):
    """The four corners of a frame: here is where a picture goes."""
    right, bottom = canvas.width - inset, canvas.height - inset
    for x, y, dx, dy in ((inset, inset, 1, 1), (right, inset, -1, 1), (inset, bottom, 1, -1), (right, bottom, -1, -1)):
        canvas.fill(rectangle(min(x, x + dx * length), min(y, y + dy * weight), length, weight), paint)
        canvas.fill(rectangle(min(x, x + dx * weight), min(y, y + dy * length), weight, length), paint)


def tay_ninh_placeholder():
    """A lone mountain over a plain, in flat colours: Tây Ninh, and plainly no photograph."""
    canvas = Canvas(1600, 1000, gradient(0xCFE0E1, 0xF8ECD9, 0, 660))
    canvas.fill(circle(1235, 545, 118), 0xF3C98B)

    canvas.fill(ground([(0, 700), (300, 640), (620, 690), (980, 650), (1330, 690), (1600, 640)], 1000), 0xB4CBC9)
    mountain = [(180, 770), (420, 740), (560, 560), (700, 452), (860, 470), (990, 640), (1150, 735), (1420, 770)]
    canvas.fill(ground(mountain, 1000), gradient(0x6F9D9F, 0x9DBDB9, 500, 770))
    canvas.fill(ground([(0, 752), (380, 716), (760, 770), (1160, 730), (1600, 760)], 1000), 0x5B8F86)

    fields = (
        (0x3F7B6F, [(0, 800), (420, 770), (900, 836), (1300, 776), (1600, 800)]),
        (0x2F6A62, [(0, 852), (360, 876), (820, 812), (1260, 880), (1600, 836)]),
        (0x215853, [(0, 900), (440, 872), (880, 936), (1300, 884), (1600, 912)]),
        (INK, [(0, 962), (400, 980), (860, 928), (1240, 984), (1600, 950)]),
    )
    for colour, line in fields:
        canvas.fill(ground(line, 1000), colour)

    corner_marks(canvas, 56, 88, 8, lambda y: INK if y < 500 else PAPER)
    canvas.text(SANS_SEMIBOLD, "ẢNH GIỮ CHỖ", 150, 800, 268, INK, "centre", tracking=0.05)
    canvas.text(SANS, "không phải ảnh thời sự", 66, 800, 366, INK, "centre", tracking=0.01)
    canvas.text(SANS, "placeholder, not the photograph", 46, 800, 940, PAPER, "centre", tracking=0.02)
    return canvas


PICTURES = {
    "tay-ninh/images/placeholder.jpg": tay_ninh_placeholder,
    "ban-mai/images/cho-ben-may.jpg": ban_mai_day.river_market,
    "ban-mai/images/thuyen-thu-vien.jpg": ban_mai_day.library_boat,
    "ban-mai/images/gat-lua.jpg": ban_mai_day.rice_terraces,
    "ban-mai/the-thao/images/san-bong.jpg": ban_mai_day.football_pitch,
    "ban-mai/images/lighthouse.jpg": ban_mai_night.lighthouse,
    "ban-mai/images/night-sky.jpg": ban_mai_night.night_sky,
    "ban-mai/images/moon.jpg": ban_mai_night.moon,
}


def main(arguments):
    check = "--check" in arguments
    wanted = [name for name in arguments if name != "--check"] or list(PICTURES)
    unknown = [name for name in wanted if name not in PICTURES]
    if unknown:
        sys.exit(f"no such picture: {unknown[0]} (there are: {', '.join(PICTURES)})")
    stale = []
    for name in wanted:
        path = SAMPLES / name
        kind = "Placeholder" if name.endswith("placeholder.jpg") else "Illustration"
        drawn = encode(PICTURES[name]().rows, comment=f"{kind} drawn by samples/draw.py, not a photograph")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(drawn)
            print(f"{name}: {len(drawn)} bytes")
        elif not path.exists() or path.read_bytes() != drawn:
            stale.append(name)
    if stale:
        sys.exit(f"not as drawn: {', '.join(stale)}; run python3 samples/draw.py")


if __name__ == "__main__":
    main(sys.argv[1:])
