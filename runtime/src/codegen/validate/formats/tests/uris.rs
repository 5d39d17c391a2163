//! URIs and references, by examples of each part.

use super::super::{is_uri, is_uri_ref};
use super::assert_takes;

const URIS: [&str; 32] = [
    "https://example.com",
    "https://user:pass:word@example.com:8080/a/b?c=d&e#f",
    "a:",
    "a+b-c.1:x",
    "mailto:ada@example.com",
    "urn:isbn:0-486-27557-4",
    "x:/",
    "x:/a//b/",
    "x:a//b:c@",
    "x:?#",
    // Hosts may be empty, and ports; a port's number may be any.
    "x://",
    "x:///",
    "x://@",
    "x://:",
    "x://a:",
    "x://a:99999999999999999999",
    "x://1.2.3.999",
    "x://!$&'()*+,;=._~-",
    "x://%41%e2%82%AC%f0%9f%98%80",
    "x://%ff@h",
    "x://[::1]:80/",
    "x://[1:2:3:4:5:6:1.2.3.4]",
    "x://u@[fe80::1%25eth0]",
    "x://[fe80::1%25%e2%82%ac-]",
    "x://[v1.a]",
    "x://[VF0.!$&'()*+,;=:]",
    // Only hosts are UTF-8 when unescaped.
    "x://h/%ff?%ff#%ff",
    "x:%ff",
    "x://h?a=/?:@",
    "x://h#/?:@",
    "x://h/a:b@c",
    "x://h?://",
];

const RELATIVE: [&str; 14] = [
    "",
    "/",
    "//",
    "//h",
    "//u@h:1/p?q#f",
    "///",
    "/a:b",
    "./a:b",
    "a",
    "a/b:c",
    "%41",
    "?",
    "#",
    "?a:b#c:d",
];

const NEITHER: [&str; 52] = [
    " ",
    "x: ",
    "x:a b",
    "\nx:a",
    "x:a\n",
    ":",
    ":a",
    "1x:a",
    "+x:a",
    "x_y:a",
    "x%41:a",
    "é:a",
    "a b",
    "x:é",
    "x:\u{7f}",
    "x:a^b",
    "x:[",
    "x:a|b",
    "x:a\\b",
    "x:\"",
    "x:<a>",
    "x:{a}",
    "x:`",
    "x:%",
    "x:%4",
    "x:%4g",
    "x:%%41",
    "x:%é",
    "x:?%",
    "x:?[",
    "x:#%1",
    "x:##",
    "x:#a#b",
    "x://a@b@c",
    "x://a:b:1",
    "x://a:+1",
    "x://a:1a",
    "x://%c3",
    "x://%c3x%96",
    "x://%c3%28",
    "x://%ed%a0%80",
    "x://%c0%af",
    "x://[::1",
    "x://::1]",
    "x://[::1]1",
    "x://[::1]:a",
    "x://[::1%eth0]",
    "x://[::1%25]",
    "x://[::1%25%ff]",
    "x://[v.a]",
    "x://[v1.]",
    "x://[v1.a%25b]",
];

#[test]
fn uris_have_a_scheme() {
    assert_takes(is_uri, &URIS, &[&RELATIVE[..], &NEITHER].concat());
}

#[test]
fn references_may_have_none() {
    assert_takes(is_uri_ref, &[&URIS[..], &RELATIVE].concat(), &NEITHER);
}
