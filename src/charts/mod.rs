//! Figures → chart options (`charming::Chart`).
