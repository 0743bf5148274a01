"""The pictures of ban-mai/, the sample issue, by day: flat shapes with soft edges."""

from canvas import Canvas, circle, gradient, ground, rectangle
from shapes import (
    BRICK,
    CREAM,
    INK,
    STRAW,
    WOOD,
    Dice,
    bar,
    glints,
    heap,
    oval,
    palm,
    polygon,
    reaper,
    ring,
    rower,
    sampan,
    sheaf,
)


def river_market():
    """Boats with fruit and flowers meet on the river while the sun comes up."""
    canvas = Canvas(1600, 1067, gradient(0x3E5A7C, 0xFFD9A0, 0, 470))
    for radius, share in ((250, 0.12), (190, 0.16), (138, 0.25)):
        canvas.fill(circle(1090, 452, radius), 0xFFF0C4, share)
    canvas.fill(circle(1090, 452, 96), 0xFFE7A8)
    for x, y, across in ((330, 150, 260), (520, 190, 200), (1270, 120, 240), (900, 250, 170)):
        canvas.fill(oval(x, y, across, 9), 0xFFE3C2, 0.45)
    canvas.fill(ground([(0, 440), (300, 392), (640, 446), (1000, 404), (1340, 438), (1600, 396)], 520), 0x7B8B96)
    canvas.fill(ground([(0, 452), (260, 430), (520, 470), (860, 446), (1180, 472), (1600, 440)], 520), 0x50707C)
    for x, height, lean in (
        (70, 210, -24),
        (150, 160, 22),
        (1480, 230, 30),
        (1555, 170, -18),
        (700, 110, 12),
        (745, 86, -8),
    ):
        palm(canvas, x, 488, height, lean, 0x2B4B57)
    for x, wide in ((240, 130), (400, 110), (540, 96), (1300, 120)):
        canvas.fill(polygon((x - 14, 424), (x + wide / 2, 384), (x + wide + 14, 424)), 0x2E4650)
        canvas.fill(rectangle(x, 424, wide, 46), 0x3C5661)
        canvas.fill(rectangle(x + wide * 0.2, 436, wide * 0.18, 20), 0xFFD27C)
        canvas.fill(rectangle(x + wide * 0.6, 436, wide * 0.18, 20), 0xFFD27C)
        for post in (0.08, 0.5, 0.9):
            canvas.fill(rectangle(x + wide * post, 470, 5, 30), 0x2E4650)

    canvas.fill(rectangle(0, 490, 1600, 577), gradient(0xF2B98A, 0x1E4A59, 480, 960))
    glints(canvas, Dice(3), 60, (0, 505, 1600, 1060), 0xFFE9BF, 0.28)
    glints(canvas, Dice(8), 46, (960, 500, 1220, 900), 0xFFF2C9, 0.55)
    glints(canvas, Dice(21), 50, (0, 560, 1600, 1060), 0x173D4B, 0.20)

    def far_boat(x, y, length, hull, shirt, fruit, side):
        def load():
            rower(canvas, x + side * length * 0.24, y + 4, length * 0.19, shirt)
            heap(canvas, x - side * length * 0.14, y + 2, length * 0.044, fruit)

        sampan(canvas, x, y, length, hull, 0x2E3138, load)

    far_boat(150, 585, 220, 0x40505A, 0x54708A, (0x8BA053, 0xA9B45E), -1)
    far_boat(1340, 596, 240, 0x4A4348, 0x9A5B62, (0xD8853B, 0xE5A04C), -1)
    far_boat(820, 640, 290, 0x5B4A40, 0x3F7076, (0xC94F3D, 0xDE6B4A), -1)

    def pumpkins():
        canvas.fill(bar(262, 806, 262, 520, 7), 0x7A5836)  # the pole that shows what a boat sells
        for k, colour in enumerate((0xE3B23C, 0xC94F3D, 0x8BA053, 0xE58B3D)):
            canvas.fill(circle(262 + (10 if k % 2 else -10), 542 + 38 * k, 17), colour)
        heap(canvas, 360, 832, 31, (0xE58B3D, 0xD9752E, 0xEDA24E))
        heap(canvas, 540, 828, 25, (0x6E8F45, 0x88A653))
        rower(canvas, 656, 824, 112, 0x7A3B5E)

    def flowers():
        for k in range(9):
            x, y, lean = 1050 + 34 * k, 792 + (k % 3) * 14, (k - 4) * 5
            canvas.fill(bar(x, 940, x + lean, y + 6, 5), 0x58753B)
            for dx, dy in ((0, 0), (-13, 12), (13, 12), (0, 22)):
                canvas.fill(circle(x + lean + dx, y + dy, 15), (0xF2C230, 0xFFF0CE, 0xE0648A)[k % 3])
        rower(canvas, 940, 930, 124, 0x2F6B74)
        heap(canvas, 1440, 918, 20, (0xE3B23C, 0xEDC65C), rows=2)

    sampan(canvas, 450, 850, 640, WOOD, 0x3D2519, pumpkins)
    canvas.fill(bar(706, 762, 800, 936, 9), 0x9C7444)
    sampan(canvas, 1190, 950, 720, 0x7D3527, 0x461C15, flowers)
    canvas.fill(bar(880, 868, 792, 1040, 10), 0x9C7444)
    return canvas


