//! Layouts that differ from the sample's: other orders, other agencies, and copy that nobody knows.

#![allow(clippy::unwrap_used)]

mod support;

use pressroom_core::Block;
use pressroom_read::{ProfileChoice, Settings, Source, read};
use support::{FILE, body, code_and_place, parts, read_text, shown};

#[test]
fn head_matter_may_come_in_any_order() {
    let text = "Cầu mới qua sông Mây thông xe\n\nCầu rút ngắn đường đến trường của hai xã.\n\nKinh tế\n\nĐà Nẵng\n\n\
                TTXVN - Chiều 7/10, cầu Mây thông xe trong niềm vui của người dân hai bờ./.\n\nLê An - Trần Bình\n";
    let reading = read_text(text);
    assert_eq!(
        parts(&reading),
        [
            "headline|Cầu mới qua sông Mây thông xe",
            "deck|Cầu rút ngắn đường đến trường của hai xã.",
            "section|Kinh tế",
            "located|Đà Nẵng",
            "dateline|TTXVN",
            "separator| - ",
            "lead|Chiều 7/10, cầu Mây thông xe trong niềm vui của người dân hai bờ.",
            "end mark|/.",
            "byline|Lê An",
            "separator| - ",
            "byline|Trần Bình",
        ]
    );
    let date = reading.article.dateline.and_then(|dateline| dateline.date).map(|date| date.to_string());
    assert_eq!(date.as_deref(), Some("--10-07"));
}

#[test]
fn datelines_with_place_and_date() {
    for (lead, dateline, place, agency, date) in [
        ("Hà Nội (TTXVN) - Lễ hội mở cửa đón khách.", "Hà Nội (TTXVN)", "Hà Nội", "TTXVN", None),
        ("Hà Nội, 7/10 (TTXVN) - Lễ hội mở cửa.", "Hà Nội, 7/10 (TTXVN)", "Hà Nội", "TTXVN", Some("--10-07")),
        ("Hanoi (VNA) – The festival has opened.", "Hanoi (VNA)", "Hanoi", "VNA", None),
        (
            "PORT ELM, May 7 (Reuters) - The port opened.",
            "PORT ELM, May 7 (Reuters)",
            "PORT ELM",
            "Reuters",
            Some("--05-07"),
        ),
        ("PORT ELM, Elmland (AP) _ The port opened.", "PORT ELM, Elmland (AP)", "PORT ELM, Elmland", "AP", None),
        ("Ulmen (dpa) - Der Hafen ist wieder offen.", "Ulmen (dpa)", "Ulmen", "dpa", None),
        ("Olmo, 7 mayo (EFE).- El puerto abrió.", "Olmo, 7 mayo (EFE)", "Olmo", "EFE", Some("--05-07")),
        ("(ANSA) - OLMO, 7 MAG - Il porto ha riaperto.", "(ANSA) - OLMO, 7 MAG", "OLMO", "ANSA", Some("--05-07")),
    ] {
        let reading = read_text(&format!("A headline\n\n{lead}\n\nMore text of the same story follows here.\n"));
        let found = reading.article.dateline.unwrap_or_default();
        assert_eq!(
            (found.text.as_str(), found.place.as_deref(), found.agency.as_deref()),
            (dateline, Some(place), Some(agency))
        );
        assert_eq!(found.date.map(|date| date.to_string()).as_deref(), date, "{lead}");
    }
}

#[test]
fn attribution_is_no_dateline() {
    let lead = "Theo phóng viên TTXVN tại Hà Nội, lễ hội mở cửa đón khách từ sáng sớm.";
    let reading =
        read_text(&format!("Lễ hội mở cửa\n\n{lead}\n\nTrẻ em được vào cửa miễn phí trong cả tuần lễ này./.\n"));
    assert_eq!(reading.article.dateline, None);
    assert_eq!(body(&reading).first().map(String::as_str), Some(format!("paragraph|{lead}").as_str()));
}

