//! A fake Ollama server on loopback that keeps to the documented API: its paths, status codes and error texts.
//!
//! Knows one model, `llama3.2`, and plays the scenario that a test chose. No weights, no thoughts.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test double: a panic is a failed test")]

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// The one model that is there.
pub(crate) const MODEL: &str = "llama3.2";
/// A model that is listed, but runs elsewhere.
const CLOUD_MODEL: &str = "notes:cloud";
const CREATED_AT: &str = "2026-10-05T10:00:00.000000Z";
const DIGEST: &str = "a80c4f17acd55265feec403c7aef86be0c25983ab279d83f3bcd3abbcb5b8b72";

/// How `/api/chat` behaves.
#[derive(Clone, Debug)]
pub(crate) enum Scenario {
    /// Answers with this content.
    Says(String),
    /// Answers with this content and thoughts beside it.
    Thinks(String),
    /// Answers with this content, `done` and `done_reason`.
    Ends { content: String, done: bool, reason: Option<&'static str> },
    /// The model is not there.
    NotFound,
    /// Busy for the next so many requests, then says the content.
    Busy { times: u32, then: String },
    /// Loads the model for so long, then says the content.
    SlowLoad { loading: Duration, then: String },
    /// Accepts the request and never answers.
    Hangs,
    /// Ends the connection in the middle of the body.
    Resets,
    /// Sends one space after the other, for ever.
    Drips,
    /// The machine has too little memory.
    OutOfMemory,
    /// The prompt does not fit, and may not be cut.
    TooLong,
    /// Status 200, and no JSON.
    Garbage,
    /// Status 200, and nothing.
    Empty,
    /// A reverse proxy's error page.
    HtmlError,
    /// The host in the request is not allowed.
    Forbidden,
    /// The model runs elsewhere, and says the content.
    Cloud(String),
    /// The model runs elsewhere, which only its answer says.
    CloudUnsaid(String),
    /// Does what the report says behind `OBEY:`.
    Obeys,
    /// The model runs elsewhere, and nobody has signed in.
    SignIn,
    /// An error after the status line.
    ErrorInStream,
    /// More than anybody asked for.
    Huge,
    /// Sends the caller to another address.
    Redirects(String),
}

impl Scenario {
    /// A good answer: these words in the form that was asked for.
    pub(crate) fn writes(summary: &str, impact: &str, risk: &str) -> Self {
        Self::Says(content(summary, impact, risk))
    }
}

/// The body of a good answer with this content.
pub(crate) fn answered(content: &str) -> Vec<u8> {
    serde_json::to_vec(&ended(content, true, Some("stop"))).unwrap()
}

/// Words in the form that the desk asks for.
pub(crate) fn content(summary: &str, impact: &str, risk: &str) -> String {
    json!({"summary": summary, "impact": impact, "risk": risk}).to_string()
}

/// A running server; it ends with the test's runtime.
pub(crate) struct Ollama {
    address: SocketAddr,
    stage: Stage,
}

type Stage = Arc<Mutex<Played>>;

struct Played {
    scenario: Scenario,
    chats: Vec<Value>,
    open: usize,
    most_open: usize,
}

impl Ollama {
    /// Starts a server on a free port.
    pub(crate) async fn start(scenario: Scenario) -> Self {
        Self::start_on(0, scenario).await
    }

