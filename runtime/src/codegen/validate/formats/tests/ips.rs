//! IP addresses and prefixes, as texts and as bytes.

use super::super::bytes;
use super::super::{is_ip, is_ip_prefix};
use super::assert_takes;

const V4: [&str; 4] = ["0.0.0.0", "255.255.255.255", "127.0.0.1", "1.20.30.199"];
const V6: [&str; 12] = [
    "::",
    "::1",
    "1::",
    "1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::",
    "::2:3:4:5:6:7:8",
    "1::3:4:5:6:7:8",
    "abcd:EF01::0000:9",
    "::1.2.3.4",
    "::ffff:1.2.3.4",
    "1:2:3:4:5:6:1.2.3.4",
    "1::5:6:1.2.3.4",
];
const ZONES: [&str; 5] = [
    "::1%eth0",
    "fe80::1%%",
    "::%\u{1f} /]",
    "::1.2.3.4%é",
    "1:2:3:4:5:6:7:8%1",
];
const NEITHER: [&str; 34] = [
    "",
    " ",
    "127.0.0.1 ",
    " ::1",
    "::1\n",
    "1.2.3",
    "1.2.3.",
    "1..2.3",
    "1.2.3.4.5",
    "01.2.3.4",
    "1.2.3.256",
    "1.2.3.0x4",
    "+1.2.3.4",
    "1.2.3.4%a",
    "１.2.3.4",
    ":",
    ":::",
    ":1",
    "1:",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:8::",
    "1:2:3:4::5:6:7:8",
    "12345::",
    "g::",
    "::1.2.3",
    "::1.2.3.04",
    "1.2.3.4::",
    "1:2:3:4:5:6:7:1.2.3.4",
    "::1%",
    "::1%a\0",
    "[::1]",
    "::1/64",
];

#[test]
fn addresses_of_each_version() {
    let no_v6 = [&V6[..], &ZONES, &NEITHER].concat();
    assert_takes(|text| is_ip(text, 4), &V4, &no_v6);
    let with_zones = [&V6[..], &ZONES].concat();
    assert_takes(|text| is_ip(text, 6), &with_zones, &[&V4[..], &NEITHER].concat());
    let all = [&V4[..], &V6, &ZONES].concat();
    assert_takes(|text| is_ip(text, 0), &all, &NEITHER);
    for version in [i64::MIN, -6, -4, 1, 5, 7, 46, i64::MAX] {
        assert_takes(|text| is_ip(text, version), &[], &all);
    }
}

#[test]
fn prefixes_of_each_version() {
    let v4 = [
        "0.0.0.0/0",
        "10.0.0.0/8",
        "10.1.0.0/16",
        "10.1.2.3/32",
        "128.0.0.0/1",
        "10.1.2.2/31",
    ];
    let v4_with_host = ["0.0.0.1/0", "10.0.0.1/8", "10.1.2.3/31", "255.255.255.255/1"];
    let v6 = [
        "::/0",
        "::/128",
        "::1/128",
        "1:2::/32",
        "8000::/1",
        "::ffff:1.2.3.4/128",
        "ffff:ffff::/32",
    ];
    let v6_with_host = ["::1/0", "::1/127", "1:3::/31", "::ffff:1.2.3.4/96"];
    let bad = [
        "",
        "/",
        "/8",
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/08",
        "10.0.0.0/+8",
        "10.0.0.0/ 8",
        "10.0.0.0/8 ",
        "10.0.0.0//8",
        "10.0.0.0/8/8",
        "10.0.0/8",
        "10.0.0.0/255.0.0.0",
        "10.0.0.0/99999999999999999999",
        "::",
        "::/129",
        "::/00",
        "::/-0",
        "::1%a/64",
        "::/64%a",
    ];
    for strict in [false, true] {
        let only_lax = |texts: &[&'static str]| if strict { Vec::new() } else { texts.to_vec() };
        let refused = |texts: &[&'static str]| if strict { texts.to_vec() } else { Vec::new() };
        let good = [v4.to_vec(), only_lax(&v4_with_host)].concat();
        let rest = [v6.to_vec(), v6_with_host.to_vec(), bad.to_vec(), refused(&v4_with_host)].concat();
        assert_takes(|text| is_ip_prefix(text, 4, strict), &good, &rest);
        let good = [v6.to_vec(), only_lax(&v6_with_host)].concat();
        let rest = [v4.to_vec(), v4_with_host.to_vec(), bad.to_vec(), refused(&v6_with_host)].concat();
        assert_takes(|text| is_ip_prefix(text, 6, strict), &good, &rest);
        let good = [&v4[..], &v6].concat();
        assert_takes(|text| is_ip_prefix(text, 0, strict), &good, &bad);
        assert_takes(|text| is_ip_prefix(text, 5, strict), &[], &good);
    }
}

#[test]
fn bytes_are_told_by_their_length() {
    for length in 0..=40 {
        let bytes = vec![7; length];
        assert_eq!(bytes::is_ipv4(&bytes), length == 4);
        assert_eq!(bytes::is_ipv6(&bytes), length == 16);
        assert_eq!(bytes::is_uuid(&bytes), length == 16);
        assert_eq!(bytes::is_ip(&bytes), length == 4 || length == 16);
    }
}