#[test]
fn captions_and_credits_in_several_places() {
    let figure = |lines: &str| {
        let text = format!(
            "Lễ hội mở cửa\n\nTTXVN - Lễ hội mở cửa đón khách.\n\n{lines}\n\nTrẻ em được vào cửa miễn phí trong cả tuần lễ này./.\n"
        );
        body(&read_text(&text)).get(1).cloned().unwrap_or_default()
    };
    assert_eq!(figure("Cổng chính\nẢnh: An Nhiên/TTXVN"), "figure|Cổng chính|An Nhiên/TTXVN");
    assert_eq!(figure("Cổng chính. Ảnh: An Nhiên/TTXVN"), "figure|Cổng chính.|An Nhiên/TTXVN");
    assert_eq!(figure("Cổng chính (Ảnh: An Nhiên - TTXVN)"), "figure|Cổng chính|An Nhiên - TTXVN");
    assert_eq!(figure("Cổng chính\n\nẢnh: TTXVN phát"), "figure|Cổng chính|TTXVN phát");
    assert_eq!(figure("Ảnh: An Nhiên"), "figure|-|An Nhiên");
    // A sentence that begins like a credit stays a sentence.
    let sentence = "Ảnh: người ta treo khắp nơi, từ cổng làng đến bến thuyền, từ nhà văn hóa đến trường học.";
    assert_eq!(figure(sentence), format!("paragraph|{sentence}"));
}

#[test]
fn a_crosshead_stands_between_paragraphs() {
    let text = "Lễ hội mở cửa\n\nTTXVN - Lễ hội mở cửa đón khách.\n\nNhiều trò chơi mới\n\n\
                Trẻ em được vào cửa miễn phí trong cả tuần lễ này./.\n\nLê An\n";
    let reading = read_text(text);
    assert_eq!(body(&reading).get(1).map(String::as_str), Some("crosshead|Nhiều trò chơi mới"));
}

#[test]
fn nothing_becomes_a_headline_that_is_none() {
    let sentence = "The port of Elm opened again on Monday after three weeks of work on its old gates.";
    for text in [
        sentence.to_owned(),
        format!("{sentence}\n\nA second paragraph tells how the gates were lifted by two cranes.\n"),
    ] {
        let reading = read_text(&text);
        assert_eq!(reading.article.headline, None);
        assert_eq!(reading.profile, "generic");
    }
}

#[test]
fn unknown_copy_is_read_humbly() {
    let lead = "The port of Elm opened again on Monday after three weeks of work on its old gates.";
    let reading = read_text(&format!("Port of Elm opens again\n\n{lead}\n"));
    assert_eq!(reading.article.headline.as_deref(), Some("Port of Elm opens again"));
    assert_eq!(body(&reading), [format!("paragraph|{lead}")]);
    assert!(reading.diagnostics.is_empty());
    // Two words may be anything: taken, but said.
    let reading = read_text(&format!("Elm again\n\n{lead}\n"));
    assert_eq!(reading.diagnostics.iter().map(code_and_place).collect::<Vec<_>>(), ["R012 1:1"]);
}

#[test]
fn hard_wrapped_lines_are_one_paragraph() {
    let text = "Port of Elm opens again\n\nPORT ELM, May 7 (Reuters) - The port of Elm opened again on\n\
                Monday after three weeks of work on its long-\nclosed gates, the harbour master said.\n\n\
                By noon four boats had left, two of them with ice and the rest\nwith nets.\n\n-30-\n";
    let reading = read_text(text);
    assert_eq!(
        body(&reading),
        [
            "paragraph|The port of Elm opened again on Monday after three weeks of work on its long-closed gates, the harbour master said.",
            "paragraph|By noon four boats had left, two of them with ice and the rest with nets.",
        ]
    );
    let lead: Vec<u32> = reading.trace.iter().filter(|t| t.part.as_str() == "lead").map(|t| t.span.line).collect();
    assert_eq!(lead, [3, 4, 5]);
}

#[test]
fn text_after_the_end_mark_is_kept_and_said() {
    let text = "Lễ hội mở cửa\n\nTTXVN - Lễ hội mở cửa đón khách trong cả tuần./.\n\nTin thứ hai bắt đầu ở đây và không có dấu hiệu gì.\n";
    let reading = read_text(text);
    assert_eq!(reading.diagnostics.iter().map(code_and_place).collect::<Vec<_>>(), ["R013 5:1"]);
    assert_eq!(body(&reading).len(), 2);
}

