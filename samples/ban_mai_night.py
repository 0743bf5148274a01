"""The pictures of ban-mai/, the sample issue, by night: flat shapes with soft edges."""

from canvas import Canvas, circle, gradient, ground, rectangle
from shapes import BRICK, CREAM, INK, Dice, bar, blob, glints, oval, polygon, ring, stars


def lighthouse():
    """A lighthouse on a rock at nightfall, its beam across the sea. Upright."""
    canvas = Canvas(1067, 1600, gradient(0x131F3D, 0xE58B62, 0, 1120))
    stars(canvas, Dice(31), 170, 620)
    crescent = [(236, 240, True), (146, 232, False), (146, 306, True), (148, 376, False), (240, 366, True)]
    canvas.fill([crescent + [(190, 348, False), (190, 304, True), (188, 262, False)]], 0xFFF0CF)
    for x, y, across in ((240, 830, 300), (820, 900, 320), (470, 980, 260), (930, 760, 180)):
        canvas.fill(oval(x, y, across, 13), 0xF7B98A, 0.35)
    for spread, share in ((250, 0.10), (165, 0.14), (88, 0.20)):
        canvas.fill(polygon((640, 452), (-40, 470 - spread), (-40, 600 + spread)), 0xFFF2B8, share)
        canvas.fill(polygon((640, 452), (1110, 450 - spread * 0.6), (1110, 490 + spread * 0.6)), 0xFFF2B8, share * 0.8)

    canvas.fill(rectangle(0, 1110, 1067, 490), gradient(0xC67660, 0x14293F, 1110, 1420))
    glints(canvas, Dice(14), 70, (0, 1120, 640, 1560), 0xFFD9A0, 0.35)
    canvas.fill([[(560, 1112, True), (600, 1112, True), (606, 1096, False), (612, 1112, True), (660, 1112, True)]], INK)
    canvas.fill(polygon((150, 1112), (140, 1098), (226, 1098), (212, 1112)), 0x2A2233)  # a fishing boat far out
    canvas.fill(bar(180, 1098, 180, 1060, 3), 0x2A2233)
    canvas.fill(circle(180, 1058, 5), 0xFFE9A8)
    canvas.fill(rectangle(800, 1130, 160, 190), 0xE9D6B8)  # the keeper's house
    canvas.fill(polygon((780, 1136), (826, 1070), (936, 1070), (984, 1136)), 0x7C3324)
    canvas.fill(rectangle(830, 1166, 34, 38), 0xFFD27C)
    canvas.fill(rectangle(894, 1166, 36, 150), 0x3D2519)
    canvas.fill(
        [
            [
                (330, 1600, True),
                (360, 1380, True),
                (430, 1290, False),
                (500, 1280, True),
                (560, 1190, False),
                (660, 1180, True),
                (800, 1172, False),
                (850, 1250, True),
                (940, 1290, False),
                (1067, 1330, True),
                (1067, 1600, True),
            ]
        ],
        0x2B2A38,
    )
    canvas.fill(
        [
            [
                (500, 1280, True),
                (560, 1190, False),
                (660, 1180, True),
                (800, 1172, False),
                (850, 1250, True),
                (720, 1226, False),
                (640, 1262, True),
                (560, 1262, False),
            ]
        ],
        0x46414D,
    )

    tower = [(548, 1200), (732, 1200), (700, 560), (580, 560)]
    canvas.fill(polygon(*tower), CREAM)
    for low, high in ((1200, 1086), (972, 858), (744, 630)):
        wide = lambda y: 60 + (y - 560) * 32 / 640
        canvas.fill(
            polygon((640 - wide(low), low), (640 + wide(low), low), (640 + wide(high), high), (640 - wide(high), high)),
            BRICK,
        )
    canvas.fill(polygon((652, 560), (700, 560), (732, 1200), (660, 1200)), INK, 0.24)
    for y in (1030, 800):
        canvas.fill(
            [[(616, y, True), (616, y - 46, True), (630, y - 66, False), (644, y - 46, True), (644, y, True)]], 0xFFD27C
        )
    canvas.fill(
        [[(608, 1200, True), (608, 1140, True), (632, 1106, False), (656, 1140, True), (656, 1200, True)]], 0x3D2519
    )
    canvas.fill(rectangle(552, 540, 176, 22), 0x24303C)
    for k in range(9):
        canvas.fill(rectangle(556 + 20 * k, 500, 4, 42), 0x24303C)
    canvas.fill(rectangle(552, 496, 176, 6), 0x24303C)
    canvas.fill(rectangle(590, 404, 100, 136), 0xFFF6CC)
    canvas.fill(circle(640, 462, 34), 0xFFFFFF)
    for x in (590, 622, 654, 686):
        canvas.fill(rectangle(x, 404, 4, 136), 0x24303C)
    canvas.fill([[(574, 406, True), (590, 344, False), (640, 336, True), (690, 344, False), (706, 406, True)]], BRICK)
    canvas.fill(bar(640, 338, 640, 300, 5), 0x24303C)
    canvas.fill(circle(640, 298, 8), 0x24303C)

    for y, lift, colour in ((1400, 26, 0x1E3A52), (1460, 30, 0x183049), (1530, 34, 0x10243A)):
        crest = [(107 * k - 20, y + (lift if k % 2 else -lift) * 0.7) for k in range(12)]
        canvas.fill(ground([(x, cy - 7) for x, cy in crest], 1600), 0xF3DCC4, 0.55)
        canvas.fill(ground(crest, 1600), colour)
    return canvas