    /// Starts a server on this port.
    pub(crate) async fn start_on(port: u16, scenario: Scenario) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let stage = Arc::new(Mutex::new(Played { scenario, chats: Vec::new(), open: 0, most_open: 0 }));
        let app = router(stage.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { address, stage }
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Plays another scenario from now on.
    pub(crate) fn play(&self, scenario: Scenario) {
        lock(&self.stage).scenario = scenario;
    }

    /// The chat requests so far.
    pub(crate) fn chats(&self) -> Vec<Value> {
        lock(&self.stage).chats.clone()
    }

    /// How many chat requests were being answered at once, at most.
    pub(crate) fn most_open(&self) -> usize {
        lock(&self.stage).most_open
    }
}

fn lock(stage: &Stage) -> std::sync::MutexGuard<'_, Played> {
    stage.lock().unwrap_or_else(PoisonError::into_inner)
}

fn router(stage: Stage) -> Router {
    Router::new()
        .route("/", get(|| async { "Ollama is running" }))
        .route("/api/version", get(|| async { Json(json!({"version": "0.12.0"})) }))
        .route("/api/tags", get(|| async { Json(json!({"models": [listed(MODEL), cloud()]})) }))
        .route("/api/ps", get(|| async { Json(json!({"models": [loaded()]})) }))
        .route("/api/show", post(show))
        .route("/api/chat", post(chat))
        .fallback(|| async { (StatusCode::NOT_FOUND, "404 page not found") })
        .method_not_allowed_fallback(|| async { (StatusCode::METHOD_NOT_ALLOWED, "405 method not allowed") })
        .layer(middleware::from_fn(allowed_hosts))
        .with_state(stage)
}

/// A server on loopback answers to names of this machine only: 403 with an empty body otherwise.
async fn allowed_hosts(request: Request, next: Next) -> Response {
    let host = host_of(request.headers());
    let own = ["localhost", "127.0.0.1", "[::1]"].contains(&host.as_str());
    let local = [".localhost", ".local", ".internal"].iter().any(|suffix| host.ends_with(suffix));
    if own || local { next.run(request).await } else { StatusCode::FORBIDDEN.into_response() }
}

fn host_of(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let port = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
    port.map_or(host, |(host, _)| host).to_ascii_lowercase()
}

fn details() -> Value {
    json!({"parent_model": "", "format": "gguf", "family": "llama", "families": ["llama"],
           "parameter_size": "3.2B", "quantization_level": "Q4_K_M"})
}

fn listed(model: &str) -> Value {
    json!({"name": format!("{model}:latest"), "model": format!("{model}:latest"), "modified_at": CREATED_AT,
           "size": 2_019_393_189_u64, "digest": DIGEST, "details": details()})
}

fn cloud() -> Value {
    json!({"name": CLOUD_MODEL, "model": CLOUD_MODEL, "modified_at": CREATED_AT, "size": 384, "digest": DIGEST,
           "remote_model": "notes", "remote_host": "https://cloud.example:443", "details": details()})
}

fn loaded() -> Value {
    json!({"name": format!("{MODEL}:latest"), "model": format!("{MODEL}:latest"), "size": 3_000_000_000_u64,
           "digest": DIGEST, "details": details(), "expires_at": "2026-10-05T10:05:00Z", "size_vram": 0,
           "context_length": 8192})
}

fn error(status: u16, text: &str) -> Response {
    let status = StatusCode::from_u16(status).unwrap();
    (status, Json(json!({"error": text}))).into_response()
}

/// The body as JSON; or what Ollama says of one that is none.
fn parsed(body: &Bytes) -> Result<Value, &'static str> {
    if body.is_empty() {
        return Err("missing request body");
    }
    serde_json::from_slice(body).map_err(|_| "invalid character 'x' looking for beginning of value")
}

fn is_there(model: &str) -> bool {
    model.strip_suffix(":latest").unwrap_or(model) == MODEL
}

async fn show(State(stage): State<Stage>, body: Bytes) -> Response {
    let request = match parsed(&body) {
        Ok(request) => request,
        Err(fault) => return error(400, fault),
    };
    match request["model"].as_str() {
        None | Some("") => error(400, "model is required"),
        Some(model) if !is_there(model) => error(404, &format!("model '{model}' not found")),
        Some(_) if matches!(lock(&stage).scenario, Scenario::Cloud(_)) => {
            Json(with(shown(), "/remote_host")).into_response()
        }
        Some(_) => Json(shown()).into_response(),
    }
}

fn shown() -> Value {
    json!({
        "modelfile": format!("FROM {MODEL}"), "parameters": "stop \"<|eot_id|>\"", "template": "{{ .Prompt }}",
        "details": details(), "model_info": {"general.architecture": "llama", "llama.context_length": 131_072},
        "capabilities": ["completion", "tools"], "modified_at": CREATED_AT,
    })
}

/// Counts a request as open until it is answered or given up.
struct Open(Stage);

impl Open {
    fn new(stage: &Stage, request: &Value) -> (Self, Scenario) {
        let mut played = lock(stage);
        played.chats.push(request.clone());
        played.open += 1;
        played.most_open = played.most_open.max(played.open);
        let scenario = played.scenario.clone();
        if let Scenario::Busy { times, .. } = &mut played.scenario {
            *times = times.saturating_sub(1);
        }
        (Self(stage.clone()), scenario)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        lock(&self.0).open -= 1;
    }
}

async fn chat(State(stage): State<Stage>, body: Bytes) -> Response {
    let request = match parsed(&body) {
        Ok(request) => request,
        Err(fault) => return error(400, fault),
    };
    match request["model"].as_str() {
        None | Some("") => return error(400, "model is required"),
        Some(model) if !is_there(model) => return error(404, &format!("model '{model}' not found")),
        Some(_) => {}
    }
    if request["messages"].as_array().is_none_or(Vec::is_empty) {
        return Json(ended("", true, Some("load"))).into_response();
    }
    if request["think"] == json!(true) {
        return error(400, &format!("{MODEL:?} does not support thinking"));
    }
    let (_open, scenario) = Open::new(&stage, &request);
    let streams = request["stream"] != json!(false);
    let scenario = if let Scenario::Obeys = scenario { Scenario::Says(obeyed(&request)) } else { scenario };
    play(scenario, streams).await
}

