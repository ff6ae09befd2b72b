//! Export → import → export gives the same bytes.

use super::{base, read_bytes, write};

#[test]
fn what_comes_with_the_app_comes_back() {
    let bytes = write(&base());
    let import = read_bytes(&bytes).unwrap();
    assert!(import.warnings.is_empty(), "{:?}", import.warnings);
    assert_eq!(write(&import.into_dataset()), bytes);
}
