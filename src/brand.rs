//! What `config.json` beside the page says of this instance: its name, and its colour in the shades that the screens need.

/// Name and colour of an instance.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Brand {
    /// What it is called in place of the app's own name.
    pub name: Option<String>,
    /// Its colour.
    pub accent: Option<Accent>,
}

/// A colour in light and dark surroundings. On each the contrast is that of text: at least 4.5 (WCAG 2.2, 1.4.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Accent {
    /// On light surfaces.
    pub light: Rgb,
    /// Behind it, on light surfaces: a chosen entry, say.
    pub light_soft: Rgb,
    /// On dark surfaces.
    pub dark: Rgb,
    /// Behind it, on dark surfaces.
    pub dark_soft: Rgb,
}

/// A colour of the sRGB space, 0 to 255 each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rgb(pub [u8; 3]);

/// The most characters that a name may have: more does not fit the rail.
const LONGEST_NAME: usize = 24;
/// The contrast of text.
const ENOUGH: f32 = 4.5;
const BLACK: Rgb = Rgb([0; 3]);
const WHITE: Rgb = Rgb([255; 3]);
/// The surfaces of `style/tokens.css` that are nearest to text: the darkest light one, the lightest dark one.
const LIGHT_SURFACE: Rgb = Rgb([0xef, 0xef, 0xec]);
const DARK_SURFACE: Rgb = Rgb([0x24, 0x27, 0x2b]);

impl Brand {
    /// From what `config.json` says; what is not usable is left out: names that are empty or too long, colours that are not `#rrggbb`.
    pub fn new(name: Option<&str>, accent: Option<&str>) -> Brand {
        let name = name.map(str::trim).filter(|name| !name.is_empty() && name.chars().count() <= LONGEST_NAME);
        Brand { name: name.map(str::to_string), accent: accent.and_then(Rgb::parse).map(Accent::of) }
    }
}

impl Accent {
    /// The shades of a colour: itself wherever that can be read.
    pub fn of(colour: Rgb) -> Accent {
        let (light, light_soft) = shade(colour, BLACK, LIGHT_SURFACE, |shade| shade.towards(WHITE, 88));
        let (dark, dark_soft) = shade(colour, WHITE, DARK_SURFACE, |shade| shade.towards(Rgb([0x14, 0x15, 0x17]), 80));
        Accent { light, light_soft, dark, dark_soft }
    }
}

/// The first of a colour's shades towards another that can be read on a surface, and on what is behind it.
fn shade(colour: Rgb, towards: Rgb, surface: Rgb, soft: impl Fn(Rgb) -> Rgb) -> (Rgb, Rgb) {
    let mut percent = 0;
    loop {
        let shade = colour.towards(towards, percent);
        let behind = soft(shade);
        if percent == 100 || shade.contrast(surface) >= ENOUGH && shade.contrast(behind) >= ENOUGH {
            return (shade, behind);
        }
        percent += 4;
    }
}

impl Rgb {
    /// Of `#rrggbb`.
    pub fn parse(text: &str) -> Option<Rgb> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, rgb @ ..] = number.to_be_bytes();
        Some(Rgb(rgb))
    }

    /// `#rrggbb`.
    pub fn css(self) -> String {
        let Rgb([r, g, b]) = self;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// So much of the way to another colour, 0 to 100.
    fn towards(self, other: Rgb, percent: u32) -> Rgb {
        let mix = |a: u8, b: u8| ((u32::from(a) * (100 - percent) + u32::from(b) * percent) / 100) as u8;
        let (Rgb(from), Rgb(to)) = (self, other);
        Rgb([mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])])
    }

    /// The contrast between two colours, 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Rgb) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    fn luminance(self) -> f32 {
        let Rgb([r, g, b]) = self;
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }
}

/// A channel's light, 0 to 1.
fn linear(channel: u8) -> f32 {
    let c = f32::from(channel) / 255.0;
    if c <= 0.04045 {
        return c / 12.92;
    }
    let base = (c + 0.055) / 1.055;
    // base^2.4: the binary digits of 0.4 say which repeated square roots make base^0.4. Wasm has square roots, and no powers.
    let (mut power, mut root) = (base * base, base);
    for digit in 1..=20 {
        root = root.sqrt();
        if (0.4 * f64::from(1 << digit)) as u32 % 2 == 1 {
            power *= root;
        }
    }
    power
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn contrast_is_as_the_standard_computes_it() {
        // By a script of its own with the standard's formula.
        let cases = [
            ("#000000", "#ffffff", 21.0),
            ("#777777", "#ffffff", 4.478),
            ("#0b6b58", "#f6f6f4", 5.956),
            ("#ff0000", "#0000ff", 2.149),
        ];
        for (a, b, expected) in cases {
            let contrast = Rgb::parse(a).unwrap().contrast(Rgb::parse(b).unwrap());
            assert!((contrast - expected).abs() < 0.005, "{a} {b} {contrast}");
        }
    }

    #[test]
    fn every_colour_can_be_read_and_those_that_can_stay_as_they_are() {
        let steps = [0, 51, 102, 153, 204, 255];
        for [r, g, b] in steps.iter().flat_map(|r| steps.iter().flat_map(move |g| steps.map(|b| [*r, *g, b]))) {
            let Accent { light, light_soft, dark, dark_soft } = Accent::of(Rgb([r, g, b]));
            for surface in [WHITE, LIGHT_SURFACE, light_soft] {
                assert!(light.contrast(surface) >= ENOUGH, "{r} {g} {b}");
            }
            for surface in [BLACK, DARK_SURFACE, dark_soft] {
                assert!(dark.contrast(surface) >= ENOUGH, "{r} {g} {b}");
            }
        }
        let blue = Rgb::parse("#1d4ed8").unwrap();
        assert_eq!(Accent::of(blue).light, blue);
    }

    #[test]
    fn what_is_not_usable_is_left_out() {
        for colour in ["", "#fff", "red", "#12345g", "1234567", "#12 456", "#é2345"] {
            assert_eq!(Rgb::parse(colour), None, "{colour}");
        }
        assert_eq!(Rgb::parse("#0B6b58").unwrap().css(), "#0b6b58");
        let name = |name: &str| Brand::new(Some(name), None).name;
        assert_eq!(name("  "), None);
        assert_eq!(name(&"长".repeat(25)), None);
        assert_eq!(name(" 明远销售 ").as_deref(), Some("明远销售"));
    }
}
