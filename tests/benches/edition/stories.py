"""Stories that nobody wrote: sentences put together by chance, the same ones for the same number everywhere.

People and places are fictional. A story is a plain dict, so that every tool's own form can be made of the same content.
"""

import random

MEDIAN_WORDS = 600
# Of the logarithm: about two thirds of the stories have between 420 and 860 words.
SPREAD = 0.36
FEWEST_WORDS, MOST_WORDS = 150, 2500
SHARE_VIETNAMESE = 0.7
AGENCY = "TTBM"
YEAR, MONTH = 2026, 11

PLACES = ["Bến Mây", "Hạc Giang", "Đồi Trăng", "Hòn Sáo", "Vàm Sậy", "Cù Lao Sậy", "Gò Quýt", "Suối Ngọc"]
FAMILY = ["Lưu", "Đàm", "Tạ", "Khúc", "Đoàn", "Ninh", "Tiêu", "Doãn", "Kiều", "Phó", "Thi", "Bồ", "Dư", "Lương", "Hà"]
MIDDLE = ["Thị", "Văn", "Quốc", "Thanh", "Hồng", "Mộc", "Gia", "Khánh", "Bích", "Ngọc", "Tú", "Hạnh"]
GIVEN = ["Én", "Vinh", "Gấm", "Trúc", "Đởm", "Trọng", "Hân", "Lan", "Bách", "Mười", "Sương", "Nguyên", "Châu", "Khuê"]
# Reporters and photographers share no name: preflight looks for credits that slipped into the byline.
REPORTERS = ["Vân Khanh", "Trường Sinh", "Lan Chi", "Nam Phong", "Hải Đường", "Minh Triết"]
PHOTOGRAPHERS = ["Hoài An", "Thu Cúc", "Bảo Lâm", "Yên Nhi"]


class Vietnamese:
    language = "vi"
    sections = ["Thời sự", "Kinh tế", "Giáo dục", "Văn hóa", "Thể thao", "Môi trường"]
    # Decks and headlines name no place but the story's own, which its lead names too.
    headlines = [
        "{place} mở {n} lớp học bên sông", "Mùa nước về, {place} dựng lại {n} nhịp cầu tre",
        "Người {place} giữ nghề đóng ghe qua ba thế hệ", "Chợ phiên {place} họp sớm hơn một giờ",
        "{n} hộ ở {place} có nước sạch trước Tết", "Đội bóng {place} gỡ hòa ở phút cuối cùng",
        "{place} trồng thêm {n} ha dừa nước giữ đất", "Thư viện thuyền ghé {place} mỗi sáng thứ Bảy",
    ]
    decks = [
        "Sau {n} tháng chuẩn bị, việc chung của cả làng đã xong, và ai cũng có phần trong đó.",
        "Con số {number} nghe nhỏ, nhưng với người ở đây, đó là công sức của cả một mùa nước.",
        "Từ một sáng kiến của lớp trẻ, nếp làm ăn cũ đang đổi thay từng ngày.",
        "Nhiều việc còn ở phía trước, song những người bắt đầu đều tin rằng mình đã đi đúng hướng.",
    ]
    lead_opening = "Ngày {day}/11, người dân {place} "
    lead = [
        "bắt tay vào việc từ lúc trời chưa sáng, khi nước ròng vừa để lộ {n} bậc đá của bến cũ.",
        "chứng kiến một buổi lễ giản dị mà nhiều người đã chờ {n} năm nay.",
        "góp được {number} ngày công cho công trình mà ai cũng gọi là của mình.",
        "tụ về bãi đất trước trường học để nghe kết quả của {n} tháng thử nghiệm.",
    ]
    who = [
        "Bà {name}", "Ông {name}", "Anh {name}", "Chị {name}", "Ban quản lý bến", "Hợp tác xã của làng",
        "Các thầy cô giáo trong trường", "Nhóm kỹ sư trẻ", "Hội phụ nữ xã", "Những người chèo đò lâu năm",
    ]
    does = [
        "cho biết", "kể lại", "nhấn mạnh", "đề nghị", "tính toán", "ghi chép cẩn thận", "nhớ rất rõ", "mong muốn",
    ]
    what = [
        "mực nước năm nay thấp hơn trung bình {decimal} m", "số học trò đến lớp đã tăng {n} em so với năm ngoái",
        "mỗi chuyến ghe chở được {number} kg trái cây", "con đường ven sông sẽ được kè đá thêm {n} m",
        "giá lúa nếp đầu vụ đạt {number} đồng một ký", "lớp dạy nghề buổi tối đã có {n} người ghi tên",
        "cây cầu mới giúp xe cứu thương đến nơi sớm hơn {n} phút", "lượng rác vớt trên sông giảm {decimal}%",
        "vườn ươm đủ giống cho {n} ha rừng ngập mặn", "ai đến trước thì được chọn chỗ neo ghe",
        "đêm hội hát đối kéo dài {n} câu mà không ai chịu thua",
    ]
    turn = [
        "", "", "", ", và chuyện ấy không phải năm nào cũng có", ", dù mưa lớn suốt nhiều ngày",
        ", theo sổ ghi của bến", "; phần còn lại sẽ làm xong trước mùa nước sau", ", nhờ tiền góp của bà con xa quê",
        "; những nhà ở xa được báo trước bằng chuông", ", một kết quả mà ít ai dám nghĩ tới",
    ]
    opening = ["", "", "", "Theo lời kể, ", "Mấy tuần nay, ", "Tuy vậy, ", "Cùng lúc đó, ", "Về phần mình, "]
    quotes = [
        "“Chúng tôi không vội. Làm chậm mà chắc thì nước lớn cũng không sợ”, {name} nói.",
        "“Hồi đó ai cũng bảo là khó. Giờ thì ai cũng hỏi bao giờ làm tiếp”, {name} cười.",
        "“Con số thì tôi không nhớ hết, nhưng từng gương mặt thì tôi nhớ”, {name} tâm sự.",
    ]
    crossheads = ["Mỗi nhà một việc", "Chuyện của dòng sông", "Từ cuốn sổ cũ", "Việc còn ở phía trước"]
    captions = [
        "Bến sông ở {place} lúc nước ròng, nhìn từ nhịp cầu mới",
        "Buổi họp chợ sớm ở {place} trong những ngày tháng 11",
        "Lớp học bên sông ở {place} giờ tan trường", "Ghe chở hoa neo đậu ở {place} chờ con nước",
    ]
    credit = "Ảnh: {photographer}/" + AGENCY
    alt = "Ảnh thử do máy vẽ: các mảng màu và hạt nhiễu, số {number}."
    thousands, decimal_point = ".", ","

    def opening_line(self, rnd, place, day, lead):
        return f"{AGENCY} - " + self.lead_opening.format(place=place, day=day) + lead