def night_sky():
    """The Milky Way over a hill where children queue at a telescope."""
    canvas = Canvas(1600, 1067, gradient(0x0B1430, 0x3B5275, 0, 880))
    for step in range(16):
        across, share = 330 - 20 * step, 0.012 + step * 0.0012
        canvas.fill(
            [
                [
                    (200 - across, -60, True),
                    (820 - across * 0.8, 420, False),
                    (1420 - across, 1067, True),
                    (1420 + across, 1067, True),
                    (860 + across * 0.8, 380, False),
                    (200 + across, -60, True),
                ]
            ],
            0xB7C3EA,
            share,
        )
    dice = Dice(2026)
    stars(canvas, dice, 420, 900)
    for _ in range(900):  # the band's own stars
        t = dice.throw(0, 1000) / 1000
        u = 1 - t
        x, y = u * u * 200 + 2 * u * t * 840 + t * t * 1420, u * u * -60 + 2 * u * t * 400 + t * t * 1067
        off = (dice.throw(-100, 100) + dice.throw(-100, 100) + dice.throw(-100, 100)) * 0.75
        canvas.fill(
            circle(x + off, y - off * 0.7, dice.throw(6, 17) / 10),
            (CREAM, 0xDDE6FF, 0xFFE3C0)[dice.throw(0, 2)],
            dice.throw(30, 90) / 100,
        )
    hunter = ((1130, 190), (1290, 160), (1185, 330), (1220, 318), (1255, 306), (1160, 480), (1330, 440))  # Orion
    for a, b in ((0, 1), (0, 2), (1, 4), (2, 3), (3, 4), (2, 5), (4, 6)):
        canvas.fill(bar(*hunter[a], *hunter[b], 1.6), 0xDDE6FF, 0.45)
    for k, (x, y) in enumerate(hunter):
        canvas.fill(circle(x, y, 15), 0xFFFFFF, 0.14)
        canvas.fill(circle(x, y, 5.5), 0xFFC7A0 if k == 0 else 0xEAF1FF)
    canvas.fill(polygon((330, 232), (640, 118), (642, 123)), 0xFFFFFF, 0.75)  # a shooting star
    canvas.fill(circle(330, 232, 4), 0xFFFFFF)

    canvas.fill(ground([(0, 830), (300, 770), (640, 850), (980, 790), (1300, 850), (1600, 790)], 1067), 0x22344F)
    canvas.fill(ground([(0, 900), (340, 980), (760, 850), (1120, 880), (1600, 960)], 1067), 0x0A1526)
    dark = 0x0A1526
    for foot in (640, 700, 760):  # the telescope
        canvas.fill(bar(700, 800, foot, 912, 8), dark)
    canvas.fill(bar(640, 836, 800, 700, 34), dark)
    canvas.fill(bar(786, 712, 822, 681, 46), dark)
    canvas.fill(bar(620, 853, 645, 832, 16), dark)
    canvas.fill(bar(672, 776, 740, 719, 10), dark)
    for x, foot, tall in (
        (590, 934, 118),
        (500, 948, 92),
        (436, 955, 112),
        (370, 958, 86),
        (300, 955, 104),
        (880, 898, 140),
        (940, 898, 96),
    ):
        canvas.fill(
            [
                [
                    (x - tall * 0.2, foot, True),
                    (x - tall * 0.28, foot - tall * 0.82, False),
                    (x, foot - tall * 0.8, True),
                    (x + tall * 0.28, foot - tall * 0.82, False),
                    (x + tall * 0.2, foot, True),
                ]
            ],
            dark,
        )
        canvas.fill(circle(x, foot - tall * 0.9, tall * 0.14 + 3), dark)
    canvas.fill(bar(930, 838, 978, 760, 8), dark)  # somebody points
    canvas.fill(oval(880, 890, 16, 9), 0xE0503A, 0.8)  # a red lamp, which spares the eyes
    return canvas


