//! Hybrid logical clock stamps: which of two writes of the same value is the later one. Bookkeeping only: no figure reads them.

use std::fmt;

/// Unix milliseconds (48 bits), a counter (16 bits) and the id of the page load that wrote (64 bits), in that order of weight.
/// The page-load id is drawn anew at each load, so tabs, copied profiles and restored backups never share one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Stamp(pub [u8; 16]);

impl Stamp {
    /// Before every other stamp: what rows that ship with the app, or came without stamps, carry.
    pub const ZERO: Stamp = Stamp([0; 16]);

    /// The last millisecond of the year 9999, beyond which no calendar here goes. The clock counts on from the latest stamp that it has
    /// seen, so one at the end of the 48 bits would leave no room for later ones, and win every merge.
    pub const LAST_MS: u64 = 253_402_300_799_999;

    /// A stamp from its parts. Milliseconds beyond 48 bits are cut off.
    pub fn new(ms: u64, count: u16, load: u64) -> Stamp {
        let mut b = [0; 16];
        b[..6].copy_from_slice(&ms.to_be_bytes()[2..]);
        b[6..8].copy_from_slice(&count.to_be_bytes());
        b[8..].copy_from_slice(&load.to_be_bytes());
        Stamp(b)
    }

    /// Unix milliseconds.
    pub fn ms(self) -> u64 {
        self.0[..6].iter().fold(0, |ms, b| ms << 8 | u64::from(*b))
    }

    /// The counter among writes of the same millisecond.
    pub fn count(self) -> u16 {
        u16::from_be_bytes([self.0[6], self.0[7]])
    }

    /// The page load that wrote.
    pub fn load(self) -> u64 {
        self.0[8..].iter().fold(0, |load, b| load << 8 | u64::from(*b))
    }

    /// Reads the 32 hexadecimal digits of `Display`.
    pub fn parse(text: &str) -> Option<Stamp> {
        (text.len() == 32).then(|| super::id::Id::parse(text)).flatten().map(|id| Stamp(id.0))
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&super::id::hex(self.0)).unwrap_or_default())
    }
}

impl fmt::Debug for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Gives out stamps that always rise, also when the machine's clock is set back.
#[derive(Clone, Debug)]
pub struct Clock {
    last: Stamp,
    load: u64,
}

impl Clock {
    /// A clock for the page load `load`.
    pub fn new(load: u64) -> Clock {
        Clock { last: Stamp::ZERO, load }
    }

    /// The next stamp: later than every stamp given or observed before.
    pub fn tick(&mut self, now_ms: u64) -> Stamp {
        let (ms, count) = if now_ms > self.last.ms() {
            (now_ms, 0)
        } else {
            match self.last.count().checked_add(1) {
                Some(count) => (self.last.ms(), count),
                None => (self.last.ms() + 1, 0),
            }
        };
        self.last = Stamp::new(ms, count, self.load);
        self.last
    }

    /// Takes note of a stamp that came from elsewhere.
    pub fn observe(&mut self, stamp: Stamp) {
        self.last = self.last.max(stamp);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_rise_when_the_clock_stands_still_or_is_set_back() {
        let mut clock = Clock::new(42);
        let a = clock.tick(1_000);
        let b = clock.tick(1_000);
        let c = clock.tick(10);
        let d = clock.tick(1_001);
        assert!(a < b && b < c && c < d);
        clock.observe(Stamp::new(9_000, 65_535, 1));
        let e = clock.tick(2_000);
        assert_eq!((e.ms(), e.count()), (9_001, 0));
    }

    #[test]
    fn text_form_round_trips_and_sorts() {
        let (a, b) = (Stamp::new(1_700_000_000_000, 1, 9), Stamp::new(1_700_000_000_000, 2, 1));
        assert!(a.to_string() < b.to_string());
        assert_eq!(Stamp::parse(&a.to_string()), Some(a));
        assert_eq!(Stamp::parse("12"), None);
        assert_eq!(a.ms(), 1_700_000_000_000);
    }
}
