//! A `UserProfile` with an identity card, a phone number and an e-mail address, sealed and opened under both suites.

#![forbid(unsafe_code)]

use std::error::Error;

use prost::Message;
use protoseal::prelude::*;
use protoseal_examples::quickstart::v1::{UserProfile, clear};

fn main() -> Result<(), Box<dyn Error>> {
    for suite in [Suite::Aes256Gcm, Suite::Sm4Gcm] {
        println!("== {suite} ==");
        run(suite)?;
        println!();
    }
    Ok(())
}

fn run(suite: Suite) -> Result<(), Box<dyn Error>> {
    let keyring = Keyring::generate(&[("pii", suite), ("contact", suite)])?;
    let sealer = Sealer::new(&keyring);
    let opener = Opener::new(&keyring);
    let context = Context::new().with("tenant", "acme");

    let profile = clear::UserProfile {
        user_id: "u-1001".to_owned(),
        id_card: Some("11010519491231002X".to_owned()),
        phone: "13800138000".to_owned(),
        email: "li.lei@example.com".to_owned(),
        display_name: "Li Lei".to_owned(),
    };
    println!("Debug of the clear value, as it would get into a log:\n  {profile:?}");
    println!("and where someone asks for all of it:\n  {:?}", profile.exposed());

    let bytes = profile.clone().seal(&sealer, &context)?.encode_to_vec();
    println!("\nSealed, {} bytes:\n{}", bytes.len(), hex(&bytes));

    let stranger = UserProfile::decode(&*bytes)?;
    println!("\nWhat a reader without the keys sees:\n  {stranger:?}");
    println!(
        "  what was sealed is not in the bytes: {}",
        !holds(&bytes, b"13800138000")
    );
    println!("and what the headers say:\n{}", protoseal::inspect(&stranger));

    let opened = UserProfile::decode(&*bytes)?.open(&opener, &context)?;
    println!(
        "\nOpened again:\n  id_card: {}, phone: {}, email: {}",
        opened.id_card(),
        opened.phone,
        opened.email
    );
    if opened != profile {
        return Err("the opened profile differs from the sealed one".into());
    }

    let mut tampered = UserProfile::decode(&*bytes)?;
    tampered.user_id = "u-2002".to_owned();
    match tampered.open(&opener, &context) {
        Ok(_) => return Err("a tampered message was opened".into()),
        Err(refused) => {
            println!("\nWith another user_id, the log says:\n  {}", refused.error());
            println!("and the remote peer hears:\n  {}", refused.error().for_peer());
        }
    }
    Ok(())
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn hex(bytes: &[u8]) -> String {
    let line = |line: &[u8]| line.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let lines: Vec<String> = bytes.chunks(48).map(|chunk| format!("  {}", line(chunk))).collect();
    lines.join("\n")
}
