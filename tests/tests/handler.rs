//! What a client hears of a handler that refuses a message, over TCP: the same, whatever failed.
#![forbid(unsafe_code)]

use std::collections::BTreeSet;
use std::error::Error;

use prost::Message;
use protoseal::prelude::*;
use protoseal::validation::ValidateLayer;
use protoseal::{KeyState, OpenError, Refused, SealError};
use protoseal_examples::accounts::v1::accounts_client::AccountsClient;
use protoseal_examples::accounts::v1::accounts_server::{Accounts, AccountsServer};
use protoseal_examples::accounts::v1::{
    Account, GetRequest, ListRequest, ListResponse, PutRequest, PutResponse, REQUEST_RULES, clear,
};
use protoseal_examples::accounts::{Service, TENANT, row_context};
use tokio::net::TcpListener;
use tonic::metadata::AsciiMetadataValue;
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Channel, Server};
use tonic::{Code, Request, Response, Status};
use tonic_types::StatusExt;

const CANARY: &str = "canary-8c1d55e0b1a4";

type Client = AccountsClient<Channel>;

async fn serve(opener: Opener) -> Client {
    serve_by(Service::new(opener)).await
}

async fn serve_by(service: impl Accounts) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = format!("http://{}", listener.local_addr().expect("it has an address"));
    let service = AccountsServer::new(service);
    tokio::spawn(
        Server::builder()
            .layer(ValidateLayer::new([REQUEST_RULES]))
            .add_service(service)
            .serve_with_incoming(TcpIncoming::from(listener)),
    );
    Client::connect(address).await.expect("the server listens")
}

fn of<T>(message: T) -> Request<T> {
    let mut request = Request::new(message);
    let tenant = AsciiMetadataValue::from_static("acme");
    request.metadata_mut().insert(TENANT, tenant);
    request
}

fn account(id: &str) -> clear::Account {
    clear::Account {
        id: id.to_owned(),
        branch: "north".to_owned(),
        owner: CANARY.to_owned(),
        id_card: "11010519491231002X".to_owned(),
        version: 1,
    }
}

fn ring() -> Keyring {
    Keyring::generate(&[("pii", Suite::Aes256Gcm)]).expect("the name is unique")
}

fn sealed(keyring: &Keyring) -> Account {
    let sealed = account("a-1").seal(&Sealer::new(keyring), &row_context("acme", "a-1"));
    sealed.expect("it is sealed")
}

/// Each way to be refused, with the opener that refuses it.
fn refused(keyring: &Keyring) -> Vec<(&'static str, Account, Opener)> {
    let opener = || Opener::new(keyring);
    let changed = |change: fn(&mut Account)| {
        let mut account = sealed(keyring);
        change(&mut account);
        account
    };
    let in_the_clear = [&*sealed(keyring).encode_to_vec(), &[3 << 3 | 2, 1, b'x']].concat();
    let rotated = ring();
    rotated.rotate("pii").expect("it has the key");
    let destroyed = ring();
    let of_destroyed = sealed(&destroyed);
    destroyed.rotate("pii").expect("it has the key");
    for state in [KeyState::PendingDestruction, KeyState::Destroyed] {
        destroyed.set_state("pii", 1, state).expect("it may be destroyed");
    }
    let tired = Opener::builder(keyring)
        .failed_openings(1)
        .build()
        .expect("1 is allowed");
    let forged = changed(|account| account.id.push('0'));
    forged
        .open(&tired, &row_context("acme", "a-10"))
        .expect_err("it is forged");
    vec![
        (
            "in the clear",
            Account::decode(&*in_the_clear).expect("it decodes"),
            opener(),
        ),
        ("malformed", changed(|account| account.sealed[0].truncate(60)), opener()),
        ("is missing", changed(|account| account.sealed.clear()), opener()),
        (
            "two envelopes",
            changed(|account| account.sealed.extend_from_within(..)),
            opener(),
        ),
        (
            "does not authenticate",
            changed(|account| account.id = "a-2".to_owned()),
            opener(),
        ),
        ("has no key", sealed(keyring), Opener::new(&Keyring::new())),
        ("has no version 2", sealed(&rotated), opener()),
        ("is destroyed", of_destroyed, Opener::new(&destroyed)),
        ("was not sealed under", sealed(&ring()), opener()),
        ("the limit", sealed(keyring), tired),
    ]
}

