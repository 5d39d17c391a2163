//! Looks for a value in all memory that the process can write to, by /proc/self/mem.

use std::fs::File;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::fs::FileExt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// What a canary consists of.
const LETTERS: usize = 48;
/// What is looked for: so long that it stands nowhere by chance, and so short that whatever a cipher works on at once holds one.
const PIECE: usize = 8;
/// What is kept of a letter, so that the canary is not found in what looks for it.
const HIDDEN: u8 = 0xa5;
const BUFFER: usize = 1 << 16;

/// One at a time: the buffer of another would hold what it has just read.
static SCANNING: Mutex<()> = Mutex::new(());

/// A random value, of which only what hides it is kept.
pub(crate) struct Canary {
    hidden: Vec<u8>,
    first: [bool; 256],
    /// All that a scan needs is there before: what it allocated could lie over what it looks for.
    scanner: Mutex<Scanner>,
    _alone: MutexGuard<'static, ()>,
}

struct Scanner {
    memory: File,
    maps: File,
    lines: String,
    buffer: Vec<u8>,
}

/// Parts of the canary that were found.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Found {
    /// In stacks.
    pub(crate) stack: usize,
    /// Elsewhere: the heap, and what is static.
    pub(crate) heap: usize,
}

impl Canary {
    pub(crate) fn new() -> Self {
        let mut rng = StdRng::seed_from_u64(RandomState::new().build_hasher().finish());
        let hidden: Vec<u8> = (0..LETTERS).map(|_| rng.random_range(b'a'..=b'z') ^ HIDDEN).collect();
        let mut first = [false; 256];
        for piece in hidden.chunks_exact(PIECE) {
            first[usize::from(piece[0] ^ HIDDEN)] = true;
        }
        let open = |path| File::open(path).expect("Linux shows a process its memory");
        Self {
            hidden,
            first,
            scanner: Mutex::new(Scanner {
                memory: open("/proc/self/mem"),
                maps: open("/proc/self/maps"),
                lines: String::with_capacity(BUFFER),
                buffer: vec![0; BUFFER],
            }),
            _alone: SCANNING.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// The canary over and over, so many bytes. No other copy of it is made.
    pub(crate) fn text(&self, length: usize) -> String {
        let mut text = String::with_capacity(length);
        let letters = self.hidden.iter().cycle().take(length);
        text.extend(letters.map(|byte| char::from(byte ^ HIDDEN)));
        text
    }

    /// How many parts of the canary stand in memory.
    pub(crate) fn found(&self) -> Found {
        let mut scanner = self.scanner.lock().unwrap_or_else(PoisonError::into_inner);
        let Scanner {
            memory,
            maps,
            lines,
            buffer,
        } = &mut *scanner;
        lines.clear();
        maps.seek(SeekFrom::Start(0)).expect("it can be read again");
        maps.read_to_string(lines).expect("it is text");
        let own = buffer.as_ptr().addr();
        // A local variable's address: what is mapped around it is this thread's stack.
        let here = std::ptr::from_ref(&own).addr();
        let mut found = Found::default();
        let mut read = 0;
        for line in lines.lines().filter(|line| line.contains(" rw")) {
            let (from, to) = range(line);
            let is_stack = (from..to).contains(&here) || line.ends_with("[stack]");
            let mut at = from;
            while at < to {
                let length = BUFFER.min(to - at);
                let buffer = &mut buffer[..length];
                if memory.read_exact_at(buffer, at as u64).is_err() {
                    break;
                }
                read += length;
                let hits = self.places(buffer).map(|place| at + place);
                let hits = hits.filter(|place| !(own..own + BUFFER).contains(place)).count();
                *(if is_stack { &mut found.stack } else { &mut found.heap }) += hits;
                // What begins in one part may end in the next.
                at += if at + length == to { length } else { length - PIECE + 1 };
            }
        }
        buffer.fill(0);
        assert!(read > 1 << 20, "only {read} bytes were looked at");
        found
    }

    fn places<'b>(&'b self, bytes: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
        let candidates = bytes
            .iter()
            .enumerate()
            .filter(|(_, byte)| self.first[usize::from(**byte)]);
        candidates.map(|(at, _)| at).filter(|at| {
            let window = bytes.get(*at..*at + PIECE).unwrap_or_default();
            let is = |piece: &[u8]| piece.iter().map(|byte| byte ^ HIDDEN).eq(window.iter().copied());
            self.hidden.chunks_exact(PIECE).any(is)
        })
    }
}

/// `7f00-7fff rw-p ..`
fn range(line: &str) -> (usize, usize) {
    let number = |text| usize::from_str_radix(text, 16).expect("an address");
    let (range, _) = line.split_once(' ').expect("a range");
    let (from, to) = range.split_once('-').expect("two addresses");
    (number(from), number(to))
}