/// What a model answers that takes the report for its orders.
fn obeyed(request: &Value) -> String {
    let data = request["messages"][1]["content"].as_str().unwrap();
    let data: Value = serde_json::from_str(data.lines().nth(1).unwrap()).unwrap();
    let report = data["report"].as_str().unwrap();
    let order = report.split_once("OBEY:").unwrap().1.split("Total").next().unwrap();
    content(order, "", "")
}

async fn play(scenario: Scenario, streams: bool) -> Response {
    match scenario {
        Scenario::Obeys => unreachable!("it was told what to say"),
        Scenario::Says(content) => answer(&content, streams),
        Scenario::Thinks(content) => {
            Json(with(ended(&content, true, Some("stop")), "/message/thinking")).into_response()
        }
        Scenario::Ends { content, done, reason } => Json(ended(&content, done, reason)).into_response(),
        Scenario::NotFound => error(404, &format!("model \"{MODEL}\" not found, try pulling it first")),
        Scenario::Busy { times: 0, then } => answer(&then, streams),
        Scenario::Busy { .. } => {
            error(503, "server busy, please try again.  maximum pending requests exceeded")
        }
        Scenario::SlowLoad { loading, then } => {
            tokio::time::sleep(loading).await;
            answer(&then, streams)
        }
        Scenario::Hangs => std::future::pending().await,
        Scenario::Resets => broken_off(),
        Scenario::Drips => dripping(),
        Scenario::OutOfMemory => {
            error(500, "model requires more system memory (9.1 GiB) than is available (2.0 GiB)")
        }
        Scenario::TooLong => {
            error(400, "the prompt is longer than the context length currently available to the model")
        }
        Scenario::Garbage => "{\"message\": {\"role\": \"assist".into_response(),
        Scenario::Empty => StatusCode::OK.into_response(),
        Scenario::HtmlError => {
            (StatusCode::BAD_GATEWAY, "<html><h1>502 Bad Gateway</h1></html>").into_response()
        }
        Scenario::Forbidden => StatusCode::FORBIDDEN.into_response(),
        Scenario::Cloud(content) | Scenario::CloudUnsaid(content) => {
            Json(with(ended(&content, true, Some("stop")), "/remote_host")).into_response()
        }
        Scenario::SignIn => {
            let body = json!({"error": "unauthorized", "signin_url": "https://cloud.example/connect"});
            (StatusCode::UNAUTHORIZED, Json(body)).into_response()
        }
        Scenario::ErrorInStream => lines(vec![json!({"error": "model runner has unexpectedly stopped"})]),
        Scenario::Huge => answer(&"x".repeat(2_000_000), false),
        Scenario::Redirects(to) => (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response(),
    }
}

/// The whole answer; durations are in nanoseconds.
fn ended(content: &str, done: bool, reason: Option<&str>) -> Value {
    let mut answer = json!({"model": MODEL, "created_at": CREATED_AT, "message": {"role": "assistant", "content": content},
                            "done": done});
    if let Some(reason) = reason {
        answer["done_reason"] = json!(reason);
        answer["total_duration"] = json!(1_200_000_000);
        answer["load_duration"] = json!(80_000_000);
        answer["prompt_eval_count"] = json!(310);
        answer["eval_count"] = json!(60);
    }
    answer
}

/// The answer with one more text, at `/message/thinking` or `/remote_host`.
fn with(mut answer: Value, place: &str) -> Value {
    match place {
        "/message/thinking" => answer["message"]["thinking"] = json!("Somebody wants to fly."),
        _ => answer["remote_host"] = json!("https://cloud.example:443"),
    }
    answer
}

fn answer(content: &str, streams: bool) -> Response {
    if !streams {
        return Json(ended(content, true, Some("stop"))).into_response();
    }
    let mut parts: Vec<Value> = content.split_inclusive(' ').map(|part| ended(part, false, None)).collect();
    parts.push(ended("", true, Some("stop")));
    lines(parts)
}

/// One JSON object a line, as a streamed answer has them.
fn lines(objects: Vec<Value>) -> Response {
    let lines = objects.into_iter().map(|object| Ok::<_, Infallible>(format!("{object}\n")));
    ([(header::CONTENT_TYPE, "application/x-ndjson")], Body::from_stream(stream::iter(lines))).into_response()
}

fn broken_off() -> Response {
    let parts = [Ok("{\"model\":"), Err(std::io::Error::other("reset"))];
    // The first part must be on its way before the connection ends.
    let parts = stream::iter(parts).then(|part| async {
        tokio::task::yield_now().await;
        part
    });
    Body::from_stream(parts).into_response()
}

fn dripping() -> Response {
    let drops = stream::repeat(()).then(|()| async {
        tokio::time::sleep(Duration::from_millis(10)).await;
        Ok::<_, Infallible>(" ")
    });
    Body::from_stream(drops).into_response()
}
