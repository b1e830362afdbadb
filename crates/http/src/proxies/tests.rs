use proptest::prelude::*;

use super::*;

fn headers(lines: &[(&str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        let name: HeaderName = name.parse().unwrap();
        headers.append(name, value.parse().unwrap());
    }
    headers
}

fn proxies() -> Proxies {
    Proxies::parse(&["10.0.0.0/8", "fd00::/8"]).unwrap()
}

#[track_caller]
fn from(peer: &str, lines: &[(&str, &str)]) -> Result<Via, Unclear> {
    proxies().client(peer.parse().unwrap(), &headers(lines))
}

#[track_caller]
fn address(peer: &str, lines: &[(&str, &str)], expect: &str) {
    let address = from(peer, lines).map(|via| via.address.to_string());
    assert_eq!(address.as_deref(), Ok(expect), "{lines:?}");
}

#[test]
fn only_proxies_that_were_named_are_believed() {
    let lines = [("x-forwarded-for", "1.2.3.4"), ("x-forwarded-proto", "https")];
    let via = from("192.0.2.1", &lines).unwrap();
    assert_eq!(via, Via::straight("192.0.2.1".parse().unwrap()));
    let both = [("forwarded", "for=\""), ("x-forwarded-for", "1.2.3.4")];
    assert_eq!(from("192.0.2.1", &both).unwrap().address.to_string(), "192.0.2.1");
    address("10.0.0.1", &lines, "1.2.3.4");
    address("::ffff:10.0.0.1", &lines, "1.2.3.4");
    address("10.0.0.1", &[], "10.0.0.1");
}

#[test]
fn the_rightmost_address_that_is_no_proxy_counts() {
    let check = |list: &str, expect: &str| {
        address("10.0.0.1", &[("x-forwarded-for", list)], expect);
        let quoted: Vec<String> = list.split(", ").map(|hop| format!("for=\"{hop}\"")).collect();
        address("10.0.0.1", &[("forwarded", &quoted.join(", "))], expect);
    };
    check("9.9.9.9, 1.2.3.4", "1.2.3.4");
    check("9.9.9.9, 1.2.3.4, 10.1.1.1", "1.2.3.4");
    check("9.9.9.9, [2001:db8::1]:99, fd00::7", "2001:db8::1");
    check("10.2.2.2, 10.1.1.1", "10.2.2.2");
    // Who hides stands behind the last proxy that is known.
    check("1.2.3.4, unknown, 10.1.1.1", "10.1.1.1");
    check("1.2.3.4, nonsense", "10.0.0.1");
}

#[test]
fn lists_go_over_several_lines() {
    let lines = [("x-forwarded-for", "9.9.9.9"), ("x-forwarded-for", "1.2.3.4, 10.1.1.1")];
    address("10.0.0.1", &lines, "1.2.3.4");
    address("10.0.0.1", &[("forwarded", "for=9.9.9.9"), ("forwarded", "for=1.2.3.4")], "1.2.3.4");
}

#[test]
fn scheme_and_host_are_those_of_the_hop_that_counts() {
    let line = "for=9.9.9.9;host=evil.example;proto=http, for=1.2.3.4;proto=HTTPS;\
                host=\"dossier.example:443\", for=10.1.1.1;proto=http";
    let via = from("10.0.0.1", &[("forwarded", line)]).unwrap();
    assert_eq!((via.https, via.host.as_deref()), (Some(true), Some("dossier.example:443")));
    let lines = [
        ("x-forwarded-for", "1.2.3.4"),
        ("x-forwarded-host", "evil.example, dossier.example"),
        ("x-forwarded-proto", "https, http"),
    ];
    let via = from("10.0.0.1", &lines).unwrap();
    assert_eq!((via.https, via.host.as_deref()), (Some(false), Some("dossier.example")));
}

#[test]
fn what_is_unclear_is_refused() {
    let check = |lines: &[(&str, &str)], expect: Unclear| {
        assert_eq!(from("10.0.0.1", lines), Err(expect), "{lines:?}");
    };
    check(&[("forwarded", "for=1.2.3.4"), ("x-forwarded-for", "1.2.3.4")], Unclear::TwoKinds);
    check(&[("forwarded", "for=1.2.3.4"), ("x-forwarded-host", "a")], Unclear::TwoKinds);
    check(&[("forwarded", "for=\", for=1.2.3.4")], Unclear::Malformed);
    check(&[("x-forwarded-proto", "gopher")], Unclear::Malformed);
}

#[test]
fn so_many_proxies_can_be_named() {
    let many = |number: usize| Proxies::parse(&vec!["10.0.0.1"; number]);
    assert!(many(PROXIES).is_ok());
    assert_eq!(many(PROXIES + 1), Err(BlockFault::TooMany));
}

prop_compose! {
    /// An address that is none of the proxies'.
    fn stranger()(bits in any::<u32>(), long in any::<u128>(), v6 in any::<bool>()) -> IpAddr {
        let four = IpAddr::V4(((bits & 0x00ff_ffff) | 0x0b00_0000).into());
        let six = IpAddr::V6(((long >> 8) | (0x20 << 120)).into());
        if v6 { six } else { four }
    }
}

prop_compose! {
    fn proxy()(bits in any::<u32>(), v6 in any::<bool>()) -> IpAddr {
        let four = IpAddr::V4(((bits & 0x00ff_ffff) | 0x0a00_0000).into());
        let six = IpAddr::V6(((0xfd_u128 << 120) | u128::from(bits)).into());
        if v6 { six } else { four }
    }
}

proptest! {
    /// Whatever a client writes, the address is where the first trusted proxy got
    /// the request from.
    #[test]
    fn nobody_chooses_their_own_address(
        client in stranger(),
        way in prop::collection::vec(proxy(), 1..5),
        written in "[ -~]{0,40}",
    ) {
        let proxies = proxies();
        let (peer, inner) = way.split_last().unwrap();
        let hops: Vec<String> =
            std::iter::once(&client).chain(inner).map(ToString::to_string).collect();
        let list = format!("{written}, {}", hops.join(", "));
        let said = proxies.client(*peer, &headers(&[("x-forwarded-for", &list)]));
        prop_assert_eq!(said.map(|via| via.address), Ok(client));
        let quoted: Vec<String> = hops.iter().map(|hop| format!("for=\"{hop}\"")).collect();
        // As a line of its own: then what came before can be unreadable, and is refused.
        let lines = [("forwarded", written.as_str()), ("forwarded", &quoted.join(","))];
        match proxies.client(*peer, &headers(&lines)) {
            Ok(via) => prop_assert_eq!(via.address, client),
            Err(unclear) => prop_assert_eq!(unclear, Unclear::Malformed),
        }
        // And joined, as some proxies do.
        let joined = format!("{written}, {}", quoted.join(", "));
        if let Ok(via) = proxies.client(*peer, &headers(&[("forwarded", &joined)])) {
            prop_assert_eq!(via.address, client);
        }
        // From anybody else nothing of it counts.
        let said = proxies.client(client, &headers(&[("x-forwarded-for", &list)]));
        prop_assert_eq!(said, Ok(Via::straight(client)));
    }
}
