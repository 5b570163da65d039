// Keys of the tests, and tokens that another implementation (Node) has signed with them.
#pragma once

#include <string_view>

namespace vgen_test {

constexpr std::string_view rsa_key =
    R"({"kty":"RSA","n":"slY1GNfHOQuVFSpiatkvdXXCoNLLsMdyOYIQu1bKjZyFTcCAOFTjM7JDXHwXKC)"
    R"(WiZffDbFlDs8WBLQ4_-sN4rO_4F8H3Z3Aev8ty_niuagaylaqOHh6xpzzL67-78XVWkKAsqmLcfnWpOe)"
    R"(7HAnDBUPCekDyTlX1CGfZWGflTAsOLblDojFXeE90P3Ao7VI4IEZKTc77ZdBITV-jN_ItY0FfGRrges7)"
    R"(mEr7683ybJqjWxzNSkJuABvkgR4OxiCGJmO3O1dM4fNOtcQFkJWw_xPHc5GMmPsCIKaxwXtrOv6OcIO0)"
    R"(OtAXAKoaS4I4wFnuMUt6hBhLSmZuBU4X5vIMdpqw","e":"AQAB","d":"E6wUH1wYyzTOio8qXBmpH-)"
    R"(PlnFKkdX5gHfKNtfH_q1oLZRBJv0Jd7bifBaIKoTsa4Z9QcgXxb0XngfjYcJOvdCQ50c_BDX_-DwTPop)"
    R"(KIFYS3nnA598ibAD-3SZd_kUXITsaHJs8mU4Ishgojmc6mWdoGeRK1lP_u6BOXBovM7w5DzI5rJgSCX0)"
    R"(QD1-usxy3CtD4d7jfTOu68M0ogHZXr8P7flcucPLZVDsgePaZ2xt9OdMZZBiPPllRQo7nDyq6V5i3Wo0)"
    R"(1e4UEkxUeqFm-_QgMSZFf1d2UQ7wA9FRkqHnIlduojboFIWoZl-qP1VaBCHBuRyZUX83qxMeuwf_QuAQ)"
    R"(","p":"5GaCRtXtpf6t34dUiP__fEt3BdU0NmL9zzEJ7YafdF2t4NB4VaeL12ZV1TkpQwq9vhc3Upfce)"
    R"(5fh3q1jcM73-HFQpUAbNF3I3Zkhd6qtEP3ReeImOR9EAxB2aJ5yatF0mcNBlI6r6MEpmRjdX0K8yXw7V)"
    R"(pws0ByWTCqZaAE73As","q":"x-L-zS6g9S_e6FSJtvNkjWcU9efN6hMudD1PUSA_mQlebRZKGcYdX0u)"
    R"(WVjXsj3_O0-5KlNKks8dDrNNqFKq9-priTXNaW-wAwjn-Rb1ycbL_TLC_Ud4FfSc8WB_fFx4weasb4uI)"
    R"(3MEjGpcG2rWLYTdDlY_lg-NTRqLRcZWyfjOE","dp":"4N3Xx3vZpMMwVlF7tgIsfCgkP7bf1-fwMOv7)"
    R"(9UHEfaG5jgxRXSs-r8xOF0ZWzG2nz5411ngzF--57i1RKQBr_Ms7dea-ofjvyNR5scJ077SlZ1VzAmw4)"
    R"(3rd3jJrq1SXwoW4ug99PezGqDdQAJ0iia9CG70eFi0OJ6eVK8a29TG8","dq":"KBquHsK1PpxdL-YOP)"
    R"(2u0B_7foLrigI1aq63FZTSALhdIH8DyGxu5tu32etOU4_GzsKfFxPhCXWOke19rkDv1o_tBXmK_hWPjf)"
    R"(xSdpKZu-Mr-GAf6StWt6j9eBxxV6VCAT1j6Xloe0ow3dvhXy4_icDJyY82cHDCu5BdT1nGlzWE","qi")"
    R"(:"p5fWwRUhEbY4REymSRWXGb-Xd4BVzwN0eh2C_or400N8HEr8JbdV5V9cXfa01fANTZs5N8brvMqVsV)"
    R"(GS0D_Q_Zf7odO4MDy2HhErhiqrOk6SDx2KwxacbCPap8ljzXF15AeG-9KMFvlWnXb-uGb7MJN_qp3tg_)"
    R"(48vPzVh3sjCWM","kid":"r1"})";

constexpr std::string_view ec_key =
    R"({"kty":"EC","x":"A5m_1eWL6_et664HBkZc5JWIFpVtQAGSS1dZDWrZNws","y":"Gwm1ZPExOfR1k)"
    R"(81GRe-NvpJVFkOTftOfXzzqetl6wPo","crv":"P-256","d":"f2xAvjG0_ooCRFkEzjBXN84fEIYll)"
    R"(ZlmilkylZ-Z-w4","kid":"e1"})";

constexpr std::string_view ed_key =
    R"({"crv":"Ed25519","d":"Xj7uvGjZzBjh8c4mgpObopQeww9Pkiad2JQIB2s5T2c","x":"uoXpp6Ls)"
    R"(HzQvWgiWxhBsqlw6Iazxbvr0uXn5mZ0P-bA","kty":"OKP","kid":"d1"})";

