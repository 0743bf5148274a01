"""Glyph outlines out of a TrueType font, with no library: enough to set a line of text in a picture."""

import struct

ON_CURVE, X_SHORT, Y_SHORT, REPEAT, X_SAME, Y_SAME = 1, 2, 4, 8, 16, 32
ARGS_ARE_WORDS, ARGS_ARE_XY, HAS_SCALE, MORE, HAS_XY_SCALE, HAS_MATRIX = 1, 2, 8, 32, 64, 128


class Font:
    def __init__(self, path):
        with open(path, "rb") as file:
            self.data = file.read()
        self.tables = {}
        for i in range(self._u16(4)):
            tag, _, offset, _ = struct.unpack_from(">4sIII", self.data, 12 + 16 * i)
            self.tables[tag.decode()] = offset
        head = self.tables["head"]
        self.units_per_em = self._u16(head + 18)
        self.long_offsets = self._u16(head + 50) == 1
        self.metrics = self._u16(self.tables["hhea"] + 34)
        self.map = self._character_map()

    def line(self, text, size, tracking=0.0):
        """The outlines of a line that starts at (0, 0), y downwards, and the width of the line.

        Outlines are quadratic: a contour is a list of (x, y, on_curve). `tracking` is the extra
        space after each letter, in ems.
        """
        scale = size / self.units_per_em
        contours, x = [], 0.0
        for letter in text:
            if ord(letter) not in self.map:
                raise ValueError(f"the font has no {letter!r}")
            glyph = self.map[ord(letter)]
            for contour in self._outline(glyph):
                contours.append([(x + px * scale, -py * scale, on) for px, py, on in contour])
            x += self._advance(glyph) * scale + tracking * size
        return contours, x - tracking * size

    def _u16(self, at):
        return struct.unpack_from(">H", self.data, at)[0]

    def _i16(self, at):
        return struct.unpack_from(">h", self.data, at)[0]

    def _character_map(self):
        cmap = self.tables["cmap"]
        subtables = [
            cmap + struct.unpack_from(">I", self.data, cmap + 4 + 8 * i + 4)[0]
            for i in range(self._u16(cmap + 2))
        ]
        by_format = {self._u16(at): at for at in subtables}
        if 12 in by_format:
            return self._map_of_groups(by_format[12])
        return self._map_of_segments(by_format[4])

    def _map_of_groups(self, at):
        mapped = {}
        for i in range(struct.unpack_from(">I", self.data, at + 12)[0]):
            first, last, glyph = struct.unpack_from(">III", self.data, at + 16 + 12 * i)
            mapped.update((first + k, glyph + k) for k in range(last - first + 1))
        return mapped

    def _map_of_segments(self, at):
        mapped = {}
        doubled = self._u16(at + 6)
        for i in range(0, doubled, 2):
            last = self._u16(at + 14 + i)
            first = self._u16(at + 16 + doubled + i)
            delta = self._u16(at + 16 + 2 * doubled + i)
            offset_at = at + 16 + 3 * doubled + i
            offset = self._u16(offset_at)
            for code in range(first, min(last, 0xFFFE) + 1):
                glyph = code
                if offset:
                    glyph = self._u16(offset_at + offset + 2 * (code - first))
                if glyph or not offset:
                    mapped[code] = (glyph + delta) & 0xFFFF
        return mapped

    def _advance(self, glyph):
        return self._u16(self.tables["hmtx"] + 4 * min(glyph, self.metrics - 1))

    def _outline(self, glyph):
        loca = self.tables["loca"]
        if self.long_offsets:
            start, end = struct.unpack_from(">II", self.data, loca + 4 * glyph)
        else:
            start, end = (2 * half for half in struct.unpack_from(">HH", self.data, loca + 2 * glyph))
        if start == end:
            return []
        at = self.tables["glyf"] + start
        contours = self._i16(at)
        return self._simple(at + 10, contours) if contours >= 0 else self._composite(at + 10)

    def _simple(self, at, contours):
        ends = struct.unpack_from(f">{contours}H", self.data, at)
        at += 2 * contours
        at += 2 + self._u16(at)  # past the hinting program
        points = ends[-1] + 1
        flags = []
        while len(flags) < points:
            flag = self.data[at]
            at += 1
            flags.append(flag)
            if flag & REPEAT:
                flags += [flag] * self.data[at]
                at += 1
        xs, at = self._coordinates(at, flags, X_SHORT, X_SAME)
        ys, _ = self._coordinates(at, flags, Y_SHORT, Y_SAME)
        outline = [(x, y, bool(flag & ON_CURVE)) for x, y, flag in zip(xs, ys, flags)]
        starts = [0] + [end + 1 for end in ends[:-1]]
        return [outline[start : end + 1] for start, end in zip(starts, ends)]

    def _coordinates(self, at, flags, short, same):
        value, values = 0, []
        for flag in flags:
            if flag & short:
                value += self.data[at] if flag & same else -self.data[at]
                at += 1
            elif not flag & same:
                value += self._i16(at)
                at += 2
            values.append(value)
        return values, at

    def _composite(self, at):
        contours, flags = [], MORE
        while flags & MORE:
            flags, glyph = self._u16(at), self._u16(at + 2)
            if not flags & ARGS_ARE_XY:
                raise ValueError("parts placed by matching points are not read")
            dx, dy = struct.unpack_from(">hh" if flags & ARGS_ARE_WORDS else ">bb", self.data, at + 4)
            at += 8 if flags & ARGS_ARE_WORDS else 6
            a, b, c, d = 1.0, 0.0, 0.0, 1.0
            if flags & HAS_SCALE:
                a = d = self._i16(at) / 16384
                at += 2
            elif flags & HAS_XY_SCALE:
                a, d = self._i16(at) / 16384, self._i16(at + 2) / 16384
                at += 4
            elif flags & HAS_MATRIX:
                a, b, c, d = (self._i16(at + k) / 16384 for k in (0, 2, 4, 6))
                at += 8
            for contour in self._outline(glyph):
                contours.append([(a * x + c * y + dx, b * x + d * y + dy, on) for x, y, on in contour])
        return contours