#[test]
fn a_section_or_place_alone_is_no_headline() {
    for line in ["Thời sự", "Tây Ninh"] {
        let reading = read_text(&format!("{line}\n\nTTXVN - Ngày 4/5, lễ hội mở cửa đón khách./.\n"));
        assert_eq!(reading.article.headline, None, "{line}");
    }
}

/// Nobody may take a drawing for a photo because its label was taken off.
#[test]
fn a_label_that_tells_what_a_picture_is_stays_with_it() {
    let figure = |credit: &str| {
        let reading = read_text(&format!(
            "Lễ hội mở cửa\n\nTTXVN - Ngày 4/5, lễ hội mở cửa đón khách.\n\nCổng vào lễ hội\n{credit}\n\nHai ngày sau, lễ hội khép lại./.\n"
        ));
        let figures = reading.article.body.into_iter().filter_map(|block| match block {
            Block::Figure(figure) => Some((figure.credit_label.map(|label| label.text), figure.credit.unwrap().text)),
            _ => None,
        });
        figures.collect::<Vec<_>>()
    };
    assert_eq!(figure("Minh họa: Hoài An/TTXVN"), [(Some("Minh họa:".into()), "Hoài An/TTXVN".into())]);
    assert_eq!(figure("(Đồ họa: TTXVN)"), [(Some("Đồ họa:".into()), "TTXVN".into())]);
    assert_eq!(figure("Ảnh: Hoài An/TTXVN"), [(None, "Hoài An/TTXVN".into())]);
}

#[test]
fn a_profile_is_data_and_may_be_the_users_own() {
    let copy = "Lễ hội mở cửa\n\nBXP - Ngày 4/5, lễ hội mở cửa đón khách./.\n";
    let read_with = |profile| {
        read(
            &Source { name: FILE, bytes: copy.as_bytes() },
            &Settings { profile: Some(profile), ..Settings::default() },
        )
    };
    let text = include_str!("../profiles/vna.toml").replace("TTXVN", "BXP").replace("name = \"vna\"", "name = \"bxp\"");
    let own = |text: &str| read_with(ProfileChoice::File { name: "bxp.toml".to_owned(), text: text.to_owned() });
    let reading = own(&text).unwrap();
    assert_eq!((reading.profile.as_str(), reading.profile_confidence), ("bxp", 1.0));
    assert_eq!(reading.article.dateline.and_then(|dateline| dateline.agency).as_deref(), Some("BXP"));
    let slip = text.replace("lead_dates", "leed_dates");
    let line = slip.lines().position(|line| line.starts_with("leed_dates")).unwrap() + 1;
    assert_eq!(shown(&own(&slip).err().unwrap()), [format!("M002 {line}:1")]);
    let unknown = read_with(ProfileChoice::Named("vnaa".to_owned())).err().unwrap();
    assert_eq!((shown(&unknown), unknown[0].args["nearest"].as_str()), (vec!["R010".to_owned()], "vna"));
}

#[test]
fn web_copy_without_a_dateline_is_known_by_other_signs() {
    let text = "Làng Bãi Xanh vào mùa\n\nCác hộ dân tại làng Bãi Xanh đang tất bật chuẩn bị cho mùa cá mới.\n\n\
                Thuyền về bến sáng sớm. (Ảnh: An Nhiên/TTXVN)\n\nHai kho lạnh giữ cá tươi lâu hơn trước./.\n\n\
                Lê An (TTXVN/Báo Mới)\n\nTin liên quan\n";
    let reading = read_text(text);
    assert_eq!((reading.profile.as_str(), reading.article.language.as_str()), ("vna", "vi"));
    let person = reading.article.byline.first().cloned().unwrap_or_default();
    assert_eq!((person.name.as_str(), person.affiliation.as_deref()), ("Lê An", Some("TTXVN/Báo Mới")));
    assert_eq!(body(&reading).len(), 3);
}

