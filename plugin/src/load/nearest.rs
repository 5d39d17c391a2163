//! The name that somebody who mistyped one may have meant.

/// Of the candidates, the one that is the fewest edits away; the first of several. `None` if all are far away: more than a
/// third of the name would have to be edited.
pub(crate) fn nearest(name: &str, candidates: impl Iterator<Item = String>) -> Option<String> {
    let mut limit = name.chars().count() / 3 + 1;
    let mut best = None;
    for candidate in candidates {
        if candidate.len().abs_diff(name.len()) >= limit {
            continue;
        }
        let distance = distance(name, &candidate);
        if distance < limit {
            limit = distance;
            best = Some(candidate);
        }
    }
    best
}

/// How many characters have to be inserted, removed or replaced (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (index, from) in a.chars().enumerate() {
        // The value above and left of the one to compute.
        let mut diagonal = std::mem::replace(&mut row[0], index + 1);
        for (column, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_counted_in_edits() {
        for (a, b, edits) in [
            ("", "", 0),
            ("phone", "phone", 0),
            ("phone", "pone", 1),
            ("phnoe", "phone", 2),
            ("", "ab", 2),
        ] {
            assert_eq!((distance(a, b), distance(b, a)), (edits, edits), "{a} {b}");
        }
    }

    #[test]
    fn what_is_far_away_is_not_meant() {
        let candidates = || [".a.User.email", ".a.User.phone"].map(str::to_owned).into_iter();
        assert_eq!(nearest(".a.User.phnoe", candidates()).as_deref(), Some(".a.User.phone"));
        assert_eq!(nearest(".b.Order.total", candidates()), None);
    }
}
