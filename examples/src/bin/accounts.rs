//! A service of accounts and its client, over TCP on this machine: rows are stored sealed, a list is put together without a
//! key, and the client opens each row with a context of its own. Requests that break the rules of the schema never reach the service.

#![forbid(unsafe_code)]

use std::error::Error;

use protoseal::prelude::*;
use protoseal::validation::ValidateLayer;
use protoseal_examples::accounts::v1::accounts_client::AccountsClient;
use protoseal_examples::accounts::v1::accounts_server::AccountsServer;
use protoseal_examples::accounts::v1::{Account, GetRequest, ListRequest, PutRequest, REQUEST_RULES, clear};
use protoseal_examples::accounts::{Service, TENANT, row_context};
use tokio::net::TcpListener;
use tonic::metadata::AsciiMetadataValue;
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Channel, Server};
use tonic::{Code, Request};

const ACME: &str = "acme";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let keyring = Keyring::generate(&[("pii", Suite::Aes256Gcm)])?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    let service = AccountsServer::new(Service::new(Opener::new(&keyring)));
    let server = Server::builder()
        .layer(ValidateLayer::new([REQUEST_RULES]))
        .add_service(service)
        .serve_with_incoming(TcpIncoming::from(listener));
    let server = tokio::spawn(server);

    let client = AccountsClient::connect(address).await?;
    run(client, &Sealer::new(&keyring), &Opener::new(&keyring)).await?;
    server.abort();
    Ok(())
}

async fn run(mut client: AccountsClient<Channel>, sealer: &Sealer, opener: &Opener) -> Result<(), Box<dyn Error>> {
    let accounts = [account("a-1", "Li Lei"), account("a-2", "Han Meimei")];
    for account in &accounts {
        let row = row_context(ACME, &account.id);
        let account = Some(account.clone().seal(sealer, &row)?);
        client.put(of(PutRequest { account })).await?;
    }

    let id = "a-1".to_owned();
    let sealed = client.get(of(GetRequest { id })).await?.into_inner();
    println!("One account, as it is stored and travels:\n  {sealed:?}");
    // It must be the one that was asked for, and no other.
    let opened = sealed.clone().open(opener, &row_context(ACME, "a-1"))?;
    println!("Opened, as it would get into a log:\n  {opened:?}");

    let branch = "north".to_owned();
    let list = client
        .list(of(ListRequest { branch: branch.clone() }))
        .await?
        .into_inner();
    println!("\nThe list of a branch, each row opened with its own context:");
    let mut opened = Vec::new();
    for row in list.accounts {
        let account = open(row, opener)?;
        println!("  {} belongs to {}", account.id, account.owner);
        opened.push(account);
    }
    if opened != accounts {
        return Err("the list is not what was put".into());
    }

    println!("\nThe same as a stream:");
    let mut stream = client.export(of(ListRequest { branch })).await?.into_inner();
    let mut exported = Vec::new();
    while let Some(row) = stream.message().await? {
        let account = open(row, opener)?;
        println!("  {} belongs to {}", account.id, account.owner);
        exported.push(account);
    }
    if exported != accounts {
        return Err("the stream is not what was put".into());
    }

    println!("\nAn account under another one's id:");
    let mut forged = sealed;
    forged.id = "a-2".to_owned();
    match client.put(of(PutRequest { account: Some(forged) })).await {
        Ok(_) => Err("a forged account was stored".into()),
        Err(status) if status.code() == Code::InvalidArgument => {
            println!("  the client hears: {}", status.message());
            Ok(())
        }
        Err(status) => Err(status.into()),
    }
}

fn account(id: &str, owner: &str) -> clear::Account {
    clear::Account {
        id: id.to_owned(),
        branch: "north".to_owned(),
        owner: owner.to_owned(),
        id_card: "11010519491231002X".to_owned(),
        version: 1,
    }
}

/// A row says which one it is; whether it is that one, opening tells.
fn open(row: Account, opener: &Opener) -> Result<clear::Account, Box<dyn Error>> {
    let context = row_context(ACME, &row.id);
    Ok(row.open(opener, &context)?)
}

/// A call about the accounts of one tenant.
fn of<T>(message: T) -> Request<T> {
    let mut request = Request::new(message);
    request
        .metadata_mut()
        .insert(TENANT, AsciiMetadataValue::from_static(ACME));
    request
}