class English:
    language = "en"
    sections = ["Culture", "Business", "Science", "Travel"]
    headlines = [
        "The {n} lamps that brought a street back to life", "A ferry timetable written by the tide",
        "How {n} neighbours rebuilt a bridge in one dry season", "The museum that keeps only borrowed things",
        "A school of {n} pupils wins the boat race at last", "Rice growers try a calendar older than the dam",
    ]
    decks = [
        "It took {n} months and a great many cups of tea, and nobody is quite sure who had the idea.",
        "The figures are small, but they have moved in the same direction for five years running.",
        "What began as a wager has become the busiest morning of the week.",
        "Engineers had given the project up; the people who live beside it had not.",
    ]
    lead = [
        "The boats were already tied up when the bell rang, {n} of them, and the quay smelled of bread and diesel.",
        "Nobody had expected more than {n} visitors, and by noon the line reached the old ferry steps.",
        "For {n} years the notebook lay in a drawer, and this week it was read aloud from the first page to the last.",
        "At first light the volunteers counted {number} seedlings, and then, to be certain, counted them again.",
    ]
    who = [
        "{name}, who keeps the landing,", "{name}, a teacher at the river school,", "the harbour office",
        "the growers’ cooperative", "{name}, who has rowed here since childhood,", "the museum’s two conservators",
        "a spokeswoman for the ferry company", "the engineers", "most of the households along the bank",
    ]
    does = ["said", "noted", "reported", "remembered", "estimated", "insisted", "confirmed", "wrote in the log"]
    what = [
        "that the water stood {decimal} metres below its usual mark", "that {number} kilograms had been landed by noon",
        "that the evening classes now have {n} names on their list",
        "that the new path is {n} metres longer than planned",
        "that repairs would cost {decimal} per cent less than feared", "that the archive holds {number} pages",
        "that the ambulance arrives {n} minutes sooner", "that the price had not been so steady in living memory",
        "that the nursery can plant {n} hectares before the rains", "that whoever comes first may choose a mooring",
    ]
    turn = [
        "", "", "", ", although the rain has hardly paused", ", as the older families had predicted",
        "; the rest will be done before the next flood", ", to the surprise of almost everybody",
        ", and the figures bear it out", "; the upstream villages are warned by bell", ", thanks to gifts from abroad",
    ]
    opening = ["", "", "", "Meanwhile, ", "Even so, ", "In the same week, ", "According to the log, ", "By contrast, "]
    quotes = [
        "“We are in no hurry,” said {name}. “What is done slowly does not mind high water.”",
        "“They told us it was hard,” {name} said. “Now they ask when the next one begins.”",
        "“I forget the numbers,” said {name}, “but I remember every face.”",
    ]
    crossheads = ["A job for every house", "What the river decides", "From an old notebook", "The work ahead"]
    captions = [
        "The landing at {place} at low water, seen from the new bridge", "An early market at {place} in November",
        "Pupils leave the river school at {place}", "Flower boats at {place} waiting for the tide",
    ]
    credit = "Photo: {photographer}/" + AGENCY
    alt = "A test picture drawn by a program: patches of colour and grain, number {number}."
    thousands, decimal_point = ",", "."

    def opening_line(self, rnd, place, day, lead):
        return f"{place.upper()}, Nov. {day} ({AGENCY}) - {lead}"


