//! PGV's formats, where they differ from protovalidate's.

use super::super::pgv::{
    bytes, is_address, is_email, is_header_name, is_hostname, is_ip, is_ipv4, is_ipv6, is_uri, is_uri_ref,
};
use super::assert_takes;

#[test]
fn hostnames_may_end_in_a_number() {
    let good = ["a", "a.", "1.2.3.4", "1", "a-b.C"];
    let bad = [
        "", ".", "..", "a..b", "-a", "a-", "a_b", "é", "\u{212a}", "\u{130}", "a b",
    ];
    assert_takes(is_hostname, &good, &bad);
    let name = "l.".repeat(126);
    assert!(is_hostname(&format!("{name}l")) && is_hostname(&name));
    assert!(!is_hostname(&format!("{name}l.")), "the last dot counts");
}

#[test]
fn ip_addresses_have_no_zone() {
    let v4 = ["1.2.3.4", "::ffff:1.2.3.4", "::FFFF:0102:0304"];
    let v6 = ["::", "::1.2.3.4", "1:2:3:4:5:6:7:8"];
    let neither = ["", "fe80::1%eth0", "1.2.3", "01.2.3.4", "1.2.3.4/8", "[::1]"];
    assert_takes(is_ipv4, &v4, &[&v6[..], &neither].concat());
    assert_takes(is_ipv6, &v6, &[&v4[..], &neither].concat());
    assert_takes(is_ip, &[&v4[..], &v6].concat(), &neither);
    assert_takes(
        is_address,
        &[&v4[..], &v6, &["a.b", "999.1.1.1"]].concat(),
        &["", "fe80::1%eth0", "a b", "[::1]"],
    );
}

#[test]
fn bytes_that_map_an_ipv4_address_are_one() {
    let mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 1, 2, 3, 4];
    assert!(bytes::is_ip(&mapped) && bytes::is_ipv4(&mapped) && !bytes::is_ipv6(&mapped));
    for length in 0..=40 {
        let bytes = vec![7; length];
        assert_eq!(bytes::is_ipv4(&bytes), length == 4);
        assert_eq!(bytes::is_ipv6(&bytes), length == 16);
        assert_eq!(bytes::is_ip(&bytes), length == 4 || length == 16);
    }
}

#[test]
fn email_addresses_are_mailboxes_of_rfc_5322() {
    let good = [
        "a@b.c",
        " a@b.c\t",
        "a@ b.c",
        "<a@b>",
        "Ada Lovelace <ada@b.c>",
        "Ada.L. <ada@b.c>",
        "\"Ada, L\" <ada@b.c>",
        "Ada (c) (d (e\\)) f) <ada@b.c> (g)",
        "a@b.c (a comment)",
        "\"a b\"@c",
        "\"a\\\"\\\\b\"@c",
        "\"\" <a@b>",
        "é@b.c",
        "=?utf-8?q?Ada?= <a@b.c>",
        "a@1.2.3.4",
        "Group: a@b.c;",
        "Group : Ada <a@b.c> (x) ; (y)",
    ];
    let bad = [
        "",
        " ",
        "a",
        "@",
        "a@",
        "@b",
        "a@b@c",
        "a@b.c.",
        ".a@b",
        "a.@b",
        "a..b@c",
        "a @b",
        "a b@c",
        "\"\"@b",
        "\"a@b\"@c",
        "\"a",
        "\"a\\",
        "\"a\n\"@b",
        "a(c)@b",
        "(c) a@b",
        "a@b (c",
        "a@b (c\\)",
        "a@b c",
        "a@b,c@d",
        "a@b_c",
        "a@-b",
        "a@[1.2.3.4]",
        "a@é",
        "<a@b",
        "a@b>",
        "Ada a@b",
        "Ada <a@b> c",
        "Group:;",
        "Group: a@b",
        "Group: a@b, c@d;",
        "Group: H: a@b;;",
        ": a@b;",
    ];
    assert_takes(is_email, &good, &bad);
}

#[test]
fn lengths_of_an_email_address_are_counted_without_quotes() {
    let local = "l".repeat(64);
    let quoted = format!("\"{}\"", "\\l".repeat(64));
    assert!(is_email(&format!("{local}@b")) && is_email(&format!("{quoted}@b")));
    assert!(!is_email(&format!("{local}l@b")) && !is_email(&format!("\"{local}l\"@b")));
    assert!(is_email(&format!("{} <a@b>", "long ".repeat(100))));
    let domain = "l.".repeat(94);
    assert!(is_email(&format!("{local}@{domain}l")), "254 bytes");
    assert!(!is_email(&format!("{local}@{domain}ll")), "255 bytes");
}

#[test]
fn urls_are_those_of_go() {
    let absolute = [
        "http://example.com/foo/bar?baz=quux",
        "a:",
        "a:b c é %zz",
        "a:?\"#%41",
        "x://u:p@h:1/ <>",
        "x:///a b",
        "x://é/%41",
        "x://a%25b%ff/",
        "x://a<\"b>",
        "db://a:1,b:2/",
        "HTTP://h:/",
        "x://[::1]:80",
        "x://[::1%25a%20b%25%41é]",
        "x://u@[::ffff:1.2.3.4]",
        "x:/a?%",
    ];
    let relative = [
        "", "*", "/a b", "//h", "//h:1:2", "///[", "a/b:c", "?a:b", "#a", "a", "1x/y:z", "/?\u{80}",
    ];
    let neither = [
        ":",
        ":a",
        "a b:c",
        "1x:y",
        "%",
        "/%4",
        "/a\n",
        "a:\u{7f}",
        "a:?\t",
        "a#%",
        "a#%4x",
        "x://a b",
        "x://a\\b",
        "x://a|b",
        "x://%41",
        "x://h:a",
        "x://h:+1",
        "x://u^@h",
        "x://é@h",
        "x://%4@h",
        "http://a:1:2/",
        "hTTps://::1/",
        "x://[::1",
        "x://::1]",
        "x://[::1]1",
        "x://a[::1]",
        "x://[[::1]",
        "x://[1.2.3.4]",
        "x://[v1.a]",
        "x://[::1%eth0]",
        "x://[::1%25]",
        "x://[::1%25%ff]",
        "x://[::1%25/]",
    ];
    assert_takes(is_uri, &absolute, &[&relative[..], &neither].concat());
    assert_takes(is_uri_ref, &[&absolute[..], &relative].concat(), &neither);
}

#[test]
fn a_loose_header_name_may_be_empty() {
    assert_takes(
        |text| is_header_name(text, false),
        &["", "a b", ":"],
        &["a\n", "\r", "\0"],
    );
    assert_takes(
        |text| is_header_name(text, true),
        &["a", ":a"],
        &["", ":", "a b", "a\n"],
    );
}
