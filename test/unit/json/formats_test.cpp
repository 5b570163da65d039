#include <vgen/json/formats.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using vgen::json::Format;

namespace {

void accepted(Format format, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    INFO(text);
    CHECK(vgen::json::has_format(text, format));
  }
}

void refused(Format format, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    INFO(text);
    CHECK_FALSE(vgen::json::has_format(text, format));
  }
}

const std::string nul(1, '\0');

}  // namespace

TEST_CASE("formats: names", "[json]") {
  CHECK(vgen::json::format_named("date-time") == Format::date_time);
  CHECK(vgen::json::format_named("date_time") == Format::none);
  CHECK(vgen::json::format_named("") == Format::none);
  for (int i = 1; i <= static_cast<int>(Format::hostname); ++i) {
    CHECK(vgen::json::format_named(name_of(static_cast<Format>(i))) == static_cast<Format>(i));
  }
  CHECK(vgen::json::has_format("anything", Format::none));
}

// The cases of the public JSON Schema test suite (draft 2020-12, optional/format) and some more.

TEST_CASE("formats: email", "[json]") {
  accepted(
      Format::email,
      {"joe.bloggs@example.com", "te~st@example.com", "~test@example.com", "test~@example.com",
       "\"joe bloggs\"@example.com", "\"joe..bloggs\"@example.com", "\"joe@bloggs\"@example.com",
       "joe.bloggs@[127.0.0.1]", "joe.bloggs@[IPv6:::1]", "te.s.t@example.com", "a@localhost"});
  refused(Format::email, {"",
                          "2962",
                          "@",
                          "a@",
                          "@b",
                          ".test@example.com",
                          "test.@example.com",
                          "te..st@example.com",
                          "joe.bloggs@invalid=domain.com",
                          "joe.bloggs@[127.0.0.300]",
                          "a b@c.d",
                          "a@b..c",
                          "a@-b.c",
                          "ä@example.com",
                          "a@ex ample.com",
                          "a@b.c\n",
                          "\"a\"b\"@c.d",
                          "\"a\\\"@c.d",
                          "a@[::1]",
                          "a@[]"});
}

TEST_CASE("formats: uri", "[json]") {
  accepted(Format::uri,
           {"http://foo.bar/?baz=qux#quux", "http://foo.com/blah_(wikipedia)_blah#cite-1",
            "http://foo.bar/?q=Test%20URL-encoded%20stuff", "http://xn--nw2a.xn--j6w193g/",
            "http://-.~_!$&'()*+,;=:%40:80%2f::::::@example.com", "http://223.255.255.254",
            "ftp://ftp.is.co.za/rfc/rfc1808.txt", "http://www.ietf.org/rfc/rfc2396.txt",
            "ldap://[2001:db8::7]/c=GB?objectClass?one", "mailto:John.Doe@example.com",
            "news:comp.infosystems.www.servers.unix", "tel:+1-816-555-1212",
            "urn:oasis:names:specification:docbook:dtd:xml:4.1.2", "http://a:80",
            "http://a:", "file:///etc/hosts", "http://[v1.fe]/", "a:"});
  refused(Format::uri, {"",
                        "//foo.bar/?baz=qux#quux",
                        "/abc",
                        "\\\\WINDOWS\\fileshare",
                        "abc",
                        "http:// shouldfail.com",
                        ":// should fail",
                        "bar,baz:foo",
                        "https://[@example.org/test.txt",
                        "https://example.org/foobar\\.txt",
                        "https://example.org/foobar<>.txt",
                        "https://example.org/foobar{}.txt",
                        "https://example.org/foobar^.txt",
                        "https://example.org/foobar`.txt",
                        "https://example.org/foo bar.txt",
                        "https://example.org/foobar|.txt",
                        "http://a:8x",
                        "http://a/%",
                        "http://a/%g0",
                        "http://ä/",
                        "1a:b",
                        "http://[::1",
                        "http://[1.2.3.4]/",
                        "http://a#b#c"});
}

TEST_CASE("formats: uuid", "[json]") {
  accepted(Format::uuid,
           {"2EB8AA08-AA98-11EA-B4AA-73B441D16380", "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
            "00000000-0000-0000-0000-000000000000", "99c17cbb-656f-f64a-940f-1a4568f03487"});
  refused(Format::uuid,
          {"", "2eb8aa08-aa98-11ea-b4aa-73b441d1638", "2eb8aa08-aa98-11ea-73b441d16380",
           "2eb8aa08-aa98-11ea-b4ga-73b441d16380", "2eb8aa08aa9811eab4aa73b441d16380",
           "2eb8aa08aa98-11ea-b4aa73b441d16380", "2eb8-aa08-aa98-11ea-b4aa73b44-1d16380",
           "2eb8aa08-aa98-11ea-b4aa-73b441d163800", "{eb8aa08-aa98-11ea-b4aa-73b441d1638}"});
}