/// Code, message, details and metadata, but for the date, which is the clock's.
fn heard(status: &Status) -> String {
    let mut headers = status.metadata().clone().into_headers();
    headers.remove("date");
    format!(
        "{:?} {:?} {:?} {headers:?}",
        status.code(),
        status.message(),
        status.details()
    )
}

#[tokio::test]
async fn a_client_hears_the_same_whatever_failed() {
    let keyring = ring();
    let mut all = BTreeSet::new();
    for (what, account, opener) in refused(&keyring) {
        let context = row_context("acme", &account.id);
        let error = account.clone().open(&opener, &context).expect_err(what);
        assert!(error.to_string().contains(what), "{what}: {error}");
        let mut client = serve(opener).await;
        let account = Some(account);
        let status = client.put(of(PutRequest { account })).await.expect_err(what);
        assert!(status.source().is_none(), "{what}: {status}");
        all.insert(heard(&status));
    }
    let all = Vec::from_iter(all);
    let [one] = &all[..] else {
        panic!("a client can tell failures apart: {all:#?}");
    };
    assert_eq!(
        one,
        "InvalidArgument \"the message was refused\" [] {\"content-type\": \"application/grpc\"}"
    );
}

/// Sends one genuine account, then opens one that it refuses.
struct Stops(Account, Account, Opener);

#[tonic::async_trait]
impl Accounts for Stops {
    type ExportStream = tokio_stream::Iter<std::vec::IntoIter<Result<Account, Status>>>;

    async fn export(&self, _: Request<ListRequest>) -> Result<Response<Self::ExportStream>, Status> {
        let Self(genuine, refused, opener) = self;
        let open = || -> Result<Account, Status> {
            let context = row_context("acme", &refused.id);
            refused.clone().open(opener, &context)?;
            Ok(refused.clone())
        };
        Ok(Response::new(tokio_stream::iter(vec![Ok(genuine.clone()), open()])))
    }

    async fn put(&self, _: Request<PutRequest>) -> Result<Response<PutResponse>, Status> {
        Err(Status::unimplemented("only export"))
    }

    async fn get(&self, _: Request<GetRequest>) -> Result<Response<Account>, Status> {
        Err(Status::unimplemented("only export"))
    }

    async fn list(&self, _: Request<ListRequest>) -> Result<Response<ListResponse>, Status> {
        Err(Status::unimplemented("only export"))
    }
}

/// Also in the midst of a stream, where the status travels in trailers.
#[tokio::test]
async fn a_client_of_a_stream_hears_the_same_whatever_failed() {
    let keyring = ring();
    let mut all = BTreeSet::new();
    for (what, account, opener) in refused(&keyring) {
        let mut client = serve_by(Stops(sealed(&keyring), account, opener)).await;
        let branch = "north".to_owned();
        let mut stream = client
            .export(of(ListRequest { branch }))
            .await
            .expect(what)
            .into_inner();
        let first = stream.message().await.expect("the first one is genuine");
        assert!(first.is_some());
        all.insert(heard(&stream.message().await.expect_err(what)));
    }
    let all = Vec::from_iter(all);
    assert_eq!(all, ["InvalidArgument \"the message was refused\" [] {}"]);
}

