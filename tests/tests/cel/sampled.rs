//! Values that make expressions true, false and fail.

use std::collections::HashMap;

use prost_types::{Duration, Timestamp};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};

use crate::pb::{Color, Inner, Sample, sample::Choice};

pub(crate) struct Source(StdRng);

impl Source {
    pub(crate) fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    fn of<T: Clone>(&mut self, values: &[T]) -> T {
        values.choose(&mut self.0).cloned().expect("there are values")
    }

    fn some<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.0.random_bool(0.6).then(|| value(self))
    }

    fn list<T>(&mut self, mut value: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let length = self.0.random_range(0..4);
        (0..length).map(|_| value(self)).collect()
    }

    fn i32(&mut self) -> i32 {
        self.of(&[0, 1, 2, 3, 4, 5, 7, -1, -2, i32::MAX, i32::MIN])
    }

    fn i64(&mut self) -> i64 {
        self.of(&[0, 1, 2, 3, 5, 7, -1, -3, 4_294_967_296, i64::MAX, i64::MIN])
    }

    fn u64(&mut self) -> u64 {
        self.of(&[0, 1, 2, 3, 7, u64::MAX, i64::MAX as u64 + 1])
    }

    fn f64(&mut self) -> f64 {
        self.of(&[
            0.0,
            0.5,
            1.0,
            1.5,
            3.7,
            -2.0,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            1e300,
        ])
    }

    fn text(&mut self) -> String {
        let texts = [
            "",
            "a",
            "b",
            "ab",
            "ba",
            "abc",
            "2",
            "7",
            "-3",
            "aa",
            "true",
            "é",
            "1h",
            "2023-05-28T00:00:00Z",
            "A",
            " a",
        ];
        self.of(&texts).to_owned()
    }

    fn bytes(&mut self) -> Vec<u8> {
        self.of(&[&b""[..], b"a", b"abc", b"\xff", b"ab\x80", "é".as_bytes()])
            .to_vec()
    }

    fn color(&mut self) -> i32 {
        self.of(&[Color::Unspecified as i32, Color::Red as i32, Color::Blue as i32, 9])
    }

    fn timestamp(&mut self) -> Timestamp {
        Timestamp {
            seconds: self.of(&[
                0,
                1,
                86_399,
                1_685_232_000,
                1_672_551_006,
                -2_208_988_800,
                4_102_444_799,
                1_049_587_201,
            ]),
            nanos: self.of(&[0, 5_000_000, 999_999_999]),
        }
    }

    fn duration(&mut self) -> Duration {
        let (seconds, nanos) = self.of(&[
            (0, 0),
            (1, 0),
            (1, 500_000_000),
            (-1, -500_000_000),
            (5_400, 0),
            (9_045, 0),
        ]);
        Duration { seconds, nanos }
    }

    fn inner(&mut self, depth: usize) -> Inner {
        Inner {
            number: self.i32(),
            name: self.text(),
            next: match depth {
                0 => None,
                _ => self.some(|source| Box::new(source.inner(depth - 1))),
            },
            tags: self.list(Self::text),
            maybe: self.some(Self::i64),
        }
    }

    pub(crate) fn sample(&mut self) -> Sample {
        let a = self.i32();
        Sample {
            flag: self.0.random_bool(0.5),
            a,
            b: self.i64(),
            c: self.of(&[0, 1, 2, 7, u32::MAX]),
            d: self.u64(),
            f: self.of(&[0.0, 0.5, 0.1, -1.0, f32::NAN]),
            g: self.f64(),
            s: self.text(),
            t: self.text(),
            data: self.bytes(),
            color: self.color(),
            inner: self.some(|source| source.inner(2)),
            other: self.some(|source| source.inner(1)),
            oi: self.some(Self::i32),
            os: self.some(Self::text),
            numbers: self.list(|source| source.of(&[0, 1, 2, 3, a])),
            words: self.list(Self::text),
            inners: self.list(|source| source.inner(1)),
            doubles: self.list(Self::f64),
            by_name: self.list(|source| (source.text(), source.i32())).into_iter().collect(),
            by_number: self.list(|source| (source.i32(), source.text())).into_iter().collect(),
            inner_by_name: self
                .list(|source| (source.text(), source.inner(0)))
                .into_iter()
                .collect(),
            choice: self.some(|source| match source.0.random_range(0..3) {
                0 => Choice::X(source.i32()),
                1 => Choice::Y(source.text()),
                _ => Choice::Z(source.inner(0)),
            }),
            at: self.some(Self::timestamp),
            span: self.some(Self::duration),
            wi: self.some(Self::i32),
            ws: self.some(Self::text),
            colors: self.list(Self::color),
            blobs: self.list(Self::bytes),
            flags: self
                .list(|source| (source.u64(), source.0.random_bool(0.5)))
                .into_iter()
                .collect::<HashMap<_, _>>(),
            wd: self.some(Self::f64),
            times: self.list(Self::timestamp),
        }
    }
}
