pub(crate) const CASES: &[(&str, Case)] = &[
    ("this.a < this.b", case_1),
    ("this.a < 5 && this.a >= -5", case_2),
    ("this.a > 4294967296", case_3),
    ("this.c < 7u || this.d != 0u", case_4),
    ("this.c <= this.d", case_5),
    ("this.a < this.c", case_6),
    ("this.d > this.b", case_7),
    ("this.f < 0.5", case_8),
    ("this.f < 0.1", case_9),
    ("this.g >= this.f", case_10),
    ("this.a < this.g", case_11),
    ("this.g > 2", case_12),
    ("this.flag", case_13),
    ("!this.flag || this.a == 3", case_14),
    ("this.flag == (this.a > 0)", case_15),
    ("this.s == 'abc'", case_16),
    ("this.s != this.t", case_17),
    ("this.s < this.t", case_18),
    ("this.data == b'abc'", case_19),
    ("this.data < b'\\x80'", case_20),
    ("this.color == cel.v1.Color.COLOR_RED || this.color == Color.COLOR_BLUE", case_21),
    ("this.color in [1, 5]", case_22),
    ("this.a + int(this.c) == 7 ? true : this.a > 0", case_23),
    ("int(this.a) + int(this.c) < 100", case_24),
    ("this.b + 1 > 0", case_25),
    ("this.b * this.b >= 0", case_26),
    ("this.b - this.a > 5", case_27),
    ("this.d - 1u < 10u", case_28),
    ("this.a % 2 == 0", case_29),
    ("this.b % this.a == 1", case_30),
    ("this.b / this.a > 2 || this.flag", case_31),
    ("this.b / 2 > 1", case_32),
    ("-this.a < 5", case_33),
    ("-this.b < 5", case_34),
    ("this.g * 2.0 + 1.0 > this.g / 3.0 - 1.0", case_35),
    ("(this.a + 1) * 2 - (3 - this.a) > 4", case_36),
    ("this.b / this.a > 0 || this.a == 0", case_37),
    ("this.a == 0 || this.b / this.a > 0", case_38),
    ("this.b / this.a > 0 && this.flag", case_39),
    ("this.b / this.a > 0 && this.numbers[0] > 0", case_40),
    ("this.b / this.a > 0 || this.numbers[0] > 0", case_41),
    ("this.flag ? this.b / this.a > 0 : this.numbers[0] == 1", case_42),
    ("this.s.startsWith('a') && !this.s.endsWith(this.t)", case_43),
    ("this.s.contains('b') || this.t.contains(this.s)", case_44),
    ("this.s.size() > 2 && size(this.data) < 4", case_45),
    ("uint(this.s.size()) <= 5u", case_46),
    ("this.s + this.t == 'abab'", case_47),
    ("(this.s + 'x' + this.t).size() == 3", case_48),
    ("this.s.matches('^[a-c]+$')", case_49),
    ("this.s.matches(r'^\\d{2,}$') || this.s.matches('[[:alpha:]]')", case_50),
    ("this.s.matches(this.t)", case_51),
    (
        "this.data.startsWith(b'a') || this.data.contains(b'bc') || this.data.endsWith(b'\\xff')",
        case_52,
    ),
    ("this.s.lowerAscii() == this.t.upperAscii()", case_53),
    ("this.s.charAt(0) == 'a'", case_54),
    ("this.s.indexOf('b') == 1 || this.s.lastIndexOf('a') > 1", case_55),
    ("this.s.indexOf('a', 1) > 0", case_56),
    ("this.s.substring(1) == 'b' || this.s.substring(0, 1) == this.t", case_57),
    ("this.s.replace('a', 'b') == this.t", case_58),
    ("this.s.replace('a', 'b', 1).size() == 2", case_59),
    ("this.s.split('a').size() == 2", case_60),
    ("this.s.split('').join('-') == 'a-b'", case_61),
    ("this.s.trim() == this.s", case_62),
    ("this.s.reverse() == this.t", case_63),
    ("int(this.s) > 5", case_64),
    ("uint(this.b) < 5u", case_65),
    ("int(this.d) > 5", case_66),
    ("int(this.g) == this.b", case_67),
    ("uint(this.g) == 3u", case_68),
    ("double(this.b) < this.g", case_69),
    ("double(this.s) > 1.0", case_70),
    ("string(this.a) == this.s", case_71),
    ("string(this.b + 1) == '2'", case_72),
    ("string(this.flag) == this.s", case_73),
    ("string(this.d) == '7'", case_74),
    ("string(this.data) == this.s", case_75),
    ("bytes(this.s) == this.data", case_76),
    ("bytes(this.s).size() == 3", case_77),
    ("bool(this.s)", case_78),
    ("this.inner.number < this.other.number", case_79),
    ("this.inner.next.number == 0", case_80),
    ("this.inner.next.next.name == this.s", case_81),
    ("this.inner.name.startsWith('a') && this.inner.name.size() < 3", case_82),
    ("has(this.inner)", case_83),
    ("has(this.inner.next) && has(this.inner.next.next)", case_84),
    (
        "has(this.a) || has(this.s) || has(this.g) || has(this.numbers) || has(this.by_name)",
        case_85,
    ),
    ("has(this.inner.maybe) && this.inner.maybe > 5", case_86),
    ("has(this.oi) ? this.oi > 3 : this.os == ''", case_87),
    ("this.inner == this.other", case_89),
    ("this.inner.next != this.other.next", case_90),
    ("this.x > 3 || this.y == 'y' || this.z.number == 7", case_91),
    ("has(this.x) || has(this.y)", case_92),
    ("this.inner != null", case_93),
    ("this.wi == null || this.wi > 5", case_94),
    ("this.wi == 3", case_95),
    ("this.wi != this.a", case_96),
    ("this.ws == 'abc' || this.ws == null", case_97),
    ("this.ws.startsWith('a')", case_98),
    ("this.wi > 3", case_99),
    ("this.wd == 1.5", case_100),
    ("this.wi == null ? this.ws == null : this.wi + 1 > this.a", case_101),
    ("this.numbers.size() > 2", case_102),
    ("this.numbers.all(n, n > 0)", case_103),
    ("this.numbers.exists(n, n == this.a)", case_104),
    ("this.numbers.exists_one(n, n > 2)", case_105),
    ("this.numbers.all(n, n > 0 && this.words.exists(w, w.size() == n))", case_106),
    ("this.numbers.map(n, n * 2).exists(n, n == 4)", case_107),
    ("this.numbers.filter(n, n % 2 == 0).size() > 1", case_108),
    ("this.numbers.map(n, n > 1, n + 1).all(n, n < 9)", case_109),
    ("this.numbers.all(n, this.b / n > 0)", case_110),
    ("this.numbers.exists(n, this.b / n > 1)", case_111),
    ("this.numbers.exists_one(n, this.b / n == 1)", case_112),
    ("this.numbers.map(n, this.b / n).size() > 1", case_113),
    ("this.numbers.filter(n, this.b / n > 0).size() > 1", case_114),
    ("this.numbers.map(n, n > 0, this.b / n) == [1]", case_115),
    ("this.numbers[0] > 1", case_116),
    ("this.numbers[this.a] > 1", case_117),
    ("this.a in this.numbers", case_118),
    ("this.b in this.numbers", case_119),
    ("this.b + 1 in this.numbers", case_120),
    ("this.s in this.words", case_121),
    ("(this.s + 'b') in this.words", case_122),
    ("this.words.all(w, w.startsWith(this.s))", case_123),
    ("this.words.map(w, w + '!').exists(w, w == 'a!')", case_124),
    ("this.words.filter(w, w != '').size() == 1", case_125),
    ("this.words == ['a', 'b']", case_126),
    ("this.words + [this.s] == ['a', this.t]", case_127),
    ("this.numbers == [1, 2] + [this.a]", case_128),
    ("[this.a, this.c > 0u ? 1 : 2].exists(n, n == 2)", case_129),
    ("this.s in ['a', this.t]", case_130),
    ("this.s in ['a', 'b', 'a']", case_131),
    ("this.a in [1, 2, 3] && this.d in [1u, 2u]", case_132),
    ("this.b in [1, 4294967296]", case_133),
    ("this.a in [1, 4294967296]", case_134),
    ("this.g in [1.5, 2.5]", case_135),
    ("this.numbers.unique()", case_136),
    ("this.words.unique() && this.doubles.unique() && this.blobs.unique()", case_137),
    ("this.inners.all(i, i.number > 0 && i.name != '')", case_138),
    ("this.inners.map(i, i.name).unique()", case_139),
    ("this.inners.exists(i, i.next.number == this.a)", case_140),
    ("this.inners[0].name == 'a'", case_141),
    ("this.inners.map(i, i.next).exists(n, n.number > 1)", case_142),
    ("this.inners.map(i, i.tags).exists(tags, tags.size() > 1)", case_143),
    ("this.inners.filter(i, i.number > 1).all(i, i.name == 'a')", case_144),
    ("this.inners.exists(i, i == this.inner)", case_145),
    ("this.inner.tags.all(t, t != '') && this.inner.tags.size() < 3", case_146),
    ("'a' in this.inner.tags", case_147),
    ("this.inner.tags[1] == 'b'", case_148),
    ("this.colors.all(c, c in [0, 1, 5])", case_149),
    ("this.blobs.all(b, b.size() < 3) && b'a' in this.blobs", case_150),
    ("this.doubles.all(d, !d.isNan() && !d.isInf())", case_151),
    ("this.doubles.exists(d, d > 1.5)", case_152),
    ("this.words.all(this_, this_ != this.s)", case_153),
    ("this.words.all(i, w, i < 3 && w != '')", case_154),
    ("this.words.exists(i, w, this.numbers[i] > 1)", case_155),
    ("[1, 2, 3].all(n, n > this.a)", case_156),
    ("['a', 'b'].exists(p, this.s.startsWith(p + '.'))", case_157),
    ("[[1, 2], [3]].exists(l, this.a in l)", case_158),
    ("this.words.map(w, w.size()) == [1, 2]", case_159),
    ("this.by_name.size() > 1", case_160),
    ("this.by_name.all(k, k != '')", case_161),
    ("this.by_name.all(k, this.by_name[k] > 0)", case_162),
    ("this.by_name.exists(k, v, k == this.s && v > 1)", case_163),
    ("this.by_name['a'] == 1", case_164),
    ("this.by_name.a == 1", case_165),
    ("has(this.by_name.a) && this.by_name.a > 0", case_166),
    ("this.s in this.by_name", case_167),
    ("this.by_name[this.s] > 0", case_168),
    ("this.by_number[1] == 'a'", case_169),
    ("this.by_number[this.b] == this.s", case_170),
    ("this.a in this.by_number && this.b in this.by_number", case_171),
    ("4294967296 in this.by_number", case_172),
    ("this.inner_by_name.all(k, this.inner_by_name[k].number > 0)", case_173),
    ("this.inner_by_name.exists(k, k.size() > 1)", case_174),
    ("this.inner_by_name.filter(k, k.size() > 1).size() == 1", case_175),
    ("this.inner_by_name[this.s].next.name == ''", case_176),
    ("this.flags[this.d]", case_177),
    ("this.flags.all(k, k > 1u || this.flags[k])", case_178),
    ("this.by_name == this.by_name", case_179),
    ("{'a': 1, 'b': this.a}[this.s] > 0", case_180),
    ("this.s in {'a': 1, 'b': 2}", case_181),
    ("{this.s: this.a}.exists(k, v, k == 'a' && v == 1)", case_182),
    ("this.at > timestamp('2023-05-28T00:00:00Z')", case_183),
    ("this.at - timestamp('1970-01-01T00:00:00Z') < duration('1h')", case_184),
    ("this.at + this.span > timestamp(0)", case_185),
    ("this.span <= duration('1h30m') && this.span >= duration('-1.5s')", case_186),
    ("this.span + this.span == duration('2s')", case_187),
    ("this.at.getFullYear() == 2023 && this.at.getMonth() < 6", case_188),
    ("this.at.getHours('+05:30') == 5 || this.at.getDayOfWeek() == 1", case_189),
    (
        "this.at.getDate() + this.at.getDayOfMonth() + this.at.getDayOfYear() > 3",
        case_190,
    ),
    (
        "this.at.getMinutes() == 0 || this.at.getSeconds() > 3 || this.at.getMilliseconds() == 5",
        case_191,
    ),
    ("this.span.getSeconds() > 5 || this.span.getHours() == 0", case_192),
    ("int(this.at) > 1049587200", case_193),
    ("timestamp(this.s) < this.at", case_194),
    ("duration(this.s) > this.span", case_195),
    (
        "string(this.at) == '1970-01-01T00:00:00Z' || string(this.span) == '1.5s'",
        case_196,
    ),
    ("now > this.at && now == now", case_197),
    ("this.times.all(t, t > this.at)", case_198),
    ("this.a > this.b ? '' : 'a must be greater than b'", case_199),
    ("this.flag ? '' : this.a > 3 ? 'red' : 'blue'", case_200),
    ("this.s == 'a' ? '' : 'not `%s` but %d'.format([this.s, this.a])", case_201),
    ("this.s", case_202),
    ("this.s + '!'", case_203),
    ("this.flag ? this.s : this.s + this.t", case_204),
    ("'%s %s %s'.format([this.numbers, this.words, this.by_name])", case_205),
    (
        "'%s|%d|%.2f|%e|%x|%X|%o|%b'.format([this.flag, this.b, this.g, this.f, this.s, this.data, this.d, this.a])",
        case_206,
    ),
    ("'%s %s %s %s'.format([this.at, this.span, this.inner.tags, [1, 2]])", case_207),
    ("'100%% of %s'.format([this.words.filter(w, w != '')])", case_208),
    ("this.words.all(w, w != '') ? '' : 'an empty word'", case_209),
    ("this.words[0]", case_210),
    ("this.words.exists(w, w == 'b') ? this.words[1] : ''", case_211),
    ("this.inner.name", case_212),
    ("has(this.os) ? this.os : 'none'", case_213),
    ("this.words.map(w, w + '!').map(x, x).exists(x, x == 'a!')", case_214),
    ("this.words.map(w, w + '!').filter(x, x != 'a!').size() > 1", case_215),
    ("[this.numbers, [1]].exists(l, l.size() > 1)", case_216),
    ("[1, 2].map(x, x * this.a).exists(x, x > 3)", case_217),
    ("(this.flag ? this.numbers : [1]).size() == 1", case_218),
    ("{1: this.words}[1][0] == 'a'", case_219),
    ("this.by_number.map(k, this.by_number[k]).exists(v, v == 'a')", case_220),
    ("this.by_number.filter(k, this.by_number[k] == 'a').size() == 1", case_221),
    ("this.inner.tags.map(t, t + this.s).exists(t, t == 'aa')", case_222),
    ("(this.flag ? this.inner : this.other).number > 1", case_223),
    ("this.inners.filter(i, i.number > 1)[0].name == 'a'", case_224),
    ("[this.inner, this.other].all(i, i.number > 0)", case_225),
    ("this.wi in [1, 2]", case_226),
    ("this.ws in this.words", case_227),
    ("this.inners.all(i, i.tags.all(t, t in this.words))", case_228),
    ("this.numbers.all(n, this.numbers.filter(m, m == n).size() == 1)", case_229),
    ("type(this.a) == int", case_230),
    ("this.f in [0.5]", case_231),
    ("this.words.map(w, int(w)).all(x, x > 0)", case_232),
    ("this.numbers.all(n, n in this.by_number)", case_233),
    ("this.words.all(w, this.by_name[w] > 0)", case_234),
    ("this.words.all(w, w in this.by_name && this.by_name[w] > 1)", case_235),
    ("this.words.exists(w, this.by_name[w] > 0 || this.by_name[w] < 0)", case_236),
    ("this.times.all(t, t < now)", case_237),
    ("dyn(this).zzz == 1 || this.flag", case_238),
    ("dyn(this.a) == 1u", case_239),
    ("this.words.map(w, [w, this.s]).exists(p, p[0] == p[1])", case_240),
    ("this.inners.map(i, i.name + this.s).unique()", case_241),
    ("(this.a > 1 ? this.wi : this.oi) == 1", case_242),
    ("this.numbers.map(n, this.b / n).exists(x, x > 1)", case_243),
    ("this.inners.exists(i, this.inner_by_name[i.name].number == i.number)", case_244),
    ("'%s'.format([this.numbers.map(n, this.b / n)])", case_245),
    ("'%s %s'.format([this.words.map(w, w + '!'), {'a': this.a}])", case_246),
];
/// `this.a < this.b`
fn case_1(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        i64::from(message.a) < message.b
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.a < 5 && this.a >= -5`
fn case_2(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.a < 5 && message.a >= -5
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.a > 4294967296`
fn case_3(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        i64::from(message.a) > 4294967296
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.c < 7u || this.d != 0u`
fn case_4(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.c < 7 || message.d != 0
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.c <= this.d`
fn case_5(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        u64::from(message.c) <= message.d
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.a < this.c`
fn case_6(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::less(i64::from(message.a), u64::from(message.c))
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.d > this.b`
fn case_7(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::less(message.b, message.d)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.f < 0.5`
fn case_8(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.f < 0.5
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.f < 0.1`
fn case_9(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        f64::from(message.f) < 0.1
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.g >= this.f`
fn case_10(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.g >= f64::from(message.f)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.a < this.g`
fn case_11(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::less(i64::from(message.a), message.g)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.g > 2`
fn case_12(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::less(2i64, message.g)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.flag`
fn case_13(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.flag
    }
    Ok(Answer::Bool(of(message)))
}
/// `!this.flag || this.a == 3`
fn case_14(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        !message.flag || message.a == 3
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.flag == (this.a > 0)`
fn case_15(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.flag == (message.a > 0)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s == 'abc'`
fn case_16(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.s == "abc"
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s != this.t`
fn case_17(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.s.as_str() != message.t.as_str()
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s < this.t`
fn case_18(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.s.as_str() < message.t.as_str()
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.data == b'abc'`
fn case_19(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        &message.data[..] == b"abc".as_slice()
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.data < b'\x80'`
fn case_20(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        &message.data[..] < b"\x80".as_slice()
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.color == cel.v1.Color.COLOR_RED || this.color == Color.COLOR_BLUE`
fn case_21(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.color == 1 || message.color == 5
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.color in [1, 5]`
fn case_22(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        matches!(message.color, 1 | 5)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.a + int(this.c) == 7 ? true : this.a > 0`
fn case_23(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        if i64::from(message.a) + i64::from(message.c) == 7 {
            true
        } else {
            message.a > 0
        }
    }
    Ok(Answer::Bool(of(message)))
}
/// `int(this.a) + int(this.c) < 100`
fn case_24(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        i64::from(message.a) + i64::from(message.c) < 100
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.b + 1 > 0`
fn case_25(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(cel::add(message.b, 1)? > 0))
    }
    of(message).map(Answer::Bool)
}
/// `this.b * this.b >= 0`
fn case_26(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(cel::multiply(message.b, message.b)? >= 0))
    }
    of(message).map(Answer::Bool)
}
/// `this.b - this.a > 5`
fn case_27(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(cel::subtract(message.b, i64::from(message.a))? > 5))
    }
    of(message).map(Answer::Bool)
}
/// `this.d - 1u < 10u`
fn case_28(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(cel::subtract(message.d, 1)? < 10))
    }
    of(message).map(Answer::Bool)
}
/// `this.a % 2 == 0`
fn case_29(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        i64::from(message.a) % 2 == 0
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.b % this.a == 1`
fn case_30(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(cel::remainder(message.b, i64::from(message.a))? == 1))
    }
    of(message).map(Answer::Bool)
}
/// `this.b / this.a > 2 || this.flag`
fn case_31(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            message.flag || cel::divide(message.b, i64::from(message.a))? > 2,
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.b / 2 > 1`
fn case_32(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.b / 2 > 1
    }
    Ok(Answer::Bool(of(message)))
}
/// `-this.a < 5`
fn case_33(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        -i64::from(message.a) < 5
    }
    Ok(Answer::Bool(of(message)))
}
/// `-this.b < 5`
fn case_34(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(cel::negate(message.b)? < 5))
    }
    of(message).map(Answer::Bool)
}
/// `this.g * 2.0 + 1.0 > this.g / 3.0 - 1.0`
fn case_35(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.g * 2.0 + 1.0 > message.g / 3.0 - 1.0
    }
    Ok(Answer::Bool(of(message)))
}
/// `(this.a + 1) * 2 - (3 - this.a) > 4`
fn case_36(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        (i64::from(message.a) + 1) * 2 - (3 - i64::from(message.a)) > 4
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.b / this.a > 0 || this.a == 0`
fn case_37(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            message.a == 0 || cel::divide(message.b, i64::from(message.a))? > 0,
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.a == 0 || this.b / this.a > 0`
fn case_38(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            message.a == 0 || cel::divide(message.b, i64::from(message.a))? > 0,
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.b / this.a > 0 && this.flag`
fn case_39(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            message.flag && cel::divide(message.b, i64::from(message.a))? > 0,
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.b / this.a > 0 && this.numbers[0] > 0`
fn case_40(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::and(
            || Ok(cel::divide(message.b, i64::from(message.a))? > 0),
            || Ok(*cel::at(&message.numbers, 0)? > 0),
        )
    }
    of(message).map(Answer::Bool)
}
/// `this.b / this.a > 0 || this.numbers[0] > 0`
fn case_41(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::or(
            || Ok(cel::divide(message.b, i64::from(message.a))? > 0),
            || Ok(*cel::at(&message.numbers, 0)? > 0),
        )
    }
    of(message).map(Answer::Bool)
}
/// `this.flag ? this.b / this.a > 0 : this.numbers[0] == 1`
fn case_42(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            if message.flag {
                cel::divide(message.b, i64::from(message.a))? > 0
            } else {
                *cel::at(&message.numbers, 0)? == 1
            },
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.s.startsWith('a') && !this.s.endsWith(this.t)`
fn case_43(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.s.starts_with("a") && !message.s.ends_with(message.t.as_str())
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s.contains('b') || this.t.contains(this.s)`
fn case_44(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.s.contains("b") || message.t.contains(message.s.as_str())
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s.size() > 2 && size(this.data) < 4`
fn case_45(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.s.chars().count() > 2 && message.data.len() < 4
    }
    Ok(Answer::Bool(of(message)))
}
/// `uint(this.s.size()) <= 5u`
fn case_46(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.s.chars().count() <= 5
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s + this.t == 'abab'`
fn case_47(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        [message.s.as_str(), message.t.as_str()].concat().as_str() == "abab"
    }
    Ok(Answer::Bool(of(message)))
}
/// `(this.s + 'x' + this.t).size() == 3`
fn case_48(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        [message.s.as_str(), "x", message.t.as_str()].concat().chars().count() == 3
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s.matches('^[a-c]+$')`
fn case_49(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::matches(
            message.s.as_str(),
            {
                static PATTERN: cel::Pattern = cel::Pattern::new("^[a-c]+$");
                &PATTERN
            },
        )
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s.matches(r'^\d{2,}$') || this.s.matches('[[:alpha:]]')`
fn case_50(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::matches(
            message.s.as_str(),
            {
                static PATTERN: cel::Pattern = cel::Pattern::new("^[0-9]{2,}$");
                &PATTERN
            },
        )
            || cel::matches(
                message.s.as_str(),
                {
                    static PATTERN: cel::Pattern = cel::Pattern::new("[A-Za-z]");
                    &PATTERN
                },
            )
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s.matches(this.t)`
fn case_51(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::matches_any(message.s.as_str(), message.t.as_str())
    }
    of(message).map(Answer::Bool)
}
/// `this.data.startsWith(b'a') || this.data.contains(b'bc') || this.data.endsWith(b'\xff')`
fn case_52(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.data.starts_with(b"a".as_slice())
            || cel::contains(&message.data[..], b"bc".as_slice())
            || message.data.ends_with(b"\xFF".as_slice())
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s.lowerAscii() == this.t.upperAscii()`
fn case_53(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.s.to_ascii_lowercase().as_str()
            == message.t.to_ascii_uppercase().as_str()
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s.charAt(0) == 'a'`
fn case_54(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(cel::char_at(message.s.as_str(), 0)?.as_str() == "a"))
    }
    of(message).map(Answer::Bool)
}
/// `this.s.indexOf('b') == 1 || this.s.lastIndexOf('a') > 1`
fn case_55(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::index_of(message.s.as_str(), "b") == 1
            || cel::last_index_of(message.s.as_str(), "a") > 1
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s.indexOf('a', 1) > 0`
fn case_56(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(cel::index_from(message.s.as_str(), "a", 1)? > 0))
    }
    of(message).map(Answer::Bool)
}
/// `this.s.substring(1) == 'b' || this.s.substring(0, 1) == this.t`
fn case_57(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::or(
            || Ok(cel::substring_from(message.s.as_str(), 1)? == "b"),
            || Ok(cel::substring(message.s.as_str(), 0, 1)? == message.t.as_str()),
        )
    }
    of(message).map(Answer::Bool)
}
/// `this.s.replace('a', 'b') == this.t`
fn case_58(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.s.replace("a", "b").as_str() == message.t.as_str()
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s.replace('a', 'b', 1).size() == 2`
fn case_59(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::replace(message.s.as_str(), "a", "b", 1).chars().count() == 2
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s.split('a').size() == 2`
fn case_60(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::split(message.s.as_str(), "a", -1).len() == 2
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s.split('').join('-') == 'a-b'`
fn case_61(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::join(cel::split(message.s.as_str(), "", -1).into_iter(), "-").as_str()
            == "a-b"
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s.trim() == this.s`
fn case_62(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.s.trim() == message.s.as_str()
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s.reverse() == this.t`
fn case_63(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::reverse(message.s.as_str()).as_str() == message.t.as_str()
    }
    Ok(Answer::Bool(of(message)))
}
/// `int(this.s) > 5`
fn case_64(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(cel::int(message.s.as_str())? > 5))
    }
    of(message).map(Answer::Bool)
}
/// `uint(this.b) < 5u`
fn case_65(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(cel::uint(message.b)? < 5))
    }
    of(message).map(Answer::Bool)
}
/// `int(this.d) > 5`
fn case_66(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(cel::int(message.d)? > 5))
    }
    of(message).map(Answer::Bool)
}
/// `int(this.g) == this.b`
fn case_67(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(cel::int(message.g)? == message.b))
    }
    of(message).map(Answer::Bool)
}
/// `uint(this.g) == 3u`
fn case_68(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(cel::uint(message.g)? == 3))
    }
    of(message).map(Answer::Bool)
}
/// `double(this.b) < this.g`
fn case_69(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::double(message.b) < message.g
    }
    Ok(Answer::Bool(of(message)))
}
/// `double(this.s) > 1.0`
fn case_70(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(cel::parse_double(message.s.as_str())? > 1.0))
    }
    of(message).map(Answer::Bool)
}
/// `string(this.a) == this.s`
fn case_71(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        i64::from(message.a).to_string().as_str() == message.s.as_str()
    }
    Ok(Answer::Bool(of(message)))
}
/// `string(this.b + 1) == '2'`
fn case_72(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(cel::add(message.b, 1)?.to_string().as_str() == "2"))
    }
    of(message).map(Answer::Bool)
}
/// `string(this.flag) == this.s`
fn case_73(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.flag.to_string().as_str() == message.s.as_str()
    }
    Ok(Answer::Bool(of(message)))
}
/// `string(this.d) == '7'`
fn case_74(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.d.to_string().as_str() == "7"
    }
    Ok(Answer::Bool(of(message)))
}
/// `string(this.data) == this.s`
fn case_75(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(cel::utf8(&message.data[..])? == message.s.as_str()))
    }
    of(message).map(Answer::Bool)
}
/// `bytes(this.s) == this.data`
fn case_76(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.s.as_str().as_bytes() == &message.data[..]
    }
    Ok(Answer::Bool(of(message)))
}
/// `bytes(this.s).size() == 3`
fn case_77(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.s.as_str().as_bytes().len() == 3
    }
    Ok(Answer::Bool(of(message)))
}
/// `bool(this.s)`
fn case_78(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::parse_bool(message.s.as_str())
    }
    of(message).map(Answer::Bool)
}
/// `this.inner.number < this.other.number`
fn case_79(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.inner.as_ref().map_or(0, |it| it.number)
            < message.other.as_ref().map_or(0, |it| it.number)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inner.next.number == 0`
fn case_80(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .inner
            .as_ref()
            .and_then(|it| it.next.as_deref())
            .map_or(0, |it| it.number) == 0
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inner.next.next.name == this.s`
fn case_81(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .inner
            .as_ref()
            .and_then(|it| it.next.as_deref())
            .and_then(|it| it.next.as_deref())
            .map_or("", |it| it.name.as_str()) == message.s.as_str()
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inner.name.startsWith('a') && this.inner.name.size() < 3`
fn case_82(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.inner.as_ref().map_or("", |it| it.name.as_str()).starts_with("a")
            && message.inner.as_ref().map_or("", |it| it.name.as_str()).chars().count()
                < 3
    }
    Ok(Answer::Bool(of(message)))
}
/// `has(this.inner)`
fn case_83(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.inner.is_some()
    }
    Ok(Answer::Bool(of(message)))
}
/// `has(this.inner.next) && has(this.inner.next.next)`
fn case_84(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.inner.as_ref().is_some_and(|it| it.next.is_some())
            && message
                .inner
                .as_ref()
                .and_then(|it| it.next.as_deref())
                .is_some_and(|it| it.next.is_some())
    }
    Ok(Answer::Bool(of(message)))
}
/// `has(this.a) || has(this.s) || has(this.g) || has(this.numbers) || has(this.by_name)`
fn case_85(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.a != 0 || !message.s.is_empty() || message.g.to_bits() != 0
            || !message.numbers.is_empty() || !message.by_name.is_empty()
    }
    Ok(Answer::Bool(of(message)))
}
/// `has(this.inner.maybe) && this.inner.maybe > 5`
fn case_86(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.inner.as_ref().is_some_and(|it| it.maybe.is_some())
            && message.inner.as_ref().and_then(|it| it.maybe).unwrap_or_default() > 5
    }
    Ok(Answer::Bool(of(message)))
}
/// `has(this.oi) ? this.oi > 3 : this.os == ''`
fn case_87(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        if message.oi.is_some() {
            message.oi.unwrap_or_default() > 3
        } else {
            message.os.as_deref().unwrap_or_default().is_empty()
        }
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inner == this.other`
fn case_89(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::is_same(message.inner.as_ref(), message.other.as_ref())
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inner.next != this.other.next`
fn case_90(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        !cel::is_same(
            message.inner.as_ref().and_then(|it| it.next.as_deref()),
            message.other.as_ref().and_then(|it| it.next.as_deref()),
        )
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.x > 3 || this.y == 'y' || this.z.number == 7`
fn case_91(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        (match &message.choice {
            Some(pb::sample::Choice::X(value)) => Some(value),
            _ => None,
        })
            .copied()
            .unwrap_or_default() > 3
            || (match &message.choice {
                Some(pb::sample::Choice::Y(value)) => Some(value),
                _ => None,
            })
                .map(String::as_str)
                .unwrap_or_default() == "y"
            || (match &message.choice {
                Some(pb::sample::Choice::Z(value)) => Some(value),
                _ => None,
            })
                .map_or(0, |it| it.number) == 7
    }
    Ok(Answer::Bool(of(message)))
}
/// `has(this.x) || has(this.y)`
fn case_92(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        (match &message.choice {
            Some(pb::sample::Choice::X(value)) => Some(value),
            _ => None,
        })
            .is_some()
            || (match &message.choice {
                Some(pb::sample::Choice::Y(value)) => Some(value),
                _ => None,
            })
                .is_some()
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inner != null`
fn case_93(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(_: &pb::Sample) -> bool {
        true
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.wi == null || this.wi > 5`
fn case_94(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            message.wi.is_none() || message.wi.ok_or(cel::Fault::Types)? > 5,
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.wi == 3`
fn case_95(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.wi == Some(3)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.wi != this.a`
fn case_96(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.wi.map(i64::from) != Some(i64::from(message.a))
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.ws == 'abc' || this.ws == null`
fn case_97(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.ws.as_deref() == Some("abc") || message.ws.as_deref().is_none()
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.ws.startsWith('a')`
fn case_98(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            message.ws.as_deref().ok_or(cel::Fault::Types)?.starts_with("a"),
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.wi > 3`
fn case_99(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(message.wi.ok_or(cel::Fault::Types)? > 3))
    }
    of(message).map(Answer::Bool)
}
/// `this.wd == 1.5`
fn case_100(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.wd == Some(1.5)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.wi == null ? this.ws == null : this.wi + 1 > this.a`
fn case_101(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            if message.wi.is_none() {
                message.ws.as_deref().is_none()
            } else {
                i64::from(message.wi.ok_or(cel::Fault::Types)?) + 1
                    > i64::from(message.a)
            },
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.numbers.size() > 2`
fn case_102(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.numbers.len() > 2
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.numbers.all(n, n > 0)`
fn case_103(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.numbers.iter().all(|n| *n > 0)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.numbers.exists(n, n == this.a)`
fn case_104(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.numbers.iter().any(|n| *n == message.a)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.numbers.exists_one(n, n > 2)`
fn case_105(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.numbers.iter().filter(|&n| *n > 2).take(2).count() == 1
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.numbers.all(n, n > 0 && this.words.exists(w, w.size() == n))`
fn case_106(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .numbers
            .iter()
            .all(|n| {
                *n > 0
                    && message
                        .words
                        .iter()
                        .any(|w| cel::count(w.chars().count()) == i64::from(*n))
            })
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.numbers.map(n, n * 2).exists(n, n == 4)`
fn case_107(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.numbers.iter().map(|n| i64::from(*n) * 2).any(|n| n == 4)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.numbers.filter(n, n % 2 == 0).size() > 1`
fn case_108(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .numbers
            .iter()
            .filter(|&n| i64::from(*n) % 2 == 0)
            .map(|n| i64::from(*n))
            .count() > 1
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.numbers.map(n, n > 1, n + 1).all(n, n < 9)`
fn case_109(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .numbers
            .iter()
            .filter_map(|n| (*n > 1).then(|| i64::from(*n) + 1))
            .all(|n| n < 9)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.numbers.all(n, this.b / n > 0)`
fn case_110(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::all(
            message.numbers.iter(),
            |n| Ok(cel::divide(message.b, i64::from(*n))? > 0),
        )
    }
    of(message).map(Answer::Bool)
}
/// `this.numbers.exists(n, this.b / n > 1)`
fn case_111(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::exists(
            message.numbers.iter(),
            |n| Ok(cel::divide(message.b, i64::from(*n))? > 1),
        )
    }
    of(message).map(Answer::Bool)
}
/// `this.numbers.exists_one(n, this.b / n == 1)`
fn case_112(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::exists_one(
            message.numbers.iter(),
            |n| Ok(cel::divide(message.b, i64::from(*n))? == 1),
        )
    }
    of(message).map(Answer::Bool)
}
/// `this.numbers.map(n, this.b / n).size() > 1`
fn case_113(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            message
                .numbers
                .iter()
                .map(|n| cel::divide(message.b, i64::from(*n)))
                .collect::<Result<Vec<_>, _>>()?
                .len() > 1,
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.numbers.filter(n, this.b / n > 0).size() > 1`
fn case_114(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            message
                .numbers
                .iter()
                .filter_map(|n| {
                    cel::attempt(|| Ok(
                            cel::kept(
                                cel::divide(message.b, i64::from(*n))? > 0,
                                || i64::from(*n),
                            ),
                        ))
                        .transpose()
                })
                .collect::<Result<Vec<_>, _>>()?
                .len() > 1,
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.numbers.map(n, n > 0, this.b / n) == [1]`
fn case_115(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            message
                .numbers
                .iter()
                .filter_map(|n| {
                    cel::attempt(|| Ok(
                            if *n > 0 {
                                Some(cel::divide(message.b, i64::from(*n))?)
                            } else {
                                None
                            },
                        ))
                        .transpose()
                })
                .collect::<Result<Vec<_>, _>>()?
                .into_iter()
                .eq([1i64].into_iter()),
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.numbers[0] > 1`
fn case_116(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(*cel::at(&message.numbers, 0)? > 1))
    }
    of(message).map(Answer::Bool)
}
/// `this.numbers[this.a] > 1`
fn case_117(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(*cel::at(&message.numbers, i64::from(message.a))? > 1))
    }
    of(message).map(Answer::Bool)
}
/// `this.a in this.numbers`
fn case_118(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.numbers.iter().any(|item| *item == message.a)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.b in this.numbers`
fn case_119(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.numbers.iter().any(|item| i64::from(*item) == message.b)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.b + 1 in this.numbers`
fn case_120(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok({
            let wanted = cel::add(message.b, 1)?;
            message.numbers.iter().any(|item| i64::from(*item) == wanted)
        }))
    }
    of(message).map(Answer::Bool)
}
/// `this.s in this.words`
fn case_121(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.words.iter().any(|item| item.as_str() == message.s.as_str())
    }
    Ok(Answer::Bool(of(message)))
}
/// `(this.s + 'b') in this.words`
fn case_122(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        {
            let wanted = [message.s.as_str(), "b"].concat();
            message.words.iter().any(|item| item.as_str() == wanted.as_str())
        }
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.words.all(w, w.startsWith(this.s))`
fn case_123(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.words.iter().all(|w| w.starts_with(message.s.as_str()))
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.words.map(w, w + '!').exists(w, w == 'a!')`
fn case_124(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.words.iter().map(|w| [w.as_str(), "!"].concat()).any(|w| w == "a!")
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.words.filter(w, w != '').size() == 1`
fn case_125(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.words.iter().filter(|&w| !w.is_empty()).map(|w| w.as_str()).count() == 1
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.words == ['a', 'b']`
fn case_126(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.words.iter().map(|item| item.as_str()).eq(["a", "b"].into_iter())
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.words + [this.s] == ['a', this.t]`
fn case_127(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .words
            .iter()
            .map(|item| item.as_str())
            .chain([message.s.as_str()].into_iter())
            .eq(["a", message.t.as_str()].into_iter())
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.numbers == [1, 2] + [this.a]`
fn case_128(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .numbers
            .iter()
            .map(|item| i64::from(*item))
            .eq(
                [1i64, 2]
                    .into_iter()
                    .chain([message.a].into_iter().map(|item| i64::from(item))),
            )
    }
    Ok(Answer::Bool(of(message)))
}
/// `[this.a, this.c > 0u ? 1 : 2].exists(n, n == 2)`
fn case_129(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        [i64::from(message.a), if message.c > 0 { 1 } else { 2 }]
            .into_iter()
            .any(|n| n == 2)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s in ['a', this.t]`
fn case_130(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        ["a", message.t.as_str()].into_iter().any(|item| item == message.s.as_str())
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.s in ['a', 'b', 'a']`
fn case_131(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        matches!(message.s.as_str(), "a" | "b")
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.a in [1, 2, 3] && this.d in [1u, 2u]`
fn case_132(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        matches!(message.a, 1 | 2 | 3) && matches!(message.d, 1 | 2)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.b in [1, 4294967296]`
fn case_133(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        matches!(message.b, 1 | 4294967296)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.a in [1, 4294967296]`
fn case_134(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        matches!(i64::from(message.a), 1 | 4294967296)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.g in [1.5, 2.5]`
fn case_135(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        [1.5, 2.5].into_iter().any(|item| item == message.g)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.numbers.unique()`
fn case_136(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::unique(message.numbers.iter().map(|item| i64::from(*item)))
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.words.unique() && this.doubles.unique() && this.blobs.unique()`
fn case_137(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::unique(message.words.iter().map(|item| item.as_str()))
            && cel::unique(message.doubles.iter().copied())
            && cel::unique(message.blobs.iter().map(|item| &item[..]))
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inners.all(i, i.number > 0 && i.name != '')`
fn case_138(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.inners.iter().all(|i| i.number > 0 && !i.name.is_empty())
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inners.map(i, i.name).unique()`
fn case_139(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::unique(message.inners.iter().map(|i| i.name.as_str()))
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inners.exists(i, i.next.number == this.a)`
fn case_140(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .inners
            .iter()
            .any(|i| i.next.as_deref().map_or(0, |it| it.number) == message.a)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inners[0].name == 'a'`
fn case_141(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(cel::at(&message.inners, 0)?.name == "a"))
    }
    of(message).map(Answer::Bool)
}
/// `this.inners.map(i, i.next).exists(n, n.number > 1)`
fn case_142(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .inners
            .iter()
            .map(|i| i.next.as_deref())
            .any(|n| n.map_or(0, |it| it.number) > 1)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inners.map(i, i.tags).exists(tags, tags.size() > 1)`
fn case_143(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.inners.iter().map(|i| i.tags.as_slice()).any(|tags| tags.len() > 1)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inners.filter(i, i.number > 1).all(i, i.name == 'a')`
fn case_144(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.inners.iter().filter(|&i| i.number > 1).all(|i| i.name == "a")
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inners.exists(i, i == this.inner)`
fn case_145(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.inners.iter().any(|i| cel::is_same(Some(i), message.inner.as_ref()))
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inner.tags.all(t, t != '') && this.inner.tags.size() < 3`
fn case_146(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .inner
            .as_ref()
            .map_or(&[][..], |it| it.tags.as_slice())
            .iter()
            .all(|t| !t.is_empty())
            && message.inner.as_ref().map_or(&[][..], |it| it.tags.as_slice()).len() < 3
    }
    Ok(Answer::Bool(of(message)))
}
/// `'a' in this.inner.tags`
fn case_147(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .inner
            .as_ref()
            .map_or(&[][..], |it| it.tags.as_slice())
            .iter()
            .any(|item| item.as_str() == "a")
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inner.tags[1] == 'b'`
fn case_148(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            cel::at(message.inner.as_ref().map_or(&[][..], |it| it.tags.as_slice()), 1)?
                == "b",
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.colors.all(c, c in [0, 1, 5])`
fn case_149(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.colors.iter().all(|c| matches!(* c, 0 | 1 | 5))
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.blobs.all(b, b.size() < 3) && b'a' in this.blobs`
fn case_150(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.blobs.iter().all(|b| b.len() < 3)
            && message.blobs.iter().any(|item| &item[..] == b"a".as_slice())
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.doubles.all(d, !d.isNan() && !d.isInf())`
fn case_151(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.doubles.iter().all(|d| !(*d).is_nan() && !(*d).is_infinite())
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.doubles.exists(d, d > 1.5)`
fn case_152(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.doubles.iter().any(|d| *d > 1.5)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.words.all(this_, this_ != this.s)`
fn case_153(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.words.iter().all(|this_| this_.as_str() != message.s.as_str())
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.words.all(i, w, i < 3 && w != '')`
fn case_154(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.words.iter().enumerate().all(|(i, w)| i < 3 && !w.is_empty())
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.words.exists(i, w, this.numbers[i] > 1)`
fn case_155(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::exists(
            message.words.iter().enumerate(),
            |(i, _)| Ok(*cel::at(&message.numbers, cel::count(i))? > 1),
        )
    }
    of(message).map(Answer::Bool)
}
/// `[1, 2, 3].all(n, n > this.a)`
fn case_156(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        1 > message.a && 2 > message.a && 3 > message.a
    }
    Ok(Answer::Bool(of(message)))
}
/// `['a', 'b'].exists(p, this.s.startsWith(p + '.'))`
fn case_157(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.s.starts_with("a.") || message.s.starts_with("b.")
    }
    Ok(Answer::Bool(of(message)))
}
/// `[[1, 2], [3]].exists(l, this.a in l)`
fn case_158(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        matches!(message.a, 1 | 2) || matches!(message.a, 3)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.words.map(w, w.size()) == [1, 2]`
fn case_159(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .words
            .iter()
            .map(|w| cel::count(w.chars().count()))
            .eq([1i64, 2].into_iter())
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.by_name.size() > 1`
fn case_160(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.by_name.len() > 1
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.by_name.all(k, k != '')`
fn case_161(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.by_name.keys().all(|k| !k.is_empty())
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.by_name.all(k, this.by_name[k] > 0)`
fn case_162(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.by_name.iter().all(|(_, value)| *value > 0)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.by_name.exists(k, v, k == this.s && v > 1)`
fn case_163(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.by_name.iter().any(|(k, v)| k.as_str() == message.s.as_str() && *v > 1)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.by_name['a'] == 1`
fn case_164(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(*message.by_name.get("a").ok_or(cel::Fault::NoSuchKey)? == 1))
    }
    of(message).map(Answer::Bool)
}
/// `this.by_name.a == 1`
fn case_165(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(*message.by_name.get("a").ok_or(cel::Fault::NoSuchKey)? == 1))
    }
    of(message).map(Answer::Bool)
}
/// `has(this.by_name.a) && this.by_name.a > 0`
fn case_166(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            message.by_name.contains_key("a")
                && *message.by_name.get("a").ok_or(cel::Fault::NoSuchKey)? > 0,
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.s in this.by_name`
fn case_167(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.by_name.contains_key(message.s.as_str())
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.by_name[this.s] > 0`
fn case_168(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            *message.by_name.get(message.s.as_str()).ok_or(cel::Fault::NoSuchKey)? > 0,
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.by_number[1] == 'a'`
fn case_169(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            message.by_number.get(&1).ok_or(cel::Fault::NoSuchKey)? == "a",
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.by_number[this.b] == this.s`
fn case_170(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            i32::try_from(message.b)
                .ok()
                .and_then(|key| message.by_number.get(&key))
                .ok_or(cel::Fault::NoSuchKey)?
                .as_str() == message.s.as_str(),
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.a in this.by_number && this.b in this.by_number`
fn case_171(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.by_number.contains_key(&message.a)
            && i32::try_from(message.b)
                .ok()
                .is_some_and(|key| message.by_number.contains_key(&key))
    }
    Ok(Answer::Bool(of(message)))
}
/// `4294967296 in this.by_number`
fn case_172(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(_: &pb::Sample) -> bool {
        false
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inner_by_name.all(k, this.inner_by_name[k].number > 0)`
fn case_173(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.inner_by_name.iter().all(|(_, value)| value.number > 0)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inner_by_name.exists(k, k.size() > 1)`
fn case_174(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.inner_by_name.keys().any(|k| k.chars().count() > 1)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inner_by_name.filter(k, k.size() > 1).size() == 1`
fn case_175(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .inner_by_name
            .keys()
            .filter(|&k| k.chars().count() > 1)
            .map(|k| k.as_str())
            .count() == 1
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inner_by_name[this.s].next.name == ''`
fn case_176(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            message
                .inner_by_name
                .get(message.s.as_str())
                .ok_or(cel::Fault::NoSuchKey)?
                .next
                .as_deref()
                .map_or("", |it| it.name.as_str())
                .is_empty(),
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.flags[this.d]`
fn case_177(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(*message.flags.get(&message.d).ok_or(cel::Fault::NoSuchKey)?))
    }
    of(message).map(Answer::Bool)
}
/// `this.flags.all(k, k > 1u || this.flags[k])`
fn case_178(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.flags.iter().all(|(k, value)| *k > 1 || *value)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.by_name == this.by_name`
fn case_179(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.by_name == message.by_name
    }
    Ok(Answer::Bool(of(message)))
}
/// `{'a': 1, 'b': this.a}[this.s] > 0`
fn case_180(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            *[("a", 1i64), ("b", i64::from(message.a))]
                .iter()
                .find(|(known, _)| *known == message.s.as_str())
                .map(|(_, value)| value)
                .ok_or(cel::Fault::NoSuchKey)? > 0,
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.s in {'a': 1, 'b': 2}`
fn case_181(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        [("a", 1i64), ("b", 2)]
            .iter()
            .map(|(key, _)| key)
            .any(|item| *item == message.s.as_str())
    }
    Ok(Answer::Bool(of(message)))
}
/// `{this.s: this.a}.exists(k, v, k == 'a' && v == 1)`
fn case_182(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        [(message.s.as_str(), message.a)]
            .iter()
            .map(|(key, value)| (key, value))
            .any(|(k, v)| *k == "a" && *v == 1)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.at > timestamp('2023-05-28T00:00:00Z')`
fn case_183(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::Timestamp::of(message.at.as_ref()) > cel::Timestamp::new(1685232000, 0)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.at - timestamp('1970-01-01T00:00:00Z') < duration('1h')`
fn case_184(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            cel::Timestamp::of(message.at.as_ref()).since(cel::Timestamp::new(0, 0))?
                < cel::Duration::new(3600, 0),
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.at + this.span > timestamp(0)`
fn case_185(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            cel::Timestamp::of(message.at.as_ref())
                .plus(cel::Duration::of(message.span.as_ref()))?
                > cel::Timestamp::new(0, 0),
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.span <= duration('1h30m') && this.span >= duration('-1.5s')`
fn case_186(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::Duration::of(message.span.as_ref()) <= cel::Duration::new(5400, 0)
            && cel::Duration::of(message.span.as_ref())
                >= cel::Duration::new(-1, -500000000)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.span + this.span == duration('2s')`
fn case_187(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            cel::Duration::of(message.span.as_ref())
                .plus(cel::Duration::of(message.span.as_ref()))?
                == cel::Duration::new(2, 0),
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.at.getFullYear() == 2023 && this.at.getMonth() < 6`
fn case_188(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::Timestamp::of(message.at.as_ref()).year() == 2023
            && cel::Timestamp::of(message.at.as_ref()).month() < 6
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.at.getHours('+05:30') == 5 || this.at.getDayOfWeek() == 1`
fn case_189(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            cel::Timestamp::of(message.at.as_ref()).day_of_week() == 1
                || cel::Timestamp::of(message.at.as_ref())
                    .within("+05:30", cel::Local::hours)? == 5,
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.at.getDate() + this.at.getDayOfMonth() + this.at.getDayOfYear() > 3`
fn case_190(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            cel::add(
                cel::add(
                    cel::Timestamp::of(message.at.as_ref()).date(),
                    cel::Timestamp::of(message.at.as_ref()).day_of_month(),
                )?,
                cel::Timestamp::of(message.at.as_ref()).day_of_year(),
            )? > 3,
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.at.getMinutes() == 0 || this.at.getSeconds() > 3 || this.at.getMilliseconds() == 5`
fn case_191(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::Timestamp::of(message.at.as_ref()).minutes() == 0
            || cel::Timestamp::of(message.at.as_ref()).seconds() > 3
            || cel::Timestamp::of(message.at.as_ref()).milliseconds() == 5
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.span.getSeconds() > 5 || this.span.getHours() == 0`
fn case_192(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::Duration::of(message.span.as_ref()).seconds() > 5
            || cel::Duration::of(message.span.as_ref()).hours() == 0
    }
    Ok(Answer::Bool(of(message)))
}
/// `int(this.at) > 1049587200`
fn case_193(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::Timestamp::of(message.at.as_ref()).unix() > 1049587200
    }
    Ok(Answer::Bool(of(message)))
}
/// `timestamp(this.s) < this.at`
fn case_194(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            cel::Timestamp::parse(message.s.as_str())?
                < cel::Timestamp::of(message.at.as_ref()),
        ))
    }
    of(message).map(Answer::Bool)
}
/// `duration(this.s) > this.span`
fn case_195(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            cel::Duration::parse(message.s.as_str())?
                > cel::Duration::of(message.span.as_ref()),
        ))
    }
    of(message).map(Answer::Bool)
}
/// `string(this.at) == '1970-01-01T00:00:00Z' || string(this.span) == '1.5s'`
fn case_196(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::Timestamp::of(message.at.as_ref()).to_string().as_str()
            == "1970-01-01T00:00:00Z"
            || cel::Duration::of(message.span.as_ref()).to_string().as_str() == "1.5s"
    }
    Ok(Answer::Bool(of(message)))
}
/// `now > this.at && now == now`
fn case_197(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        {
            let now = cel::Timestamp::now();
            now > cel::Timestamp::of(message.at.as_ref()) && now == now
        }
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.times.all(t, t > this.at)`
fn case_198(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .times
            .iter()
            .all(|t| {
                cel::Timestamp::new(t.seconds, t.nanos)
                    > cel::Timestamp::of(message.at.as_ref())
            })
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.a > this.b ? '' : 'a must be greater than b'`
fn case_199(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> &'static str {
        if i64::from(message.a) > message.b { "" } else { "a must be greater than b" }
    }
    Ok(Answer::Static(of(message)))
}
/// `this.flag ? '' : this.a > 3 ? 'red' : 'blue'`
fn case_200(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> &'static str {
        if message.flag { "" } else { if message.a > 3 { "red" } else { "blue" } }
    }
    Ok(Answer::Static(of(message)))
}
/// `this.s == 'a' ? '' : 'not `%s` but %d'.format([this.s, this.a])`
fn case_201(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> cel::Cow<'_, str> {
        if message.s == "a" {
            cel::Cow::Borrowed("")
        } else {
            cel::Cow::Owned(
                cel::Template::new()
                    .text("not `")
                    .string(message.s.as_str())
                    .text("` but ")
                    .decimal(i64::from(message.a))
                    .done(),
            )
        }
    }
    Ok(Answer::Text(of(message)))
}
/// `this.s`
fn case_202(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> cel::Cow<'_, str> {
        cel::Cow::Borrowed(message.s.as_str())
    }
    Ok(Answer::Text(of(message)))
}
/// `this.s + '!'`
fn case_203(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> cel::Cow<'_, str> {
        cel::Cow::Owned([message.s.as_str(), "!"].concat())
    }
    Ok(Answer::Text(of(message)))
}
/// `this.flag ? this.s : this.s + this.t`
fn case_204(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> cel::Cow<'_, str> {
        if message.flag {
            cel::Cow::Borrowed(message.s.as_str())
        } else {
            cel::Cow::Owned([message.s.as_str(), message.t.as_str()].concat())
        }
    }
    Ok(Answer::Text(of(message)))
}
/// `'%s %s %s'.format([this.numbers, this.words, this.by_name])`
fn case_205(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> cel::Cow<'_, str> {
        cel::Cow::Owned(
            cel::Template::new()
                .string(
                    cel::Listed(|| message.numbers.iter().map(|item| i64::from(*item))),
                )
                .text(" ")
                .string(cel::Listed(|| message.words.iter().map(|item| item.as_str())))
                .text(" ")
                .string(
                    cel::Entries(|| {
                        message
                            .by_name
                            .iter()
                            .map(|(key, value)| (key.as_str(), i64::from(*value)))
                    }),
                )
                .done(),
        )
    }
    Ok(Answer::Text(of(message)))
}
/// `'%s|%d|%.2f|%e|%x|%X|%o|%b'.format([this.flag, this.b, this.g, this.f, this.s, this.data, this.d, this.a])`
fn case_206(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> cel::Cow<'_, str> {
        cel::Cow::Owned(
            cel::Template::new()
                .string(message.flag)
                .text("|")
                .decimal(message.b)
                .text("|")
                .fixed(message.g, 2)
                .text("|")
                .scientific(f64::from(message.f), 6)
                .text("|")
                .hex(message.s.as_str())
                .text("|")
                .upper_hex(&message.data[..])
                .text("|")
                .octal(message.d)
                .text("|")
                .binary(i64::from(message.a))
                .done(),
        )
    }
    Ok(Answer::Text(of(message)))
}
/// `'%s %s %s %s'.format([this.at, this.span, this.inner.tags, [1, 2]])`
fn case_207(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> cel::Cow<'_, str> {
        cel::Cow::Owned(
            cel::Template::new()
                .string(cel::Timestamp::of(message.at.as_ref()))
                .text(" ")
                .string(cel::Duration::of(message.span.as_ref()))
                .text(" ")
                .string(
                    cel::Listed(|| {
                        message
                            .inner
                            .as_ref()
                            .map_or(&[][..], |it| it.tags.as_slice())
                            .iter()
                            .map(|item| item.as_str())
                    }),
                )
                .text(" ")
                .string(cel::Listed(|| [1i64, 2].into_iter()))
                .done(),
        )
    }
    Ok(Answer::Text(of(message)))
}
/// `'100%% of %s'.format([this.words.filter(w, w != '')])`
fn case_208(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> cel::Cow<'_, str> {
        cel::Cow::Owned(
            cel::Template::new()
                .text("100% of ")
                .string(
                    cel::Listed(|| {
                        message
                            .words
                            .iter()
                            .filter(|&w| !w.is_empty())
                            .map(|w| w.as_str())
                    }),
                )
                .done(),
        )
    }
    Ok(Answer::Text(of(message)))
}
/// `this.words.all(w, w != '') ? '' : 'an empty word'`
fn case_209(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> &'static str {
        if message.words.iter().all(|w| !w.is_empty()) { "" } else { "an empty word" }
    }
    Ok(Answer::Static(of(message)))
}
/// `this.words[0]`
fn case_210(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<cel::Cow<'_, str>, cel::Fault> {
        cel::attempt(|| Ok(cel::Cow::Borrowed(cel::at(&message.words, 0)?.as_str())))
    }
    of(message).map(Answer::Text)
}
/// `this.words.exists(w, w == 'b') ? this.words[1] : ''`
fn case_211(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<cel::Cow<'_, str>, cel::Fault> {
        cel::attempt(|| Ok(
            cel::Cow::Borrowed(
                if message.words.iter().any(|w| w == "b") {
                    cel::at(&message.words, 1)?.as_str()
                } else {
                    ""
                },
            ),
        ))
    }
    of(message).map(Answer::Text)
}
/// `this.inner.name`
fn case_212(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> cel::Cow<'_, str> {
        cel::Cow::Borrowed(message.inner.as_ref().map_or("", |it| it.name.as_str()))
    }
    Ok(Answer::Text(of(message)))
}
/// `has(this.os) ? this.os : 'none'`
fn case_213(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> cel::Cow<'_, str> {
        cel::Cow::Borrowed(
            if message.os.is_some() {
                message.os.as_deref().unwrap_or_default()
            } else {
                "none"
            },
        )
    }
    Ok(Answer::Text(of(message)))
}
/// `this.words.map(w, w + '!').map(x, x).exists(x, x == 'a!')`
fn case_214(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .words
            .iter()
            .map(|w| [w.as_str(), "!"].concat())
            .map(|x| x.as_str().to_owned())
            .any(|x| x == "a!")
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.words.map(w, w + '!').filter(x, x != 'a!').size() > 1`
fn case_215(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .words
            .iter()
            .map(|w| [w.as_str(), "!"].concat())
            .filter(|x| x != "a!")
            .count() > 1
    }
    Ok(Answer::Bool(of(message)))
}
/// `[this.numbers, [1]].exists(l, l.size() > 1)`
fn case_216(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        [
            message.numbers.iter().map(|item| i64::from(*item)).collect::<Vec<_>>(),
            [1i64].into_iter().collect::<Vec<_>>(),
        ]
            .into_iter()
            .any(|l| l.len() > 1)
    }
    Ok(Answer::Bool(of(message)))
}
/// `[1, 2].map(x, x * this.a).exists(x, x > 3)`
fn case_217(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            [1i64, 2]
                .into_iter()
                .map(|x| cel::multiply(x, i64::from(message.a)))
                .collect::<Result<Vec<_>, _>>()?
                .into_iter()
                .any(|x| x > 3),
        ))
    }
    of(message).map(Answer::Bool)
}
/// `(this.flag ? this.numbers : [1]).size() == 1`
fn case_218(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        (if message.flag {
            message.numbers.iter().map(|item| i64::from(*item)).collect::<Vec<_>>()
        } else {
            [1i64].into_iter().collect::<Vec<_>>()
        })
            .len() == 1
    }
    Ok(Answer::Bool(of(message)))
}
/// `{1: this.words}[1][0] == 'a'`
fn case_219(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            cel::at(
                &[(1i64, message.words.as_slice())]
                    .iter()
                    .find(|(known, _)| *known == 1)
                    .map(|(_, value)| value)
                    .ok_or(cel::Fault::NoSuchKey)?,
                0,
            )? == "a",
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.by_number.map(k, this.by_number[k]).exists(v, v == 'a')`
fn case_220(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.by_number.iter().map(|(_, value)| value.as_str()).any(|v| v == "a")
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.by_number.filter(k, this.by_number[k] == 'a').size() == 1`
fn case_221(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            message
                .by_number
                .keys()
                .filter_map(|k| {
                    cel::attempt(|| Ok(
                            cel::kept(
                                message.by_number.get(&*k).ok_or(cel::Fault::NoSuchKey)?
                                    == "a",
                                || i64::from(*k),
                            ),
                        ))
                        .transpose()
                })
                .collect::<Result<Vec<_>, _>>()?
                .len() == 1,
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.inner.tags.map(t, t + this.s).exists(t, t == 'aa')`
fn case_222(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .inner
            .as_ref()
            .map_or(&[][..], |it| it.tags.as_slice())
            .iter()
            .map(|t| [t.as_str(), message.s.as_str()].concat())
            .any(|t| t == "aa")
    }
    Ok(Answer::Bool(of(message)))
}
/// `(this.flag ? this.inner : this.other).number > 1`
fn case_223(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        (if message.flag { message.inner.as_ref() } else { message.other.as_ref() })
            .map_or(0, |it| it.number) > 1
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.inners.filter(i, i.number > 1)[0].name == 'a'`
fn case_224(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            (*cel::at(
                &message.inners.iter().filter(|&i| i.number > 1).collect::<Vec<_>>(),
                0,
            )?)
                .name == "a",
        ))
    }
    of(message).map(Answer::Bool)
}
/// `[this.inner, this.other].all(i, i.number > 0)`
fn case_225(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        [message.inner.as_ref(), message.other.as_ref()]
            .into_iter()
            .all(|i| i.map_or(0, |it| it.number) > 0)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.wi in [1, 2]`
fn case_226(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            message.wi.is_some()
                && matches!(message.wi.ok_or(cel::Fault::Types) ?, 1 | 2),
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.ws in this.words`
fn case_227(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            message.ws.as_deref().is_some()
                && ({
                    let wanted = message.ws.as_deref().ok_or(cel::Fault::Types)?;
                    message.words.iter().any(|item| item.as_str() == wanted)
                }),
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.inners.all(i, i.tags.all(t, t in this.words))`
fn case_228(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .inners
            .iter()
            .all(|i| {
                i
                    .tags
                    .iter()
                    .all(|t| {
                        message.words.iter().any(|item| item.as_str() == t.as_str())
                    })
            })
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.numbers.all(n, this.numbers.filter(m, m == n).size() == 1)`
fn case_229(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message
            .numbers
            .iter()
            .all(|n| {
                message
                    .numbers
                    .iter()
                    .filter(|&m| *m == *n)
                    .map(|m| i64::from(*m))
                    .count() == 1
            })
    }
    Ok(Answer::Bool(of(message)))
}
/// `type(this.a) == int`
fn case_230(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(_: &pb::Sample) -> bool {
        true
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.f in [0.5]`
fn case_231(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        [0.5].into_iter().any(|item| item == f64::from(message.f))
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.words.map(w, int(w)).all(x, x > 0)`
fn case_232(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            message
                .words
                .iter()
                .map(|w| cel::int(w.as_str()))
                .collect::<Result<Vec<_>, _>>()?
                .into_iter()
                .all(|x| x > 0),
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.numbers.all(n, n in this.by_number)`
fn case_233(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        message.numbers.iter().all(|n| message.by_number.contains_key(&*n))
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.words.all(w, this.by_name[w] > 0)`
fn case_234(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::all(
            message.words.iter(),
            |w| Ok(*message.by_name.get(w.as_str()).ok_or(cel::Fault::NoSuchKey)? > 0),
        )
    }
    of(message).map(Answer::Bool)
}
/// `this.words.all(w, w in this.by_name && this.by_name[w] > 1)`
fn case_235(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::all(
            message.words.iter(),
            |w| Ok(
                message.by_name.contains_key(w.as_str())
                    && *message.by_name.get(w.as_str()).ok_or(cel::Fault::NoSuchKey)? > 1,
            ),
        )
    }
    of(message).map(Answer::Bool)
}
/// `this.words.exists(w, this.by_name[w] > 0 || this.by_name[w] < 0)`
fn case_236(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::exists(
            message.words.iter(),
            |w| cel::or(
                || Ok(
                    *message.by_name.get(w.as_str()).ok_or(cel::Fault::NoSuchKey)? > 0,
                ),
                || Ok(*message.by_name.get(w.as_str()).ok_or(cel::Fault::NoSuchKey)? < 0),
            ),
        )
    }
    of(message).map(Answer::Bool)
}
/// `this.times.all(t, t < now)`
fn case_237(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        {
            let now = cel::Timestamp::now();
            message.times.iter().all(|t| cel::Timestamp::new(t.seconds, t.nanos) < now)
        }
    }
    Ok(Answer::Bool(of(message)))
}
/// `dyn(this).zzz == 1 || this.flag`
fn case_238(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(message.flag || Err::<bool, _>(cel::Fault::NoSuchField)?))
    }
    of(message).map(Answer::Bool)
}
/// `dyn(this.a) == 1u`
fn case_239(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::equal(i64::from(message.a), 1u64)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.words.map(w, [w, this.s]).exists(p, p[0] == p[1])`
fn case_240(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::exists(
            message.words.iter().map(|w| [w.as_str(), message.s.as_str()]),
            |p| Ok(*cel::at(&p, 0)? == *cel::at(&p, 1)?),
        )
    }
    of(message).map(Answer::Bool)
}
/// `this.inners.map(i, i.name + this.s).unique()`
fn case_241(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        cel::unique(
            message.inners.iter().map(|i| [i.name.as_str(), message.s.as_str()].concat()),
        )
    }
    Ok(Answer::Bool(of(message)))
}
/// `(this.a > 1 ? this.wi : this.oi) == 1`
fn case_242(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> bool {
        (if message.a > 1 { message.wi } else { Some(message.oi.unwrap_or_default()) })
            == Some(1)
    }
    Ok(Answer::Bool(of(message)))
}
/// `this.numbers.map(n, this.b / n).exists(x, x > 1)`
fn case_243(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::attempt(|| Ok(
            message
                .numbers
                .iter()
                .map(|n| cel::divide(message.b, i64::from(*n)))
                .collect::<Result<Vec<_>, _>>()?
                .into_iter()
                .any(|x| x > 1),
        ))
    }
    of(message).map(Answer::Bool)
}
/// `this.inners.exists(i, this.inner_by_name[i.name].number == i.number)`
fn case_244(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<bool, cel::Fault> {
        cel::exists(
            message.inners.iter(),
            |i| Ok(
                message
                    .inner_by_name
                    .get(i.name.as_str())
                    .ok_or(cel::Fault::NoSuchKey)?
                    .number == i.number,
            ),
        )
    }
    of(message).map(Answer::Bool)
}
/// `'%s'.format([this.numbers.map(n, this.b / n)])`
fn case_245(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> Result<cel::Cow<'_, str>, cel::Fault> {
        cel::attempt(|| Ok(
            cel::Cow::Owned(
                cel::Template::new()
                    .string(
                        message
                            .numbers
                            .iter()
                            .map(|n| cel::divide(message.b, i64::from(*n)))
                            .collect::<Result<Vec<_>, _>>()?,
                    )
                    .done(),
            ),
        ))
    }
    of(message).map(Answer::Text)
}
/// `'%s %s'.format([this.words.map(w, w + '!'), {'a': this.a}])`
fn case_246(message: &pb::Sample) -> Result<Answer<'_>, cel::Fault> {
    fn of(message: &pb::Sample) -> cel::Cow<'_, str> {
        cel::Cow::Owned(
            cel::Template::new()
                .string(
                    cel::Listed(|| {
                        message.words.iter().map(|w| [w.as_str(), "!"].concat())
                    }),
                )
                .text(" ")
                .string(
                    cel::Entries(|| {
                        [("a", message.a)]
                            .into_iter()
                            .map(|(key, value)| (key, i64::from(value)))
                    }),
                )
                .done(),
        )
    }
    Ok(Answer::Text(of(message)))
}
