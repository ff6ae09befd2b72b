//! Every word shown, per language; numbers, money, dates.