def library_boat():
    """A small boat with shelves full of books comes in under a great morning sun. Upright."""
    canvas = Canvas(1067, 1600, gradient(0x6FA3B5, 0xFFE2B8, 0, 900))
    for radius, share in ((390, 0.18), (330, 0.25)):
        canvas.fill(circle(534, 690, radius), 0xFFF3CF, share)
    canvas.fill(circle(534, 690, 272), 0xFFCE7E)
    for x, y, across in ((180, 330, 190), (320, 366, 150), (860, 270, 210), (930, 520, 170), (90, 590, 170)):
        canvas.fill(oval(x, y, across, 10), CREAM, 0.55)
    for x, y in ((690, 380), (752, 350), (802, 398), (640, 428)):  # birds
        canvas.fill(
            [
                [
                    (x - 26, y - 8, True),
                    (x - 10, y - 16, False),
                    (x, y, True),
                    (x + 10, y - 16, False),
                    (x + 26, y - 8, True),
                    (x + 9, y - 7, False),
                    (x, y + 6, True),
                    (x - 9, y - 7, False),
                ]
            ],
            INK,
        )
    canvas.fill(ground([(0, 890), (200, 840), (460, 886), (760, 850), (1067, 880)], 960), 0x7FA39B)
    canvas.fill(ground([(0, 910), (240, 880), (560, 918), (820, 884), (1067, 912)], 960), 0x4F8078)
    for x, height, lean in ((72, 330, 34), (150, 240, -22), (1000, 360, -40), (930, 230, 20)):
        palm(canvas, x, 935, height, lean, 0x2C5A57)

    canvas.fill(rectangle(0, 930, 1067, 670), gradient(0xF4C795, 0x1F5560, 930, 1420))
    glints(canvas, Dice(5), 70, (260, 950, 810, 1560), 0xFFF0C9, 0.40)
    glints(canvas, Dice(12), 60, (0, 990, 1067, 1590), 0x1B4752, 0.20)

    canvas.fill(oval(534, 1252, 400, 40), INK, 0.25)
    canvas.fill(rectangle(250, 868, 568, 282), 0xF7E7C8)  # cabin
    canvas.fill(rectangle(276, 930, 516, 196), 0x5A3A28)
    books = Dice(44)
    colours = (BRICK, 0xE2A33B, 0x2F7280, 0x8FA65A, 0xF4E4C1, 0x7A3B5E, 0xD9752E, 0x3E5A7C)
    for shelf in (996, 1060, 1124):
        x = 284
        while x < 776:
            wide, tall = books.throw(9, 19), books.throw(36, 54)
            wide = min(wide, 786 - x)
            colour = colours[books.throw(0, len(colours) - 1)]
            canvas.fill(rectangle(x, shelf - tall, wide - 1.5, tall), colour)
            canvas.fill(rectangle(x, shelf - tall + 8, wide - 1.5, 3), CREAM, 0.5)
            x += wide
        canvas.fill(rectangle(276, shelf, 516, 6), 0x3D2519)
    canvas.fill([[(206, 880, True), (260, 776, False), (534, 772, True), (808, 776, False), (862, 880, True)]], BRICK)
    canvas.fill(
        [
            [
                (206, 880, True),
                (260, 800, False),
                (534, 798, True),
                (808, 800, False),
                (862, 880, True),
                (800, 822, False),
                (534, 820, True),
                (268, 822, False),
            ]
        ],
        0xCF6546,
    )
    canvas.fill(rectangle(206, 876, 656, 14), 0x8E3523)
    for k in range(7):  # lanterns under the eaves
        canvas.fill(bar(262 + 91 * k, 890, 262 + 91 * k, 902, 2), INK)
        canvas.fill(oval(262 + 91 * k, 914, 13, 14), (0xFFB52E, 0xE0648A, 0x4F9AA0)[k % 3])
    canvas.fill(bar(534, 776, 534, 660, 6), WOOD)
    canvas.fill(
        [[(537, 662, True), (590, 650, False), (640, 672, True), (600, 690, False), (537, 708, True)]], 0x2F7280
    )

    rower(canvas, 880, 1150, 84, 0x7A3B5E)
    for x, shirt, hair in ((176, CREAM, 0x2A1D1A), (238, 0xD9752E, 0x2A1D1A)):  # two children who read
        canvas.fill(
            [
                [
                    (x - 34, 1140, True),
                    (x - 40, 1066, False),
                    (x, 1062, True),
                    (x + 40, 1066, False),
                    (x + 34, 1140, True),
                ]
            ],
            shirt,
        )
        canvas.fill(circle(x, 1040, 24), 0xC98F68)
        canvas.fill(
            [
                [
                    (x - 26, 1040, True),
                    (x - 28, 1008, False),
                    (x, 1010, True),
                    (x + 28, 1008, False),
                    (x + 26, 1040, True),
                    (x, 1022, False),
                ]
            ],
            hair,
        )
        canvas.fill(
            polygon((x - 28, 1092), (x, 1102), (x + 28, 1092), (x + 28, 1122), (x, 1132), (x - 28, 1122)), 0xFFFAEE
        )
        canvas.fill(bar(x, 1102, x, 1132, 2.5), 0x8C8371)

    canvas.fill(
        [
            [
                (92, 1092, True),
                (190, 1268, False),
                (330, 1262, True),
                (738, 1262, True),
                (880, 1268, False),
                (975, 1092, True),
                (880, 1150, False),
                (760, 1142, True),
                (308, 1142, True),
                (190, 1150, False),
            ]
        ],
        0x2F7280,
    )
    canvas.fill(
        [
            [
                (92, 1092, True),
                (190, 1156, False),
                (308, 1142, True),
                (760, 1142, True),
                (880, 1156, False),
                (975, 1092, True),
                (884, 1184, False),
                (756, 1172, True),
                (312, 1172, True),
                (186, 1184, False),
            ]
        ],
        CREAM,
    )
    canvas.fill(circle(212, 1192, 13), CREAM)
    canvas.fill(circle(212, 1192, 7), INK)

    canvas.fill(bar(930, 1070, 1012, 1300, 8), WOOD)

    for k in range(26):  # reeds
        x, tall = 10 + 41 * k + (k * 17 % 23), 120 + (k * 53 % 130)
        if 330 < x < 740:
            tall *= 0.45
        lean = (k * 29 % 41) - 20
        canvas.fill(
            [
                [
                    (x - 7, 1600, True),
                    (x + lean * 0.3, 1600 - tall * 0.6, False),
                    (x + lean, 1600 - tall, True),
                    (x + lean * 0.3 + 8, 1600 - tall * 0.5, False),
                    (x + 7, 1600, True),
                ]
            ],
            0x143F49,
        )
    return canvas


