//! The built-in messages of standard rules. The English ones are protovalidate's, which its conformance suite fixes in part.

use super::message::Template;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $english:literal, $chinese:literal;)*) => {$(
        #[doc = $english]
        pub static $name: Template = Template {
            english: $english,
            chinese: $chinese,
        };
    )*};
}

// Presence.
texts! {
    REQUIRED: "value is required", "必须填写";
    ONEOF_REQUIRED: "exactly one field is required in oneof", "必须且只能填写其中一个字段";
    ONE_OF: "one of {} must be set", "{} 中必须填写一个";
    AT_MOST_ONE_OF: "only one of {} can be set", "{} 中最多填写一个";
    RETURNED_FALSE: "\"{}\" returned false", "表达式 “{}” 的结果为假";
}

// Values.
texts! {
    EQUAL: "must equal {}", "必须等于 {}";
    EQUAL_TEXT: "must equal `{}`", "必须等于 “{}”";
    EQUAL_BYTES: "must be {}", "必须等于 {}（十六进制）";
    EQUAL_PATHS: "must equal paths {}", "路径必须等于 {}";
    IN: "must be in list {}", "必须是 {} 之一";
    NOT_IN: "must not be in list {}", "不能是 {} 之一";
    IN_PATHS: "must only contain paths in {}", "只能包含 {} 中的路径";
    NOT_IN_PATHS: "must not contain any paths in {}", "不能包含 {} 中的路径";
    TYPE_IN: "type URL must be in the allow list", "类型不在允许之列";
    TYPE_NOT_IN: "type URL must not be in the block list", "类型在禁止之列";
    DEFINED_ONLY: "value must be one of the defined enum values", "必须是枚举中已定义的值";
    FINITE: "must be finite", "必须是有限的数";
}

// Ranges.
texts! {
    LT: "must be less than {}", "必须小于 {}";
    LTE: "must be less than or equal to {}", "必须小于或等于 {}";
    GT: "must be greater than {}", "必须大于 {}";
    GTE: "must be greater than or equal to {}", "必须大于或等于 {}";
    GT_LT: "must be greater than {} and less than {}", "必须大于 {} 且小于 {}";
    GT_LTE: "must be greater than {} and less than or equal to {}", "必须大于 {} 且小于或等于 {}";
    GTE_LT: "must be greater than or equal to {} and less than {}", "必须大于或等于 {} 且小于 {}";
    GTE_LTE: "must be greater than or equal to {} and less than or equal to {}", "必须大于或等于 {} 且小于或等于 {}";
    GT_LT_EXCLUSIVE: "must be greater than {} or less than {}", "必须大于 {} 或小于 {}";
    GT_LTE_EXCLUSIVE: "must be greater than {} or less than or equal to {}", "必须大于 {} 或小于等于 {}";
    GTE_LT_EXCLUSIVE: "must be greater than or equal to {} or less than {}", "必须大于等于 {} 或小于 {}";
    GTE_LTE_EXCLUSIVE: "must be greater than or equal to {} or less than or equal to {}", "必须大于等于 {} 或小于等于 {}";
    LT_NOW: "must be less than now", "必须早于当前时间";
    GT_NOW: "must be greater than now", "必须晚于当前时间";
    WITHIN: "must be within {} of now", "与当前时间相差不能超过 {}";
}

// Lengths.
texts! {
    LEN: "must be {} characters", "长度必须为 {} 个字符";
    MIN_LEN: "must be at least {} characters", "长度不能少于 {} 个字符";
    MAX_LEN: "must be at most {} characters", "长度不能超过 {} 个字符";
    LEN_BYTES: "must be {} bytes", "长度必须为 {} 字节";
    MIN_BYTES: "must be at least {} bytes", "长度不能少于 {} 字节";
    MAX_BYTES: "must be at most {} bytes", "长度不能超过 {} 字节";
    MIN_ITEMS: "must contain at least {} item(s)", "不能少于 {} 项";
    MAX_ITEMS: "must contain no more than {} item(s)", "不能超过 {} 项";
    UNIQUE: "repeated value must contain unique items", "各项不能重复";
    MIN_PAIRS: "map must be at least {} entries", "不能少于 {} 个键值对";
    MAX_PAIRS: "map must be at most {} entries", "不能超过 {} 个键值对";
}

// What is in a text, or in bytes.
texts! {
    PATTERN: "does not match regex pattern `{}`", "不匹配正则表达式 “{}”";
    PATTERN_BYTES: "must match regex pattern `{}`", "必须匹配正则表达式 “{}”";
    PREFIX: "does not have prefix `{}`", "必须以 “{}” 开头";
    SUFFIX: "does not have suffix `{}`", "必须以 “{}” 结尾";
    CONTAINS: "does not contain substring `{}`", "必须包含 “{}”";
    NOT_CONTAINS: "contains substring `{}`", "不能包含 “{}”";
    PREFIX_BYTES: "does not have prefix {}", "必须以 {}（十六进制）开头";
    SUFFIX_BYTES: "does not have suffix {}", "必须以 {}（十六进制）结尾";
    CONTAINS_BYTES: "does not contain {}", "必须包含 {}（十六进制）";
}

