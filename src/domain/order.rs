//! Fractional order keys: a text between any two others, so that moving one row writes one row.

use fractional_index::FractionalIndex;

/// A key that sorts between `before` and `after` (either may be open). Keys that cannot be read count as open:
/// the row then lands at the end, and nothing else moves.
pub fn between(before: Option<&str>, after: Option<&str>) -> String {
    let (before, after) = (before.and_then(read), after.and_then(read));
    let key = match (&before, &after) {
        (Some(b), Some(a)) => return amid(&b.to_string(), &a.to_string()),
        (Some(b), None) => FractionalIndex::new_after(b),
        (None, Some(a)) => FractionalIndex::new_before(a),
        (None, None) => FractionalIndex::default(),
    };
    key.to_string()
}

/// Whether a text is such a key, written as we write it: others do not sort by their text.
pub fn is_key(text: &str) -> bool {
    read(text).is_some_and(|key| key.to_string() == text)
}

/// The crate takes one from a byte of the second key that may be zero, unless the first bytes differ: what both begin with is kept.
fn amid(before: &str, after: &str) -> String {
    let most = before.len().min(after.len()).saturating_sub(2) / 2;
    let same = (0..most).take_while(|at| before[2 * at..2 * at + 2] == after[2 * at..2 * at + 2]).count() * 2;
    let rising = (before < after).then(|| read(&before[same..]).zip(read(&after[same..]))).flatten();
    match rising.and_then(|(b, a)| FractionalIndex::new_between(&b, &a)) {
        Some(key) => before[..same].to_owned() + &key.to_string(),
        None => read(before).map(|b| FractionalIndex::new_after(&b)).unwrap_or_default().to_string(),
    }
}

/// The crate panics at texts that are no pairs of hexadecimal digits, and a file may hold any text.
fn read(text: &str) -> Option<FractionalIndex> {
    let pairs = text.len().is_multiple_of(2) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    pairs.then(|| FractionalIndex::from_string(text).ok()).flatten()
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

/// `count` keys in rising order, all after `last`: many rows that come to the end of a list at once.
pub fn sequence_after(last: &str, count: usize) -> Vec<String> {
    let keys = sequence(count);
    if last.is_empty() {
        return keys;
    }
    // What begins with a later key is later, and all of it has the room of the keys behind.
    let next = between(Some(last), None);
    keys.into_iter().map(|key| format!("{next}{key}")).collect()
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
    fn many_keys_come_after_the_last_one() {
        for last in ["", "80", "ff80", "ffff80", "0180"] {
            let keys = sequence_after(last, 1000);
            assert!(keys.windows(2).all(|w| w[0] < w[1]) && last < keys[0].as_str());
            assert!(keys.iter().all(|k| k.len() <= last.len() + 10));
            let end = keys.last().map_or("", String::as_str);
            assert!(between(Some(end), None).as_str() > end && sequence_after(end, 2)[0].as_str() > end, "{last}");
            assert!(between(Some(last), keys.first().map(String::as_str)).as_str() > last);
        }
    }

    #[test]
    fn unreadable_neighbours_are_ignored() {
        assert!(!between(Some("not a key"), None).is_empty());
        assert!(!between(Some("汉80"), Some("a")).is_empty());
        let a = between(None, None);
        assert!(between(Some(&a), Some(&a)) > a);
    }
}
