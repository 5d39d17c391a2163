//! Names of hosts, email addresses, ports.

use super::super::{is_address, is_email, is_host_and_port, is_hostname};
use super::assert_takes;

#[test]
fn email_addresses_are_those_of_html() {
    let good = [
        "ada@lovelace.example",
        "first.last+tag@sub.example.com",
        "!#$%&'*+/=?^_`{|}~-@x",
        // Dots may stand anywhere before the `@`, and a number may be the last label.
        "..a..@b",
        "a@127.0.0.1",
        "a@xn--e1afmkfd.example",
    ];
    let bad = [
        "",
        "@",
        "a@",
        "@b",
        "a",
        "a@b@c",
        "a@b.",
        "a@.b",
        "a@b..c",
        "a@-b",
        "a@b-",
        "a@b_c",
        " a@b",
        "a@b ",
        "a@b\n",
        "a b@c",
        "\"a\"@b",
        "Ada <a@b.c>",
        "a(c)@b",
        "é@b.c",
        "a@é.c",
    ];
    assert_takes(is_email, &good, &bad);
    let label = "l".repeat(63);
    assert!(is_email(&format!("{}@{label}.{label}", "x".repeat(1000))));
    assert!(!is_email(&format!("x@{label}l")));
    assert!(!is_email(&format!("x@a.{label}l.b")));
}

#[test]
fn hostnames_are_labels_of_which_the_last_is_no_number() {
    let good = [
        "a",
        "a.",
        "example.com",
        "EXAMPLE.com.",
        "1.2.3.4a",
        "3com.net",
        "0.x",
        "a--b.c-d",
        "x1.y2",
    ];
    let bad = [
        "", ".", "..", "a..", ".a", "a..b", "-a", "a-", "a.-b.c", "a.b-", "a_b", "a b", " a", "a\n", "a.1", "1", "1.",
        "é.x", "a/b", "a:1", "[::1]", "a%41",
    ];
    assert_takes(is_hostname, &good, &bad);
}

#[test]
fn a_label_has_63_bytes_and_a_name_253_without_its_last_dot() {
    let label = "l".repeat(63);
    assert!(is_hostname(&label));
    assert!(!is_hostname(&format!("{label}l")));
    let name = [&*label, &label, &label, &"l".repeat(61)].join(".");
    assert_eq!(name.len(), 253);
    assert!(is_hostname(&name) && is_hostname(&format!("{name}.")));
    assert!(!is_hostname(&format!("{name}l")) && !is_hostname(&format!("{name}l.")));
}

#[test]
fn addresses_are_hostnames_or_ip_addresses() {
    let good = ["example.com", "10.0.0.1", "::1", "fe80::1%eth0"];
    let bad = ["", "10.0.0.256", "10.0.0.1:80", "[::1]", "10.0.0.0/8", "a b"];
    assert_takes(is_address, &good, &bad);
}

#[test]
fn a_port_follows_a_name_or_an_address() {
    let with_port = [
        "example.com:80",
        "example.com.:0",
        "10.0.0.1:65535",
        "[::1]:443",
        "[fe80::1%eth0]:1",
        // What a zone holds, the last bracket ends.
        "[fe80::1%]]:1",
        "[fe80::1%:2]:1",
    ];
    let without = ["example.com", "10.0.0.1", "[::1]", "[::ffff:1.2.3.4]", "[fe80::1%a]"];
    let bad = [
        "",
        ":",
        ":80",
        "a:",
        "a: 80",
        "a:80 ",
        "a:+80",
        "a:-0",
        "a:080",
        "a:00",
        "a:65536",
        "a:99999999999999999999",
        "a:0x50",
        "a:८०",
        "::1",
        "::1:80",
        "[::1",
        "[::1]80",
        "[::1]:",
        "[]:80",
        "[a]:80",
        "[10.0.0.1]:80",
        "10.0.0.256:80",
        "a_b:80",
    ];
    assert_takes(
        |text| is_host_and_port(text, true),
        &with_port,
        &[&without[..], &bad].concat(),
    );
    assert_takes(
        |text| is_host_and_port(text, false),
        &[&with_port[..], &without].concat(),
        &bad,
    );
}