constexpr std::string_view oct_key =
    R"({"kty":"oct","k":"6eCm2wFPrp-RDgdtIEudJKmH0zOwNXXTYavPTykUCGQ","kid":"h1"})";

constexpr std::string_view weak_key =
    R"({"kty":"RSA","n":"nZcJKUQRh8FCm-VJjWvKbHIthDkbGASLpw-M92Owt51DnjRUUyyZqWkQzvYUSY)"
    R"(LWR7S1yJYpZIMbn8RmE7dlCUNEK7tCbciZc3w6O633mDNO9Sxl-lhlNQSdtDurAUK-pr6QmaGcdqHbm7)"
    R"(u6QWsHntFIzdCkTYAO3ixeJPX9WKk","e":"AQAB","d":"GV7yi6E4zUlQ5vZQFCORcEolh88FzKUWs)"
    R"(quvPzjef4EjHLpCBS3-Ayc2HIvDkl4tD1hJl-SM_3CYJu2gnXX-HvH375iB0TJw8H2JIWdnrG6zY0UE5)"
    R"(XYGJKKw7e-gVI4GmK6OBeXsWD-lalXGEIbdUfr3JOUZyls8SjsjOkTAio0","p":"yRbpHyEWifJGEMV)"
    R"(R1e3tXg1L1pESWYMXec_OOjojaFjNLQ1WwO7x7zranuRLMgwddJBzNgKf6rW-652K3k1D7w","q":"yJ)"
    R"(9OrqIKGyceUQsagLBPbMJ5mZH6GQxqDDv3BlweBTfzgILvURttENNRsR9HEafZk24vXHokcpyoxA2aaI)"
    R"(-05w","dp":"uglHHTSIXJDWf3d9sXRQML4OVnCaUFO2aUx2V2ooDcZx82cuxomJLDD_xxYf9yo8KfXl)"
    R"(kKc2-XaxLdvveKB04w","dq":"HyBYXM_XMY9ILNrEKeMw73bc1u7HFsvOSEelc98m6ThdFzs5ViQjL9)"
    R"(EZg5mOtTaNk0otHvP0Y7Pam1Bg_IgPUQ","qi":"dT3DlvuoRAtI7U8Qv7j1zz7sH5EmRiU4JQC9eXLR)"
    R"(Xf8in-xn2meONxFlxtQNkmcjthHTHFRh-xRfBgImzLZXjQ","kid":"weak"})";

/// `{"user":"ada","exp":1900000000}`
constexpr std::string_view rs256_token =
    R"(eyJhbGciOiJSUzI1NiIsImtpZCI6InIxIiwidHlwIjoiSldUIn0.eyJ1c2VyIjoiYWRhIiwiZXhwIjox)"
    R"(OTAwMDAwMDAwfQ.bvj1FNm_mEIrMmExEjl6YoxrGY4qR5Dho1Et4mXOe3A9iyAPeJVwHlbrYnPljNdAU)"
    R"(XXVvvUHQTA6mzBMep3euYva6wU3gtt5CaVf8tAvK1A7aAJ2-FLqYeQeioucXTmAqvwL8a81jSjtOXSqg)"
    R"(bW_BRd02tyRxdUq2JgLPPOLKqPu6gf_TuSuz6CohjHF8Y2fZMwV2hr4KmNNnpHbnZk4i54E2XmjGvW7w)"
    R"(0CzV6SFF3PBEod4UP8EeIMVF3iSqekBg6JlMPK9_pRNxG0jtzoinEiGUiANDbC25p8GWTxyy9bhrUTFp)"
    R"(GPaBpVXEBvaNN9LOFYsUcmY0pP_z-yE9LJZRg)";

constexpr std::string_view es256_token =
    R"(eyJhbGciOiJFUzI1NiIsImtpZCI6ImUxIiwidHlwIjoiSldUIn0.eyJ1c2VyIjoiYWRhIiwiZXhwIjox)"
    R"(OTAwMDAwMDAwfQ.FOKJlxLcEvNR6fIGJcOmSZX5qulQK7oDlG-k0HHB_WizdbpxBVvEcu9bqfgKxVw39)"
    R"(I0JpCfJbK107VqCdzUcUA)";

constexpr std::string_view eddsa_token =
    R"(eyJhbGciOiJFZERTQSIsImtpZCI6ImQxIiwidHlwIjoiSldUIn0.eyJ1c2VyIjoiYWRhIiwiZXhwIjox)"
    R"(OTAwMDAwMDAwfQ.jw-2zGFM0speByapPllPpoRwInEIDjR3k7b11R2nbHhuoIe8V0tQHyRs3RFNkHvbw)"
    R"(q2F_YAwvHn0WdY6GPTkBA)";

constexpr std::string_view hs256_token =
    R"(eyJhbGciOiJIUzI1NiIsImtpZCI6ImgxIiwidHlwIjoiSldUIn0.eyJ1c2VyIjoiYWRhIiwiZXhwIjox)"
    R"(OTAwMDAwMDAwfQ.sVS7XiayXg1YH5bw_oKvAkj5HEy4bSnIdopq6JMvYbQ)";

}  // namespace vgen_test
