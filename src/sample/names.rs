//! Made-up names, numbers and addresses of people and companies.

use super::draw::Draw;
use crate::text::words::sample_pools as pools;
use crate::text::Lang;
use std::collections::HashSet;

/// A person's name.
pub fn person(draw: &mut Draw, lang: Lang) -> String {
    let family = draw.pick(pools::FAMILY_NAMES.in_(lang));
    let given = draw.pick(pools::GIVEN_NAMES.in_(lang));
    match lang {
        Lang::Zh => format!("{family}{given}"),
        Lang::En => format!("{given} {family}"),
    }
}

/// A mobile number that nobody has: the block 0000 is not given out.
pub fn phone(draw: &mut Draw, lang: Lang) -> String {
    let head = draw.pick(&[130, 131, 133, 135, 136, 137, 138, 139, 150, 151, 152, 158, 159, 180, 181, 186, 188, 189]);
    let tail = draw.below(10_000);
    match lang {
        Lang::Zh => format!("{head}0000{tail:04}"),
        Lang::En => format!("+86 {head} 0000 {tail:04}"),
    }
}

/// Names of companies, each given out once.
#[derive(Default)]
pub struct Companies {
    taken: HashSet<(usize, usize, usize)>,
    full: HashSet<(usize, usize, usize, usize)>,
}

impl Companies {
    /// A new company in a city (place in the pool) with its trade (place in the pool).
    pub fn name(&mut self, draw: &mut Draw, lang: Lang, city: usize) -> (String, usize) {
        let (stems, trades) = (pools::COMPANY_STEMS.in_(lang), pools::COMPANY_TRADES.in_(lang));
        let forms = pools::COMPANY_FORMS.in_(lang);
        let (mut stem, mut trade, mut form) = (0, 0, 0);
        let mut also = None;
        // Names that differ in the legal form only look like duplicates: only once all others seem to be taken,
        // and a second stem only after that.
        for attempt in 0..40 {
            (stem, trade) = (draw.below(stems.len()), draw.below(trades.len()));
            form = draw.weighted(&[70, 10, 8, 12, 6][..forms.len()]);
            if self.taken.insert((city, stem, trade))
                || (attempt > 5 && !self.full.contains(&(city, stem, trade, form)))
            {
                break;
            }
            also = (attempt == 39).then(|| draw.below(stems.len()));
        }
        self.full.insert((city, stem, trade, form));
        let (city, form) = (pools::CITIES.in_(lang)[city], forms[form]);
        let gap = if lang == Lang::Zh { "" } else { " " };
        let also = also.map_or(String::new(), |also| format!("{gap}{}", stems[also]));
        let name = format!("{city}{gap}{}{also}{gap}{}{gap}{form}", stems[stem], trades[trade]);
        (name, trade)
    }
}
