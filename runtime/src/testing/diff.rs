//! Two texts, line by line.

/// The most pairs of lines that are compared to find the fewest differences.
const MOST: usize = 4_000_000;

/// All lines of both: those that both have after two spaces, those of the left one after `- `, those of the right one after `+ `.
pub(super) fn lines(left: &str, right: &str) -> String {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.lines().collect(), right.lines().collect());
    let before = left.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let (head, left) = left.split_at(before);
    let right = &right[before..];
    let after = left
        .iter()
        .rev()
        .zip(right.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (left, tail) = left.split_at(left.len() - after);
    let right = &right[..right.len() - after];

    let mut text = String::new();
    let mut put = |mark: &str, line: &str| {
        text.push_str(mark);
        text.push_str(line);
        text.push('\n');
    };
    head.iter().for_each(|line| put("  ", line));
    let common = common(left, right);
    let (mut a, mut b) = (0, 0);
    for (at_left, at_right) in common.into_iter().chain([(left.len(), right.len())]) {
        left[a..at_left].iter().for_each(|line| put("- ", line));
        right[b..at_right].iter().for_each(|line| put("+ ", line));
        left[at_left..].iter().take(1).for_each(|line| put("  ", line));
        (a, b) = (at_left + 1, at_right + 1);
    }
    tail.iter().for_each(|line| put("  ", line));
    text
}

/// The longest sequence of lines that both have, by their indexes; none if that would take too long to find.
fn common(left: &[&str], right: &[&str]) -> Vec<(usize, usize)> {
    let width = right.len() + 1;
    if left.len().saturating_mul(right.len()) > MOST {
        return Vec::new();
    }
    // How many lines are common from here on.
    let mut lengths = vec![0_u32; (left.len() + 1) * width];
    for a in (0..left.len()).rev() {
        for b in (0..right.len()).rev() {
            let (below, beside) = (lengths[(a + 1) * width + b], lengths[a * width + b + 1]);
            lengths[a * width + b] = if left[a] == right[b] {
                lengths[(a + 1) * width + b + 1] + 1
            } else {
                below.max(beside)
            };
        }
    }
    let (mut a, mut b, mut found) = (0, 0, Vec::new());
    while a < left.len() && b < right.len() {
        if left[a] == right[b] {
            found.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if lengths[(a + 1) * width + b] >= lengths[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn common_lines_stand_once() {
        assert_eq!(lines("a\nb\nc", "a\nx\nc"), "  a\n- b\n+ x\n  c\n");
        assert_eq!(lines("a\nb\nc\nd", "a\nc\ne\nd"), "  a\n- b\n  c\n+ e\n  d\n");
        assert_eq!(lines("a", "a\nb"), "  a\n+ b\n");
        assert_eq!(lines("a\na", "a"), "  a\n- a\n");
        assert_eq!(lines("", "a"), "+ a\n");
    }

    #[test]
    fn long_texts_are_told_apart_without_a_search() {
        let text = |letter: &str| format!("head\n{}tail", format!("{letter}\n").repeat(3_000));
        let difference = lines(&text("a"), &text("b"));
        assert_eq!(difference.matches("- a\n").count(), 3_000);
        assert!(difference.starts_with("  head\n- a\n") && difference.ends_with("+ b\n  tail\n"));
    }

    proptest! {
        #[test]
        fn both_texts_are_in_it_whole(left in "([ab]\n){0,12}", right in "([ab]\n){0,12}") {
            let difference = lines(&left, &right);
            let of = |mark: &str| -> String {
                let lines = difference.lines().filter(|line| line.starts_with("  ") || line.starts_with(mark));
                lines.map(|line| format!("{}\n", &line[2..])).collect()
            };
            prop_assert_eq!(of("- "), left);
            prop_assert_eq!(of("+ "), right);
        }
    }
}