TEST_CASE("formats: date, time, date-time", "[json]") {
  accepted(Format::date, {"1963-06-19", "2020-01-31", "2021-02-28", "2020-02-29", "2000-02-29",
                          "0000-01-01", "9999-12-31"});
  refused(Format::date, {"", "06/19/1963", "2013-350", "1998-1-20", "1998-01-1", "1998-13-01",
                         "1998-04-31", "2021-02-29", "2020-02-30", "1900-02-29", "1963-06-1৪",
                         "20230328", "2023-W01", "1963-06-19\n"});
  accepted(Format::time, {"08:30:06Z", "23:59:60Z", "23:59:60+00:00", "01:29:60+01:30",
                          "23:29:60+23:30", "15:59:60-08:00", "00:29:60-23:30", "23:20:50.52Z",
                          "08:30:06.283185Z", "08:30:06+00:20", "08:30:06z"});
  refused(Format::time, {"",
                         "008:030:006Z",
                         "8:3:6Z",
                         "22:59:60Z",
                         "23:58:60Z",
                         "23:59:60+01:00",
                         "23:59:60-01:00",
                         "08:30:06-8:000",
                         "24:00:00Z",
                         "00:60:00Z",
                         "00:00:61Z",
                         "01:02:03+24:00",
                         "01:02:03+00:60",
                         "01:02:03Z+00:30",
                         "08:30:06 PST",
                         "01:01:01,1111",
                         "12:00:00",
                         "12:00:00.",
                         "1২:00:00Z",
                         "08:30:06#00:20"});
  accepted(Format::date_time,
           {"1963-06-19T08:30:06.283185Z", "1963-06-19T08:30:06Z", "1937-01-01T12:00:27.87+00:20",
            "1990-12-31T15:59:50.123-08:00", "1998-12-31T23:59:60Z",
            "1998-12-31T15:59:60.123-08:00", "1963-06-19t08:30:06.283185z"});
  refused(Format::date_time,
          {"1998-12-31T23:59:61Z", "1998-12-31T23:58:60Z", "1998-12-31T22:59:60Z",
           "1990-02-31T15:59:59.123-08:00", "1990-12-31T15:59:59-24:00",
           "1963-06-19T08:30:06.28123+01:00Z", "06/19/1963 08:30:06 PST", "2013-350T01:01:01",
           "1963-6-19T08:30:06.283185Z", "1963-06-1T08:30:06.283185Z", "1963-06-1৪T00:00:00Z",
           "+11963-06-19T08:30:06.283185Z"});
}

TEST_CASE("formats: addresses and host names", "[json]") {
  accepted(Format::ipv4, {"192.168.0.1", "0.0.0.0", "255.255.255.255", "87.10.0.1"});
  refused(Format::ipv4,
          {"", "127.0.0.0.1", "256.256.256.256", "127.0", "0x7f000001", "2130706433", "087.10.0.1",
           "87.10.0.1/24", "1২7.0.0.1", "192.168.0.1 ", " 192.168.0.1", "192.168.0.1" + nul});
  accepted(Format::ipv6,
           {"::1", "::", "::42:ff:1", "d6::", "1:d6::42", "1::d6:192.168.0.1", "1:2::192.168.0.1",
            "::ffff:192.168.0.1", "1:2:3:4:5:6:7:8", "::abef", "2001:DB8::1"});
  refused(Format::ipv6, {"",
                         "12345::",
                         "::abcef",
                         "1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1",
                         "::laptop",
                         ":2:3:4:5:6:7:8",
                         "1:2:3:4:5:6:7:",
                         ":2:3:4::8",
                         "1::d6::42",
                         "1::2:192.168.256.1",
                         "1::2:192.168.ff.1",
                         "::ffff:192.168.0",
                         "1:2:3:4:5:::8",
                         "1:2:3:4:5:6:7",
                         "1",
                         "127.0.0.1",
                         "  ::1",
                         "::1  ",
                         "fe80::/64",
                         "fe80::a%eth1",
                         "1000:1000:1000:1000:1000:1000:255.255.255.255.255",
                         "100:100:100:100:100:100:255.255.255.255.255",
                         "::1" + nul});
  accepted(Format::hostname, {"www.example.com", "xn--4gbwdl.xn--wgbh1c", "a", "1", "a-b",
                              "h0stn4me", "1host", std::string(63, 'a') + ".com"});
  refused(Format::hostname,
          {"", "-a-host-name-that-starts-with--", "not_a_valid_host_name",
           std::string(64, 'a') + ".com", "-hostname", "hostname-", "_hostname", "host_name",
           "host..name", ".example", "example.", "ä.de", "a b", std::string(254, 'a')});
}
