"""Shapes that the sample issue's pictures are put together from. Lengths are pixels, colours 0xRRGGBB."""

from canvas import circle, rectangle

INK = 0x12303B
CREAM = 0xFFF3DC
STRAW = 0xEFC772
BRICK = 0xB5482F
WOOD = 0x6B4029


class Dice:
    """The same throws every time: whole numbers from a linear congruence (Knuth's MMIX constants)."""

    def __init__(self, seed):
        self.state = seed

    def throw(self, low, high):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return low + (self.state >> 33) % (high - low + 1)


def polygon(*points):
    return [[(x, y, True) for x, y in points]]


def blob(*points):
    """A closed soft line that the points pull on."""
    return [[(x, y, False) for x, y in points]]


def oval(x, y, across, down):
    """An ellipse, given half its width and half its height."""
    return [[(x + px * across, y + py * down, on) for px, py, on in circle(0, 0, 1)[0]]]


def ring(x, y, radius, weight):
    return circle(x, y, radius) + [circle(x, y, radius - weight)[0][::-1]]


def bar(x0, y0, x1, y1, weight):
    """A straight stroke."""
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    dx, dy = (y1 - y0) / length * weight / 2, (x0 - x1) / length * weight / 2
    return polygon((x0 + dx, y0 + dy), (x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x0 - dx, y0 - dy))


def glints(canvas, dice, count, area, colour, opacity):
    """Light on water: thin lenses that grow towards the foot of the picture."""
    left, top, right, bottom = area
    for _ in range(count):
        y = dice.throw(top, bottom)
        near = (y - top) / (bottom - top)
        x = dice.throw(left, right)
        canvas.fill(oval(x, y, 18 + 95 * near + dice.throw(0, 30), 1.6 + 3.4 * near), colour, opacity)


def stars(canvas, dice, count, bottom, paint=CREAM):
    for _ in range(count):
        size = dice.throw(8, 22) / 10
        canvas.fill(circle(dice.throw(0, canvas.width), dice.throw(0, bottom), size), paint, dice.throw(30, 95) / 100)


def palm(canvas, x, foot, height, lean, colour):
    """A coconut palm: a leaning trunk and seven fronds."""
    top_x, top_y = x + lean, foot - height
    trunk = [(x - height * 0.022, foot, True), (x + lean * 0.2, foot - height * 0.6, False), (top_x - 2, top_y, True)]
    trunk += [(top_x + 3, top_y, True), (x + lean * 0.2 + height * 0.03, foot - height * 0.6, False)]
    canvas.fill([trunk + [(x + height * 0.026, foot, True)]], colour)
    fronds = ((-48, -14), (-42, -32), (-20, -46), (8, -48), (34, -38), (48, -20), (44, 4), (-44, 8))
    for dx, dy in fronds:
        tip_x, tip_y = top_x + dx * height / 110, top_y + (dy + 22) * height / 110
        mid_x, mid_y = top_x + dx * height / 200, top_y + (dy - 16) * height / 130
        leaf = [(top_x, top_y, True), (mid_x, mid_y - height * 0.05, False), (tip_x, tip_y, True)]
        canvas.fill([leaf + [(mid_x, mid_y + height * 0.05, False)]], colour)


def hat(canvas, x, y, width, colour=STRAW, shade=0xCF9F4E):
    """A conical hat with its brim's middle at (x, y)."""
    half, tall = width / 2, width * 0.42
    canvas.fill(
        [
            [
                (x - half, y, True),
                (x - half * 0.3, y - tall * 0.75, False),
                (x, y - tall, True),
                (x + half * 0.3, y - tall * 0.75, False),
                (x + half, y, True),
                (x, y + tall * 0.3, False),
            ]
        ],
        colour,
    )
    canvas.fill(
        [
            [
                (x + half * 0.1, y - tall * 0.95, True),
                (x + half * 0.3, y - tall * 0.75, False),
                (x + half, y, True),
                (x + half * 0.6, y + tall * 0.1, False),
            ]
        ],
        shade,
    )


