//! What must not compile does not, and the compiler's words point to the clear type.
#![forbid(unsafe_code)]

#[test]
fn leaks_do_not_compile() {
    trybuild::TestCases::new().compile_fail("compile_fail/*.rs");
}
