"""A small canvas: shapes with quadratic outlines, filled without jagged edges, and lines of text.

Only exact arithmetic (+ - * / and square roots), so that every machine draws the same bytes.
Colours are 0xRRGGBB. A contour is a list of (x, y, on_curve), as in truetype.py.
"""

SUBLINES = 5  # each row of pixels is measured along this many lines
CURVE_STEPS = 12


def mix(under, over, share):
    """`over` painted on `under` with the given opacity."""
    if share >= 1:
        return over
    mixed = 0
    for shift in (16, 8, 0):
        low, high = under >> shift & 255, over >> shift & 255
        mixed |= int(low + (high - low) * share + 0.5) << shift
    return mixed


def gradient(top, bottom, from_y, to_y):
    """A paint that goes from one colour to another down the picture."""
    return lambda y: mix(top, bottom, min(1, max(0, (y - from_y) / (to_y - from_y))))


def rectangle(x, y, width, height):
    return [[(x, y, True), (x + width, y, True), (x + width, y + height, True), (x, y + height, True)]]


def circle(x, y, radius):
    """Eight arcs, each a quadratic curve; the error is under a thousandth of the radius."""
    half, bend = 0.5**0.5, 2**0.5 - 1
    corners = [(1, 0), (half, half), (0, 1), (-half, half), (-1, 0), (-half, -half), (0, -1), (half, -half)]
    bends = [(1, bend), (bend, 1), (-bend, 1), (-1, bend), (-1, -bend), (-bend, -1), (bend, -1), (1, -bend)]
    contour = []
    for (cx, cy), (bx, by) in zip(corners, bends):
        contour += [(x + radius * cx, y + radius * cy, True), (x + radius * bx, y + radius * by, False)]
    return [contour]


def ground(points, bottom):
    """Everything below a soft line through the points, which must go from left to right."""
    contour = [(points[0][0], bottom, True), (*points[0], True)]
    contour += [(x, y, False) for x, y in points[1:-1]]
    return [contour + [(*points[-1], True), (points[-1][0], bottom, True)]]


class Canvas:
    def __init__(self, width, height, paint):
        self.width, self.height = width, height
        at = paint if callable(paint) else lambda _: paint
        self.rows = [[at(y)] * width for y in range(height)]

    def fill(self, contours, paint, opacity=1.0):
        """Fills what the contours wind around. `paint` is a colour, or a function of y."""
        edges = [edge for contour in contours for edge in _edges(contour)]
        if not edges:
            return
        edges.sort(key=lambda edge: edge[0])
        first = max(0, int(edges[0][0]))
        last = min(self.height - 1, int(max(edge[1] for edge in edges)))
        waiting, active = 0, []
        for y in range(first, last + 1):
            while waiting < len(edges) and edges[waiting][0] < y + 1:
                active.append(edges[waiting])
                waiting += 1
            active = [edge for edge in active if edge[1] > y]
            colour = paint(y) if callable(paint) else paint
            self._paint_row(self.rows[y], _coverage(active, y, self.width), colour, opacity)

    def text(self, font, text, size, x, y, paint, align="left", tracking=0.0, opacity=1.0):
        """Sets a line with its baseline at y."""
        contours, width = font.line(text, size, tracking)
        x -= {"left": 0, "centre": width / 2, "right": width}[align]
        moved = [[(x + px, y + py, on) for px, py, on in contour] for contour in contours]
        self.fill(moved, paint, opacity)

    @staticmethod
    def _paint_row(row, coverage, colour, opacity):
        for start, end, share in coverage:
            share *= opacity
            if share >= 1:
                row[start:end] = [colour] * (end - start)
            else:
                for x in range(start, end):
                    row[x] = mix(row[x], colour, share)


def _edges(contour):
    """The contour as straight edges (top, bottom, x at top, slope, direction)."""
    points = _flat(contour)
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1]):
        if y0 < y1:
            yield y0, y1, x0, (x1 - x0) / (y1 - y0), 1
        elif y1 < y0:
            yield y1, y0, x1, (x0 - x1) / (y0 - y1), -1


def _flat(contour):
    whole = []  # with the points on the curve that TrueType leaves out between two controls
    for i, (x, y, on) in enumerate(contour):
        px, py, p_on = contour[i - 1]
        if not on and not p_on:
            whole.append(((x + px) / 2, (y + py) / 2, True))
        whole.append((x, y, on))
    begin = next(i for i, point in enumerate(whole) if point[2])
    whole = whole[begin:] + whole[: begin + 1]
    points = []
    for i, (x, y, on) in enumerate(whole[:-1]):
        if on:
            points.append((x, y))
            continue
        (ax, ay, _), (bx, by, _) = whole[i - 1], whole[i + 1]
        for step in range(1, CURVE_STEPS):
            t = step / CURVE_STEPS
            u = 1 - t
            points.append((u * u * ax + 2 * u * t * x + t * t * bx, u * u * ay + 2 * u * t * y + t * t * by))
    return points


def _coverage(edges, y, width):
    """How much of each pixel of a row lies inside, as runs (start, end, share)."""
    single, steps = {}, {}
    for line in range(SUBLINES):
        level = y + (line + 0.5) / SUBLINES
        crossings = sorted((x + (level - top) * slope, turn) for top, bottom, x, slope, turn in edges if top <= level < bottom)
        winding = 0
        for (x, turn), (next_x, _) in zip(crossings, crossings[1:]):
            winding += turn
            left, right = min(max(x, 0), width), min(max(next_x, 0), width)
            if winding == 0 or right <= left:
                continue
            first, last = int(left), int(right)
            if first == last:
                single[first] = single.get(first, 0) + right - left
                continue
            single[first] = single.get(first, 0) + first + 1 - left
            single[last] = single.get(last, 0) + right - last
            steps[first + 1] = steps.get(first + 1, 0) + 1
            steps[last] = steps.get(last, 0) - 1
    marks = sorted({*single, *(x + 1 for x in single), *steps})
    level, runs = 0, []
    for start, end in zip(marks, marks[1:]):
        level += steps.get(start, 0)
        share = (level + single.get(start, 0)) / SUBLINES
        if share > 0.001 and start < width:
            runs.append((start, min(end, width), min(share, 1)))
    return runs
