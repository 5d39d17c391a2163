//! The service `accounts.v1.Accounts`: rows are stored sealed, as bytes; of its methods, only `Put` uses a key.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};

use prost::Message;
use protoseal::prelude::*;
use tokio_stream::Stream;
use tonic::{Request, Response, Status};

use v1::accounts_server::Accounts;
use v1::{Account, GetRequest, ListRequest, ListResponse, PutRequest, PutResponse};

/// `accounts.v1`, from `proto/accounts.proto`; tonic's client and server stand in it, and take and return wire types.
#[allow(missing_docs)]
pub mod v1 {
    include!(concat!(env!("OUT_DIR"), "/accounts.v1.rs"));
}

/// What a row is sealed for, and opened with: nobody passes it off for another tenant's, for another table's, for another row.
#[must_use]
pub fn row_context(tenant: &str, id: &str) -> Context {
    let context = Context::new().with("tenant", tenant).with("table", "accounts");
    context.with("row", id)
}

/// The header that says whose accounts a call is about. Here the client says so; a real service takes it from what
/// authenticated the client.
pub const TENANT: &str = "x-tenant";

/// The service over a map that stands for a database.
#[derive(Debug)]
pub struct Service {
    opener: Opener,
    /// By tenant and id.
    rows: Mutex<BTreeMap<(String, String), Vec<u8>>>,
}

#[tonic::async_trait]
impl Accounts for Service {
    async fn put(&self, request: Request<PutRequest>) -> Result<Response<PutResponse>, Status> {
        let tenant = tenant(&request)?;
        let account = request.into_inner().account.unwrap_or_default();
        let (key, row) = ((tenant, account.id.clone()), account.encode_to_vec());
        // What is refused becomes a status: one for all to the client, with the error as its source for the log.
        let clear = account
            .open(&self.opener, &row_context(&key.0, &key.1))
            .inspect_err(log)?;
        if clear.id_card.len() != 18 {
            return Err(Status::invalid_argument("an identity card's number has 18 characters"));
        }
        let mut rows = self.rows();
        let before = rows.get(&key).map(|row| stored(row)).transpose()?;
        if before.is_some_and(|before| before.version >= clear.version) {
            return Err(Status::failed_precondition(
                "this version, or a newer one, is stored already",
            ));
        }
        rows.insert(key, row);
        Ok(Response::new(PutResponse {}))
    }

    async fn get(&self, request: Request<GetRequest>) -> Result<Response<Account>, Status> {
        let key = (tenant(&request)?, request.into_inner().id);
        let rows = self.rows();
        let row = rows.get(&key).ok_or_else(|| Status::not_found("no such account"))?;
        Ok(Response::new(stored(row)?))
    }

    async fn list(&self, request: Request<ListRequest>) -> Result<Response<ListResponse>, Status> {
        let accounts = self.find(&request)?;
        Ok(Response::new(ListResponse { accounts }))
    }

    type ExportStream = Pin<Box<dyn Stream<Item = Result<Account, Status>> + Send>>;

    async fn export(&self, request: Request<ListRequest>) -> Result<Response<Self::ExportStream>, Status> {
        let accounts = self.find(&request)?.into_iter().map(Ok);
        Ok(Response::new(Box::pin(tokio_stream::iter(accounts))))
    }
}

impl Service {
    /// A service without accounts yet.
    #[must_use]
    pub fn new(opener: Opener) -> Self {
        let rows = Mutex::default();
        Self { opener, rows }
    }

    /// A tenant's accounts at a branch: by what is in the clear, and without a key.
    fn find(&self, request: &Request<ListRequest>) -> Result<Vec<Account>, Status> {
        let (tenant, branch) = (tenant(request)?, &request.get_ref().branch);
        let rows = self.rows();
        let rows = rows
            .iter()
            .filter(|(key, _)| key.0 == tenant)
            .map(|(_, row)| stored(row));
        rows.filter(|row| row.as_ref().map_or(true, |account| account.branch == *branch))
            .collect()
    }

    fn rows(&self) -> MutexGuard<'_, BTreeMap<(String, String), Vec<u8>>> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn tenant<T>(request: &Request<T>) -> Result<String, Status> {
    let tenant = request.metadata().get(TENANT).and_then(|tenant| tenant.to_str().ok());
    tenant
        .map(str::to_owned)
        .ok_or_else(|| Status::unauthenticated("no tenant"))
}

fn stored(row: &[u8]) -> Result<Account, Status> {
    Account::decode(row).map_err(|_| Status::data_loss("a row is no account"))
}

/// The log's line; the error shows no value of a sealed field.
fn log(refused: &impl std::fmt::Display) {
    eprintln!("accounts: refused: {refused}");
}