#[tokio::test]
async fn what_was_put_is_got_and_opens() {
    let keyring = ring();
    let mut client = serve(Opener::new(&keyring)).await;
    let put = Some(sealed(&keyring));
    client
        .put(of(PutRequest { account: put.clone() }))
        .await
        .expect("it is genuine");
    let replayed = client.put(of(PutRequest { account: put.clone() })).await;
    let status = replayed.expect_err("this version is stored already");
    assert_eq!(status.code(), Code::FailedPrecondition);
    let id = "a-1".to_owned();
    let got = client
        .get(of(GetRequest { id }))
        .await
        .expect("it was put")
        .into_inner();
    assert_eq!(Some(&got), put.as_ref());
    let opened = got.open(&Opener::new(&keyring), &row_context("acme", "a-1"));
    assert_eq!(opened.expect("it opens"), account("a-1"));
}

/// The log has the cause as the status's source, the headers of a response do not.
#[test]
fn the_log_has_the_cause_and_the_wire_has_not() {
    for (what, account, opener) in refused(&ring()) {
        let context = row_context("acme", &account.id);
        let refused = account.open(&opener, &context).expect_err(what);
        let shown = refused.to_string();
        let status = Status::from(refused);
        let source = status.source().and_then(|source| source.downcast_ref::<OpenError>());
        assert_eq!(source.expect("it is the error").to_string(), shown);
        let logged = format!("{status} {status:?}");
        assert!(!logged.contains(CANARY), "{logged}");
        let response: tonic::codegen::http::Response<()> = status.into_http();
        let logged = response.extensions().get::<Status>().and_then(Error::source);
        assert_eq!(logged.expect("a layer finds it").to_string(), shown);
        let headers = format!("{:?}", response.headers());
        assert!(!headers.contains("pii") && !headers.contains("details"), "{headers}");
    }
}

#[test]
fn what_is_not_sealed_is_internal() {
    fn handler(sealer: &Sealer) -> Result<Account, Status> {
        Ok(account("a-1").seal(sealer, &row_context("acme", "a-1"))?)
    }
    let keyring = Keyring::new();
    let status = handler(&Sealer::new(&keyring)).expect_err("there is no key");
    assert_eq!(
        (status.code(), status.message()),
        (Code::Internal, "the message was not sealed")
    );
    assert!(status.metadata().is_empty() && status.details().is_empty());
    let source = status.source().and_then(|source| source.downcast_ref::<SealError>());
    assert!(matches!(source, Some(SealError::KeyUnknown { .. })), "{status:?}");
}

/// `?` takes each error of the crate in a handler.
#[test]
fn every_error_becomes_a_status() {
    fn status<E: Into<Status>>() {}
    status::<OpenError>();
    status::<SealError>();
    status::<Refused<Account, OpenError>>();
    status::<Refused<clear::Account, SealError>>();
    status::<protoseal::Closed>();
    status::<protoseal::PeerError>();
}

#[tokio::test]
async fn requests_that_break_rules_never_reach_the_handler() {
    let mut client = serve(Opener::new(&ring())).await;
    let id = "not an account's".to_owned();
    let status = client.get(of(GetRequest { id })).await.expect_err("it breaks a rule");
    assert_eq!(status.code(), Code::InvalidArgument);
    let details = status.get_details_bad_request().expect("details");
    let [violation] = &details.field_violations[..] else {
        panic!("one field is wrong: {details:?}");
    };
    assert_eq!(
        (violation.field.as_str(), violation.reason.as_str()),
        ("id", "STRING_PATTERN")
    );
    let branch = String::new();
    let status = client
        .export(of(ListRequest { branch }))
        .await
        .expect_err("it breaks a rule");
    assert_eq!(status.code(), Code::InvalidArgument);
    // What keeps the rules is the handler's: it has no such account.
    let id = "a-9".to_owned();
    let status = client.get(of(GetRequest { id })).await.expect_err("there is none");
    assert_eq!(status.code(), Code::NotFound);
}

#[test]
fn the_table_names_the_methods_whose_requests_have_rules() {
    let paths: Vec<&str> = REQUEST_RULES.iter().map(|method| method.path()).collect();
    assert_eq!(
        paths,
        [
            "/accounts.v1.Accounts/Get",
            "/accounts.v1.Accounts/List",
            "/accounts.v1.Accounts/Export"
        ]
    );
}
