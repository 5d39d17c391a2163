//! The names of properties that RE2 knows, and those that newer Go knows too.

/// As RE2's wiki and Go's package `unicode` list them.
pub(crate) const PROPERTIES: &str = "Any
    C Cc Cf Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs
    Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Bhaiksuki
    Bopomofo Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee
    Chorasmian Common Coptic Cuneiform Cypriot Cypro_Minoan Cyrillic Deseret Devanagari Dives_Akuru Dogra
    Duployan Egyptian_Hieroglyphs Elbasan Elymaic Ethiopic Georgian Glagolitic Gothic Grantha Greek Gujarati
    Gunjala_Gondi Gurmukhi Han Hangul Hanifi_Rohingya Hanunoo Hatran Hebrew Hiragana Imperial_Aramaic Inherited
    Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada Katakana Kawi Kayah_Li Kharoshthi
    Khitan_Small_Script Khmer Khojki Khudawadi Lao Latin Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian
    Mahajani Makasar Malayalam Mandaic Manichaean Marchen Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui
    Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi Mongolian Mro Multani Myanmar Nabataean Nag_Mundari
    Nandinagari New_Tai_Lue Newa Nko Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Old_Hungarian Old_Italic
    Old_North_Arabian Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage
    Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic Samaritan
    Saurashtra Sharada Shavian Siddham SignWriting Sinhala Sogdian Sora_Sompeng Soyombo Sundanese Syloti_Nagri
    Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Tangsa Tangut Telugu Thaana Thai Tibetan
    Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi Wancho Warang_Citi Yezidi Yi Zanabazar_Square
";

/// Those that Go 1.26 finds: it lost the ones that are written with an underscore, or with a capital within.
pub(crate) fn found() -> Vec<&'static str> {
    let capitals = |name: &str| name.matches(|char: char| char.is_ascii_uppercase()).count();
    let names = PROPERTIES.split_whitespace();
    names.filter(|name| capitals(name) == 1).collect()
}

/// Since Go 1.25, in any case and with spaces, hyphens and underscores anywhere.
const NEWER: &str = "ASCII Assigned Cn LC";

/// Whether what begins with `\\p` or `\\P` is a name that Go knows since 1.25, and RE2 does not.
pub(crate) fn is_wider(rest: &str) -> bool {
    let name = rest.get(2..).unwrap_or_default();
    let name = match name.strip_prefix('{').and_then(|name| name.split_once('}')) {
        Some((name, _)) => name.to_owned(),
        None => name.chars().take(1).collect(),
    };
    let name = plain(name.strip_prefix('^').unwrap_or(&name));
    let known = PROPERTIES.split_whitespace().chain(NEWER.split_whitespace());
    known.map(plain).any(|known| known == name)
}

/// Scripts that came with Unicode 14.0 and 15.0, which Go has since 1.21.
const YOUNG: &str = "Kawi Tangsa Toto Vithkuqi";

/// Whether a pattern has what RE2 knows, and Go only since a later release than this.
pub(crate) fn is_newer(pattern: &str, release: (u32, u32)) -> bool {
    let has_young = YOUNG.split_whitespace().any(|name| pattern.contains(name));
    (release < (1, 21) && has_young) || (release < (1, 22) && pattern.contains("(?<"))
}

fn plain(name: &str) -> String {
    name.replace([' ', '-', '_'], "").to_ascii_lowercase()
}
