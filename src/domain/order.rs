//! Fractional order keys: a text between any two others, so that moving one row writes one row.

use fractional_index::FractionalIndex;

/// A key that sorts between `before` and `after` (either may be open). Keys that cannot be read count as open:
/// the row then lands at the end, and nothing else moves.
pub fn between(before: Option<&str>, after: Option<&str>) -> String {
    let read = |key: Option<&str>| key.and_then(|k| FractionalIndex::from_string(k).ok());
    let (before, after) = (read(before), read(after));
    let key = match (&before, &after) {
        (Some(b), Some(a)) => FractionalIndex::new_between(b, a).unwrap_or_else(|| FractionalIndex::new_after(b)),
        (Some(b), None) => FractionalIndex::new_after(b),
        (None, Some(a)) => FractionalIndex::new_before(a),
        (None, None) => FractionalIndex::default(),
    };
    key.to_string()
}

/// Whether a text is such a key, written as we write it: others do not sort by their text.
pub fn is_key(text: &str) -> bool {
    FractionalIndex::from_string(text).is_ok_and(|key| key.to_string() == text)
}

/// `count` keys in rising order, for rows that are made together. They are spread evenly over the middle half of all keys and have
/// one length: appending one by one would make them longer by a byte for each 127, and room at both ends keeps later ones short.
pub fn sequence(count: usize) -> Vec<String> {
    let (mut bytes, mut room) = (1u32, 0x80u64);
    while room <= count as u64 {
        bytes += 1;
        room *= 0x100;
    }
    let first = room / 2;
    (0..count as u64)
        .map(|i| {
            let number = first + (i + 1) * room / (count as u64 + 1);
            // Every key of the crate ends with this byte.
            format!("{number:0width$x}80", width = 2 * bytes as usize)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_fall_between_their_neighbours() {
        let mut keys = sequence(50);
        assert!(keys.windows(2).all(|w| w[0] < w[1]));
        for i in 0..200 {
            let at = (i * 7) % (keys.len() - 1);
            let key = between(Some(&keys[at]), Some(&keys[at + 1]));
            assert!(keys[at] < key && key < keys[at + 1]);
            keys.insert(at + 1, key);
        }
        let first = between(None, keys.first().map(String::as_str));
        assert!(first < keys[0]);
    }

    #[test]
    fn many_keys_stay_short_and_readable() {
        for count in [0, 1, 7, 127, 128, 10_000] {
            let keys = sequence(count);
            assert_eq!(keys.len(), count);
            assert!(keys.windows(2).all(|w| w[0] < w[1]));
            assert!(keys.iter().all(|k| k.len() <= 6 && FractionalIndex::from_string(k).is_ok()), "{count}");
            assert!(keys.first().is_none_or(|k| between(None, Some(k)) < *k));
            assert!(keys.last().is_none_or(|k| between(Some(k), None) > *k));
        }
    }

    #[test]
    fn unreadable_neighbours_are_ignored() {
        assert!(!between(Some("not a key"), None).is_empty());
        let a = between(None, None);
        assert!(between(Some(&a), Some(&a)) > a);
    }
}
