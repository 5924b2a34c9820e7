//! A web service: an article in by POST, its document out as JSON. One extractor serves all requests, and there are limits on size, time and number.
//!
//!     cargo run --release --example web_service -- 127.0.0.1:8080
//!     curl --json '{"text": "Merkel met Macron in Paris on Friday.", "published": "2019-10-14"}' http://127.0.0.1:8080/extract

#![allow(clippy::print_stdout, reason = "this program prints")]

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use dateline::Extractor;
use dateline::output::{read_article, to_json};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// The largest request. News articles have a hundredth of it.
const LARGEST: usize = 256 * 1024;

/// How long a client waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// What all requests share.
#[derive(Clone)]
struct Service {
    extractor: Extractor,
    /// One permit for each article that may be read at the same time. Extraction cannot be broken off, so what limits the time of a request is the size
    /// of its article, and how many others are before it.
    turns: Arc<Semaphore>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".into());
    let turns = std::thread::available_parallelism()?.get();
    let service = Service { extractor: Extractor::builder().threads(turns).build()?, turns: Arc::new(Semaphore::new(turns)) };
    let router = Router::new()
        .route("/extract", post(extract))
        .route("/health", get(|| async { "ready\n" }))
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(service);

    let listener = tokio::net::TcpListener::bind(&address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, router).with_graceful_shutdown(interrupted()).await?;
    Ok(())
}

/// Reads the article in the body: `{"text", "id"?, "title"?, "published"?}`.
async fn extract(State(service): State<Service>, body: String) -> Response {
    let input = match read_article(&body, 1) {
        Ok(input) => input,
        Err(error) => return (StatusCode::BAD_REQUEST, format!("{error}\n")).into_response(),
    };
    let Ok(Ok(turn)) = timeout(PATIENCE, service.turns.clone().acquire_owned()).await else {
        return (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "10")], "too many articles at once\n").into_response();
    };
    let work = move || {
        // The turn is given back when the work is done, also if the client has gone by then.
        let _turn = turn;
        to_json(&service.extractor.extract(&input.article).with_diagnostics(input.diagnostics))
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, "the article could not be read\n").into_response(),
    }
}

/// Requests that have begun are answered before the service ends.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