// Formats.
texts! {
    EMAIL: "must be a valid email address", "必须是有效的电子邮箱地址";
    EMAIL_EMPTY: "value is empty, which is not a valid email address", "不能为空，必须是有效的电子邮箱地址";
    HOSTNAME: "must be a valid hostname", "必须是有效的主机名";
    HOSTNAME_EMPTY: "value is empty, which is not a valid hostname", "不能为空，必须是有效的主机名";
    IP: "must be a valid IP address", "必须是有效的 IP 地址";
    IP_EMPTY: "value is empty, which is not a valid IP address", "不能为空，必须是有效的 IP 地址";
    IPV4: "must be a valid IPv4 address", "必须是有效的 IPv4 地址";
    IPV4_EMPTY: "value is empty, which is not a valid IPv4 address", "不能为空，必须是有效的 IPv4 地址";
    IPV6: "must be a valid IPv6 address", "必须是有效的 IPv6 地址";
    IPV6_EMPTY: "value is empty, which is not a valid IPv6 address", "不能为空，必须是有效的 IPv6 地址";
    URI: "must be a valid URI", "必须是有效的 URI";
    URI_EMPTY: "value is empty, which is not a valid URI", "不能为空，必须是有效的 URI";
    URI_REF: "must be a valid URI Reference", "必须是有效的 URI 引用";
    ADDRESS: "must be a valid hostname, or ip address", "必须是有效的主机名或 IP 地址";
    ADDRESS_EMPTY: "value is empty, which is not a valid hostname, or ip address", "不能为空，必须是有效的主机名或 IP 地址";
    UUID: "must be a valid UUID", "必须是有效的 UUID";
    UUID_EMPTY: "value is empty, which is not a valid UUID", "不能为空，必须是有效的 UUID";
    TUUID: "must be a valid trimmed UUID", "必须是有效的无连字符 UUID";
    TUUID_EMPTY: "value is empty, which is not a valid trimmed UUID", "不能为空，必须是有效的无连字符 UUID";
    IP_WITH_PREFIXLEN: "must be a valid IP prefix", "必须是有效的带前缀长度的 IP 地址";
    IP_WITH_PREFIXLEN_EMPTY: "value is empty, which is not a valid IP prefix", "不能为空，必须是有效的带前缀长度的 IP 地址";
    IPV4_WITH_PREFIXLEN: "must be a valid IPv4 address with prefix length", "必须是有效的带前缀长度的 IPv4 地址";
    IPV4_WITH_PREFIXLEN_EMPTY: "value is empty, which is not a valid IPv4 address with prefix length", "不能为空，必须是有效的带前缀长度的 IPv4 地址";
    IPV6_WITH_PREFIXLEN: "must be a valid IPv6 address with prefix length", "必须是有效的带前缀长度的 IPv6 地址";
    IPV6_WITH_PREFIXLEN_EMPTY: "value is empty, which is not a valid IPv6 address with prefix length", "不能为空，必须是有效的带前缀长度的 IPv6 地址";
    IP_PREFIX: "must be a valid IP prefix", "必须是有效的 IP 网段";
    IP_PREFIX_EMPTY: "value is empty, which is not a valid IP prefix", "不能为空，必须是有效的 IP 网段";
    IPV4_PREFIX: "must be a valid IPv4 prefix", "必须是有效的 IPv4 网段";
    IPV4_PREFIX_EMPTY: "value is empty, which is not a valid IPv4 prefix", "不能为空，必须是有效的 IPv4 网段";
    IPV6_PREFIX: "must be a valid IPv6 prefix", "必须是有效的 IPv6 网段";
    IPV6_PREFIX_EMPTY: "value is empty, which is not a valid IPv6 prefix", "不能为空，必须是有效的 IPv6 网段";
    HOST_AND_PORT: "must be a valid host (hostname or IP address) and port pair", "必须是有效的主机（主机名或 IP 地址）与端口";
    HOST_AND_PORT_EMPTY: "value is empty, which is not a valid host and port pair", "不能为空，必须是有效的主机与端口";
    ULID: "must be a valid ULID", "必须是有效的 ULID";
    ULID_EMPTY: "value is empty, which is not a valid ULID", "不能为空，必须是有效的 ULID";
    PROTOBUF_FQN: "must be a valid fully-qualified Protobuf name", "必须是有效的 Protobuf 全限定名";
    PROTOBUF_FQN_EMPTY: "value is empty, which is not a valid fully-qualified Protobuf name", "不能为空，必须是有效的 Protobuf 全限定名";
    PROTOBUF_DOT_FQN: "must be a valid fully-qualified Protobuf name with a leading dot", "必须是以点开头的有效 Protobuf 全限定名";
    PROTOBUF_DOT_FQN_EMPTY: "value is empty, which is not a valid fully-qualified Protobuf name with a leading dot", "不能为空，必须是以点开头的有效 Protobuf 全限定名";
    HEADER_NAME: "must be a valid HTTP header name", "必须是有效的 HTTP 头名称";
    HEADER_NAME_EMPTY: "value is empty, which is not a valid HTTP header name", "不能为空，必须是有效的 HTTP 头名称";
    HEADER_VALUE: "must be a valid HTTP header value", "必须是有效的 HTTP 头的值";
}