def rower(canvas, x, y, size, shirt):
    """Somebody in a conical hat, seen to the waist; (x, y) is the middle of the waist."""
    body = [(x - size * 0.42, y, True), (x - size * 0.5, y - size * 0.9, False), (x, y - size, True)]
    canvas.fill([body + [(x + size * 0.5, y - size * 0.9, False), (x + size * 0.42, y, True)]], shirt)
    canvas.fill(circle(x, y - size * 1.12, size * 0.24), 0xC98F68)
    hat(canvas, x, y - size * 1.16, size * 1.15)


def sampan(canvas, x, y, length, hull, inside, load):
    """A sampan seen from the side, its middle at the water line (x, y); `load` draws what sits in it."""
    half, deep = length / 2, length * 0.08
    canvas.fill(oval(x, y + deep * 1.3, half * 0.95, deep * 0.7), INK, 0.28)
    canvas.fill(
        [
            [
                (x - half, y - deep * 1.6, True),
                (x, y - deep * 0.2, False),
                (x + half, y - deep * 1.6, True),
                (x + half * 0.8, y, False),
                (x, y, True),
                (x - half * 0.8, y, False),
            ]
        ],
        inside,
    )
    load()
    canvas.fill(
        [
            [
                (x - half * 1.05, y - deep * 1.8, True),
                (x - half * 0.76, y + deep * 1.1, False),
                (x, y + deep * 1.05, True),
                (x + half * 0.76, y + deep * 1.1, False),
                (x + half * 1.05, y - deep * 1.8, True),
                (x + half * 0.66, y - deep * 0.3, False),
                (x, y - deep * 0.3, True),
                (x - half * 0.66, y - deep * 0.3, False),
            ]
        ],
        hull,
    )


def heap(canvas, x, y, radius, colours, rows=3):
    """Round fruit, piled up on (x, y)."""
    for row in range(rows):
        count = rows - row + 1
        for k in range(count):
            cx = x + (k - (count - 1) / 2) * radius * 1.9
            cy = y - radius - row * radius * 1.55
            canvas.fill(circle(cx, cy, radius), colours[(k + row) % len(colours)])
            canvas.fill(circle(cx - radius * 0.3, cy - radius * 0.35, radius * 0.3), CREAM, 0.35)


def reaper(canvas, x, y, size, shirt):
    """Somebody who stands in ripe rice, which hides the legs."""
    rower(canvas, x, y, size, shirt)
    for k in range(-6, 7):
        foot, tip = x + k * size * 0.09, x + k * size * 0.105
        canvas.fill(
            bar(foot, y + size * 0.08, tip, y - size * (0.3 if k % 2 else 0.2), size * 0.05),
            (0xDDA93C, 0xF0CD6B, 0xB98A2A)[k % 3],
        )


def sheaf(canvas, x, y, size):
    """A bound sheaf that stands on (x, y)."""
    canvas.fill(oval(x + size * 0.3, y, size * 0.8, size * 0.14), INK, 0.22)
    for k in range(-4, 5):
        tip = (x + k * size * 0.17, y - size * (1.34 - abs(k) * 0.05))
        canvas.fill(bar(x + k * size * 0.03, y - size * 0.6, *tip, size * 0.07), (0xF6DC8C, 0xDDA93C, 0xEBC25A)[k % 3])
        canvas.fill(oval(*tip, size * 0.06, size * 0.12), 0xB57F22)
    canvas.fill(
        [
            [
                (x - size * 0.42, y, True),
                (x - size * 0.06, y - size * 0.5, False),
                (x - size * 0.16, y - size * 0.75, True),
                (x + size * 0.16, y - size * 0.75, True),
                (x + size * 0.06, y - size * 0.5, False),
                (x + size * 0.42, y, True),
            ]
        ],
        0xE3B244,
    )
    canvas.fill(rectangle(x - size * 0.17, y - size * 0.64, size * 0.34, size * 0.1), 0x8E5A22)
