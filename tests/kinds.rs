//! The built-in kinds are those of the content model.

use lyceum::kinds::Kinds;

#[test]
fn the_built_in_kinds_have_no_problems() {
    let (_, found) = Kinds::new(std::iter::empty());
    assert_eq!(found, []);
}