def moon():
    """The moon at first quarter, as an eyepiece shows it."""
    canvas = Canvas(1600, 1067, 0x05080F)
    canvas.fill(circle(800, 533, 506), 0x0B1222)
    dice = Dice(11)
    for _ in range(40):
        canvas.fill(
            circle(dice.throw(330, 1270), dice.throw(60, 1000), dice.throw(8, 16) / 10), CREAM, dice.throw(30, 70) / 100
        )
    canvas.fill(circle(800, 533, 406), 0x3A4660, 0.25)
    canvas.fill(circle(800, 533, 392), 0xEFE7D2)
    for points in (
        ((840, 250), (1000, 230), (1060, 330), (960, 400), (840, 370)),
        ((900, 400), (1040, 380), (1110, 480), (1010, 560), (890, 500)),
        ((1060, 320), (1130, 330), (1150, 410), (1080, 400)),
        ((700, 300), (800, 270), (830, 380), (760, 440), (680, 400)),
        ((1000, 560), (1120, 560), (1110, 660), (1010, 660)),
        ((690, 560), (800, 540), (820, 640), (720, 680)),
    ):
        canvas.fill(blob(*points), 0xBDB6A8, 0.75)
    for x, y, radius in (
        (760, 780, 34),
        (850, 720, 24),
        (930, 800, 28),
        (720, 710, 20),
        (980, 710, 18),
        (690, 480, 22),
        (860, 850, 20),
        (800, 660, 16),
        (1050, 760, 16),
        (740, 230, 16),
        (930, 210, 12),
        (900, 640, 13),
        (680, 610, 14),
        (1090, 610, 11),
    ):
        canvas.fill(circle(x, y, radius), 0xFFFAEC)
        canvas.fill(circle(x - radius * 0.12, y, radius * 0.84), 0xC9C0AC)
        canvas.fill(circle(x + radius * 0.18, y, radius * 0.66), 0xE4DBC6)
    for k in range(6):  # bright rays from one young crater
        canvas.fill(bar(860, 850, 760 + 70 * k, 690 + 12 * (k % 3), 4), 0xFFFFFF, 0.35)
    for across in (26, 52, 84, 122):  # the low sun
        canvas.fill(oval(800, 533, across, 392), 0x3B3A40, 0.14)
    shadow = 0x161E30
    canvas.fill([circle(800, 533, 393)[0][4:13]], shadow)  # from the foot up the left side
    for y, size, step in (
        (214, 8, 2),
        (286, 15, 9),
        (426, 11, 4),
        (560, 9, 1),
        (668, 18, 10),
        (716, 10, 4),
        (806, 15, 7),
        (872, 8, 2),
    ):
        canvas.fill(oval(800 + step, y, size, size * 1.2), shadow)  # crater floors still dark
    for y, step, size in (
        (250, 12, 4),
        (340, 7, 3),
        (396, 16, 4),
        (610, 9, 4),
        (640, 20, 3),
        (760, 11, 5),
        (840, 8, 3),
    ):
        canvas.fill(oval(800 - step, y, size, size * 1.9), 0xEFE7D2, 0.9)  # peaks already lit
    canvas.fill(ring(800, 533, 516, 14), 0x1B2438)
    return canvas