def rice_terraces():
    """Terraces of ripe rice step down a valley; reapers bring in the sheaves."""
    canvas = Canvas(1600, 1067, gradient(0x8FBFCB, 0xFDF0D0, 0, 420))
    canvas.fill(circle(330, 190, 74), 0xFFF4CF)
    for x, y, across in ((690, 130, 200), (860, 160, 150), (1350, 90, 170)):
        canvas.fill(oval(x, y, across, 10), 0xFFFFFF, 0.5)
    for colour, line in (
        (0xA9C3C2, [(0, 330), (220, 250), (430, 180), (640, 300), (900, 210), (1120, 140), (1330, 300), (1600, 220)]),
        (0x7FA7A2, [(0, 400), (280, 330), (560, 400), (860, 330), (1160, 390), (1400, 280), (1600, 330)]),
        (0x568478, [(0, 420), (340, 440), (700, 390), (1060, 460), (1380, 380), (1600, 400)]),
    ):
        canvas.fill(ground(line, 1067), colour)
    for x, wide in ((1196, 74), (1290, 60)):
        canvas.fill(rectangle(x, 388, wide, 34), 0x7A5836)
        canvas.fill([[(x - 12, 392, True), (x + wide / 2, 356, False), (x + wide + 12, 392, True)]], 0x4E3A2A)
    golds = (0xF6DC8C, 0xF0CD6B, 0xE9BD50, 0xDDA93C, 0xCE962F, 0xBD8428)
    sways = ((0, -34, 22, -40, 30), (18, 30, -36, 26, -12), (-20, 36, 8, -44, 18), (12, -26, 40, -18, -30))
    y = 440
    for step in range(11):
        high = 26 + step * 6
        sway = sways[step % 4]
        line = [(400 * k, y + sway[k] * (0.7 + step * 0.09)) for k in range(5)]
        canvas.fill(ground([(x, ly - 7 - step * 0.7) for x, ly in line], 1067), 0x5F7A3A)  # the bank's grass
        canvas.fill(ground(line, 1067), golds[(step * 2 + step // 3) % 6])
        canvas.fill(ground([(x, ly + high * 0.36) for x, ly in line], 1067), 0xFFF0B8, 0.16)
        y += high
    stubble = Dice(77)
    for _ in range(620):
        x, y = stubble.throw(0, 1600), stubble.throw(520, 1060)
        tall = 6 + (y - 520) / 40
        canvas.fill(bar(x, y, x + stubble.throw(-4, 4), y - tall, 1.6 + (y - 520) / 420), 0x8C6A1F, 0.38)

    for x, y, size, shirt in (
        (520, 560, 34, 0x7A3B5E),
        (600, 566, 34, 0x2F6B74),
        (1120, 600, 38, BRICK),
        (980, 700, 56, 0x3E5A7C),
    ):
        canvas.fill(oval(x + size * 0.5, y, size * 0.9, size * 0.14), INK, 0.22)
        reaper(canvas, x, y, size, shirt)
    for x, y, size in ((690, 570, 24), (740, 576, 24), (1210, 612, 28), (860, 716, 40), (1090, 726, 40)):
        sheaf(canvas, x, y, size)
    reaper(canvas, 420, 900, 150, BRICK)
    sheaf(canvas, 640, 930, 92)
    sheaf(canvas, 770, 968, 98)
    reaper(canvas, 1290, 900, 132, 0x2F6B74)
    sheaf(canvas, 1450, 940, 90)
    return canvas


def football_pitch():
    """A football pitch from straight above in the low sun, every player with a long shadow."""
    canvas = Canvas(1600, 1067, 0x8A6A4A)
    crowd = Dice(9)
    for step in (12, 34, 56):
        canvas.fill(rectangle(step, step, 1600 - 2 * step, 1067 - 2 * step), (0x7C5E40, 0x70543A, 0x644A33)[step // 22])
    for _ in range(3900):  # the stands
        x, y = crowd.throw(0, 1600), crowd.throw(0, 1067)
        if not (76 < x < 1524 and 76 < y < 991):
            colour = (CREAM, BRICK, STRAW, 0x2F7280, 0x3D2519, 0xD9752E)[crowd.throw(0, 5)]
            canvas.fill(circle(x, y, 7), colour)
    canvas.fill(rectangle(86, 86, 1428, 895), 0x2F6A3F)
    for stripe in range(14):
        canvas.fill(rectangle(86 + 102 * stripe, 86, 102, 895), (0x4B9455, 0x3F8449)[stripe % 2])
    line = 0xF3F7E6
    for x, y, wide, high in (
        (140, 136, 1320, 795),
        (140, 306, 210, 455),
        (1250, 306, 210, 455),
        (140, 424, 74, 219),
        (1386, 424, 74, 219),
    ):
        canvas.fill(rectangle(x, y, wide, high) + [rectangle(x + 6, y + 6, wide - 12, high - 12)[0][::-1]], line)
    canvas.fill(rectangle(797, 136, 6, 795), line)
    canvas.fill(ring(800, 533.5, 122, 6), line)
    for x in (290, 800, 1310):
        canvas.fill(circle(x, 533.5, 8), line)
    for x, side in ((350, 1), (1250, -1)):
        arc = [
            (x, 440, True),
            (x + side * 74, 533.5, False),
            (x, 627, True),
            (x, 619, True),
            (x + side * 64, 533.5, False),
            (x, 448, True),
        ]
        canvas.fill([arc], line)
    for x in (112, 1460):  # goals, and their nets
        canvas.fill(rectangle(x, 478, 28, 111), line, 0.45)
        for k in range(9):
            canvas.fill(rectangle(x, 478 + 13 * k, 28, 2), line)

    reds = (
        (182, 533),
        (410, 250),
        (380, 440),
        (392, 640),
        (430, 830),
        (690, 330),
        (640, 560),
        (720, 760),
        (1010, 270),
        (1120, 500),
        (985, 700),
    )
    blues = (
        (1424, 545),
        (1210, 300),
        (1180, 450),
        (1216, 610),
        (1160, 800),
        (1020, 400),
        (900, 560),
        (1065, 610),
        (860, 250),
        (600, 450),
        (840, 800),
    )
    for players, shirt, shorts in ((reds, 0xD8402F, CREAM), (blues, 0x2A5C9A, 0xF3C84B)):
        for x, y in players:
            canvas.fill(
                [
                    [
                        (x - 9, y + 10, True),
                        (x + 60, y + 52, False),
                        (x + 96, y + 64, True),
                        (x + 58, y + 34, False),
                        (x + 12, y - 8, True),
                    ]
                ],
                0x123A22,
                0.42,
            )
            canvas.fill(oval(x, y + 3, 24, 15), shirt)
            canvas.fill(oval(x, y + 11, 15, 8), shorts)
            canvas.fill(circle(x, y - 2, 10), 0x2A1D1A)
    for k in range(9):  # the pass that opens the defence
        t = k / 9
        x, y = 1010 + (1200 - 1010) * t, 270 + (520 - 270) * t - 420 * t * (1 - t) * 0.25
        canvas.fill(circle(x + 20, y + 20, 4), CREAM, 0.85)
    canvas.fill(circle(1226, 566, 11), 0x123A22, 0.5)
    canvas.fill(circle(1212, 552, 12), 0xFFFFFF)
    canvas.fill(circle(1212, 552, 4), INK)
    return canvas