#[test]
fn agency_place_and_date_may_share_a_bracket() {
    for (lead, dateline, place, text) in [
        ("Hà Nội (TTXVN 15/7) Lễ hội mở cửa.", "Hà Nội (TTXVN 15/7)", "Hà Nội", "Lễ hội mở cửa."),
        ("Hà Nội (TTXVN 15/7) - Lễ hội mở cửa.", "Hà Nội (TTXVN 15/7)", "Hà Nội", "Lễ hội mở cửa."),
        ("Hà Nội (TTXVN, 15/7): Lễ hội mở cửa.", "Hà Nội (TTXVN, 15/7)", "Hà Nội", "Lễ hội mở cửa."),
        ("TTXVN (Hạc Giang 15/7) - Lễ hội mở cửa.", "TTXVN (Hạc Giang 15/7)", "Hạc Giang", "Lễ hội mở cửa."),
        ("TTXVN (Hạc Giang, 15/7) - Lễ hội mở cửa.", "TTXVN (Hạc Giang, 15/7)", "Hạc Giang", "Lễ hội mở cửa."),
    ] {
        let copy = format!("Lễ hội mở cửa\n\n{lead}\n\nTrẻ em được vào cửa miễn phí trong cả tuần lễ này./.\n");
        let reading = read_text(&copy);
        let found = reading.article.dateline.clone().unwrap_or_default();
        assert_eq!((found.text.as_str(), found.place.as_deref()), (dateline, Some(place)), "{lead}");
        assert_eq!(found.date.map(|date| date.to_string()).as_deref(), Some("--07-15"), "{lead}");
        assert_eq!(body(&reading).first().cloned(), Some(format!("paragraph|{text}")));
        let difference = pressroom_read::accounting::difference(&copy, &reading.article, FILE);
        assert!(difference.is_empty(), "{difference:?}");
    }
}

#[test]
fn what_only_looks_like_a_dateline_is_said() {
    let said = |lead: &str| {
        let rest = "Trẻ em được vào cửa miễn phí trong cả tuần lễ này./.";
        let reading = read_text(&format!("Lễ hội mở cửa đón khách\n\n{lead}\n\n{rest}\n\nẢnh: An Nhiên/TTXVN\n"));
        reading.diagnostics.iter().map(code_and_place).collect::<Vec<_>>()
    };
    assert_eq!(said("TTXVN (từ Hà Nội) cho hay, lễ hội mở cửa đón khách từ sáng sớm."), ["R012 3:1"]);
    assert_eq!(said("Hà Nội (tin TTXVN chiều nay) lễ hội mở cửa đón khách từ sáng sớm."), ["R012 3:1"]);
    for clean in [
        "Theo phóng viên TTXVN tại Hà Nội, lễ hội mở cửa đón khách từ sáng sớm.",
        "TTXVN dẫn lời ban tổ chức cho biết lễ hội mở cửa đón khách từ sáng sớm.",
        "Lễ hội mở cửa (theo TTXVN) đón khách từ sáng sớm hôm nay.",
    ] {
        assert_eq!(said(clean), [""; 0], "{clean}");
    }
}

#[test]
fn bylines_as_desks_write_them() {
    let people = |lines: &str| {
        let copy =
            format!("Lễ hội mở cửa\n\nTTXVN - Ngày 4/5, lễ hội mở cửa đón khách.\n\nTrẻ em vào cửa miễn phí.{lines}\n");
        let reading = read_text(&copy);
        let difference = pressroom_read::accounting::difference(&copy, &reading.article, FILE);
        assert!(difference.is_empty(), "{difference:?}");
        let people = reading.article.byline.into_iter();
        people.map(|person| format!("{}|{}", person.name, person.affiliation.unwrap_or_default())).collect::<Vec<_>>()
    };
    assert_eq!(people("/.\n\nBài và ảnh: Hà Minh/TTXVN"), ["Hà Minh|TTXVN"]);
    assert_eq!(people("/.\n\nTin, ảnh: Hà Minh - Lê An/TTXVN"), ["Hà Minh|", "Lê An|TTXVN"]);
    assert_eq!(people("/.\n\nTác giả: Hà Minh"), ["Hà Minh|"]);
    assert_eq!(people("/.\n\nHà Minh - TTXVN"), ["Hà Minh|TTXVN"]);
    assert_eq!(people("\n\nTrọng Đạt - Hoàng Linh (TTXVN)/."), ["Trọng Đạt|", "Hoàng Linh|TTXVN"]);
    assert_eq!(people("\n\nBài và ảnh: Hà Minh/TTXVN/."), ["Hà Minh|TTXVN"]);
    assert_eq!(people("\n\nLễ hội khép lại sau hai ngày./."), [""; 0]);
}