class Writer:
    """Fills one language's patterns from one source of chance."""

    def __init__(self, words, rnd, place):
        self.words, self.rnd, self.place = words, rnd, place

    def name(self):
        return " ".join(self.rnd.choice(part) for part in (FAMILY, MIDDLE, GIVEN))

    def fill(self, pattern):
        rnd, words = self.rnd, self.words
        return pattern.format(
            place=self.place,
            name=self.name(),
            n=rnd.randint(3, 97),
            number=f"{rnd.randint(1, 48)}{words.thousands}{rnd.randint(0, 999):03}",
            decimal=f"{rnd.randint(0, 18)}{words.decimal_point}{rnd.randint(1, 9)}",
        )

    def one_of(self, patterns):
        return self.fill(self.rnd.choice(patterns))

    def sentence(self):
        words = self.words
        opening, who = self.rnd.choice(words.opening), self.one_of(words.who)
        subject = who[0].lower() + who[1:] if opening and words.language == "vi" else who
        told = f"{opening}{subject} {self.rnd.choice(words.does)} {self.one_of(words.what)}"
        return told[0].upper() + told[1:] + self.rnd.choice(words.turn) + "."

    def paragraph(self, least_words):
        sentences = []
        while sum(len(sentence.split()) for sentence in sentences) < least_words:
            sentences.append(self.one_of(self.words.quotes) if self.rnd.random() < 0.12 else self.sentence())
        return " ".join(sentences)


def story(number):
    """The story of that number, from 1: the same whatever the size of the issue it stands in."""
    rnd = random.Random(f"edition bench, story {number}")
    words = Vietnamese() if rnd.random() < SHARE_VIETNAMESE else English()
    place, day = rnd.choice(PLACES), rnd.randint(1, 20)
    writer = Writer(words, rnd, place)
    length = min(MOST_WORDS, max(FEWEST_WORDS, rnd.lognormvariate(0, SPREAD) * MEDIAN_WORDS))
    lead = words.opening_line(rnd, place, day, f"{writer.one_of(words.lead)} {writer.sentence()}")
    body, written = [], len(lead.split())
    while written < length:
        # Crossheads stand between paragraphs, about every fourth.
        if body and rnd.random() < 0.25 and body[-1]["kind"] == "paragraph":
            body.append({"kind": "crosshead", "text": rnd.choice(words.crossheads)})
        body.append({"kind": "paragraph", "text": writer.paragraph(rnd.randint(35, 110))})
        written += len(body[-1]["text"].split())
    return {
        "number": number,
        "id": f"urn:newsml:example.org:{YEAR}-{MONTH}-{day:02}:story-{number:04}",
        "language": words.language,
        "section": rnd.choice(words.sections),
        "headline": writer.one_of(words.headlines),
        "place": place,
        "deck": writer.one_of(words.decks),
        "date": f"{YEAR}-{MONTH}-{day:02}",
        "lead": lead,
        "photo": {
            "file": f"images/{number:04}.jpg",
            "caption": writer.one_of(words.captions),
            "credit": words.credit.format(photographer=rnd.choice(PHOTOGRAPHERS)),
            "alt": words.alt.format(number=number),
        },
        "body": body,
        "byline": rnd.choice(REPORTERS),
    }