#[test]
fn the_language_of_unknown_copy_is_told_only_when_certain() {
    let language = |text: &str| {
        let article = read_text(text).article;
        (article.language, article.direction == pressroom_core::Direction::Rtl)
    };
    let told = |tag: &str, right_to_left| (tag.to_owned(), right_to_left);
    let vietnamese = "Cảng Bãi Xanh mở cửa trở lại vào sáng nay sau ba tuần sửa chữa những cánh cổng cũ kỹ. \
                      Đến trưa, bốn chiếc thuyền đã rời bến, hai trong số đó chở đầy đá lạnh và lưới mới.";
    assert_eq!(language(&format!("Cảng mở lại\n\n{vietnamese}\n")), told("vi", false));
    let english = "The port of Elm opened again on Monday after three weeks of work on its old gates. By noon four \
                   boats had left, two of them with ice and the rest with nets, the harbour master said.";
    assert_eq!(language(&format!("Port of Elm opens again\n\n{english}\n")), told("en", false));
    let arabic = "أعيد فتح ميناء المدينة صباح اليوم بعد ثلاثة أسابيع من أعمال الصيانة، وغادرت أربعة قوارب الميناء قبل الظهر محملة بالثلج والشباك الجديدة كما قال مدير الميناء.";
    assert_eq!(language(&format!("الميناء يفتح\n\n{arabic}\n")), told("ar", true));
    // Without its marks Vietnamese is not certain, nor is a text without common words.
    let bare = "Cang Bai Xanh mo cua tro lai vao sang nay sau ba tuan sua chua nhung canh cong cu ky, den trua bon \
                chiec thuyen da roi ben, hai trong so do cho day da lanh va luoi moi, giam doc cang cho biet.";
    assert_eq!(language(&format!("Cang mo lai\n\n{bare}\n")), told("und", false));
    assert_eq!(language("Port opens\n\nThe port of Elm opened again on Monday.\n"), told("en", false));
    assert_eq!(language("Elm 3, Moss Hill 1\n\nFinch 12, Lind 40, Ward 88.\n"), told("und", false));
    let yoruba = "Ọjọ́ tí wọ́n ṣí èbúté náà ni ọjọ́ Ajé lẹ́yìn ọ̀sẹ̀ mẹ́ta tí wọ́n fi ṣe àtúnṣe àwọn ẹnubodè àtijọ́ rẹ̀, ọkọ̀ ojú omi mẹ́rin sì ti lọ.";
    assert_ne!(language(&format!("Èbúté\n\n{yoruba}\n")).0, "vi");
}

#[test]
fn a_headline_in_capitals_may_have_two_lines() {
    let text = "STORM CUTS POWER TO MORE THAN 20,000 HOMES\nIN ELM PORT AS CREWS STRUGGLE\n\n\
                ELM PORT, May 7 (AFP) - A storm cut power on Tuesday, officials said.\n";
    let headline = read_text(text).article.headline.map(|text| text.text);
    assert_eq!(headline.as_deref(), Some("STORM CUTS POWER TO MORE THAN 20,000 HOMES IN ELM PORT AS CREWS STRUGGLE"));
}

#[test]
fn what_only_looks_like_a_dateline_or_byline_is_none() {
    let reading = read_text(
        "Storm\n\nVNA Monday, May 06, 2024 15:30\n\nMay 7 (Reuters) - A storm cut power on Tuesday, officials said in a note.\n",
    );
    let dateline = reading.article.dateline.unwrap_or_default();
    assert_eq!((dateline.place, reading.article.byline.len()), (None, 0));
    let reading = read_text(
        "CORRECTED-(OFFICIAL)-Elm Power profit rises\n\nMay 7 (Reuters) - Elm Power said on Tuesday its profit rose 12%.\n",
    );
    assert_eq!(reading.article.headline.as_deref(), Some("Elm Power profit rises"));
}
