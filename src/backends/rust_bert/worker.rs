//! A thread that owns a model. Tensors of libtorch may be sent to another thread but not shared, and what goes wrong inside ends in a panic: here the model
//! stays on one thread, and a panic becomes an error.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{Builder, JoinHandle};

use crate::entities::TagSpan;
use crate::{LoadError, LoadErrorKind, RecognizeError};

/// The names of each sentence, or why there are none.
pub(super) type Answer = Result<Vec<Vec<TagSpan>>, RecognizeError>;

/// What a worker runs. It need be neither `Send` nor `Sync`, for it is made, used and dropped on the worker's thread.
pub(super) trait Engine: 'static {
    /// The names of each sentence.
    fn recognize(&self, sentences: &[Vec<String>]) -> Answer;
}

/// A handle to the thread. When it is dropped, the thread ends, and the model with it.
#[derive(Debug)]
pub(super) struct Worker {
    requests: Option<Sender<Request>>,
    thread: Option<JoinHandle<()>>,
}

struct Request {
    sentences: Vec<Vec<String>>,
    answer: SyncSender<Answer>,
}

impl Worker {
    /// Starts a thread, and loads the engine on it. `describe` is asked on the thread what others need to know of the engine.
    pub(super) fn start<E: Engine, D: Send + 'static>(
        load: impl FnOnce() -> Result<E, LoadError> + Send + 'static,
        describe: impl FnOnce(&E) -> D + Send + 'static,
    ) -> Result<(Self, D), LoadError> {
        let (requests, inbox) = channel();
        let (loaded, outcome) = sync_channel(1);
        let run = move || match catch(load) {
            Ok(Ok(engine)) => {
                if loaded.send(Ok(describe(&engine))).is_ok() {
                    serve(&engine, &inbox);
                }
            }
            Ok(Err(error)) => {
                let _ = loaded.send(Err(error));
            }
            Err(message) => {
                let _ = loaded.send(Err(failed(message)));
            }
        };
        let thread = Builder::new().name("dateline-backend".into()).spawn(run);
        let thread = thread.map_err(|e| LoadError::new(LoadErrorKind::Io, "threads", "cannot be started").caused_by(e))?;
        let description = outcome.recv().unwrap_or_else(|_| Err(failed("the thread ended".into())))?;
        Ok((Self { requests: Some(requests), thread: Some(thread) }, description))
    }

    /// Waits for the names of a document. Documents are taken one by one, in the order in which they come.
    pub(super) fn recognize(&self, sentences: &[Vec<&str>]) -> Answer {
        let owned = |words: &Vec<&str>| words.iter().map(|&word| word.to_owned()).collect();
        let (answer, answered) = sync_channel(1);
        let request = Request { sentences: sentences.iter().map(owned).collect(), answer };
        let gone = || RecognizeError::new("the thread that runs the model has ended");
        self.requests.as_ref().ok_or_else(gone)?.send(request).map_err(|_| gone())?;
        answered.recv().map_err(|_| gone())?
    }
}

/// Waits for the thread, so that a program does not end while libtorch still runs.
impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.requests.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn serve(engine: &impl Engine, inbox: &Receiver<Request>) {
    for Request { sentences, answer } in inbox {
        let found = catch(|| engine.recognize(&sentences)).unwrap_or_else(|message| Err(RecognizeError::new(message)));
        // Whoever asked may be gone.
        let _ = answer.send(found);
    }
}

fn failed(message: String) -> LoadError {
    LoadError::new(LoadErrorKind::Backend, "libtorch", message)
}

/// What a function returns, or what it panicked with. An engine is not changed by the documents that it reads, so none is left half changed.
fn catch<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|&text| text.to_owned()));
        text.map_or_else(|| "a panic without a message".into(), |text| without_trace(&text).to_owned())
    })
}

/// What libtorch says is wrong, without the addresses in its own code that follow.
pub(super) fn without_trace(message: &str) -> &str {
    let said = message.split("Exception raised from").next().unwrap_or(message);
    // In a panic of `unwrap`, the error is quoted.
    said.trim_end_matches("\\n").trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SpanTag;

    /// Takes every word for a person, and cannot bear a full stop.
    struct Nervous(std::rc::Rc<str>);

    impl Engine for Nervous {
        fn recognize(&self, sentences: &[Vec<String>]) -> Answer {
            let name = |i| TagSpan { tokens: i..i + 1, tag: SpanTag::Person, confidence: 1.0 };
            let of_sentence = |words: &Vec<String>| {
                assert!(!words.iter().any(|word| word == "."), "{}", self.0);
                (0..words.len()).map(name).collect()
            };
            Ok(sentences.iter().map(of_sentence).collect())
        }
    }

    #[test]
    fn a_panic_is_an_error_and_the_next_document_is_read() {
        let (worker, ()) = Worker::start(|| Ok(Nervous("a full stop".into())), |_| ()).unwrap();
        for _ in 0..2 {
            assert_eq!(worker.recognize(&[vec!["Ada", "Lovelace"]]).unwrap()[0].len(), 2);
            assert!(worker.recognize(&[vec!["."]]).unwrap_err().to_string().contains("a full stop"));
        }
    }

    #[test]
    fn a_panic_while_loading_is_an_error() {
        let error = Worker::start(|| -> Result<Nervous, _> { panic!("no {}", "device") }, |_| ()).unwrap_err();
        assert_eq!((error.kind(), error.to_string().contains("no device")), (LoadErrorKind::Backend, true), "{error}");
        let missing = || Err::<Nervous, _>(LoadError::new(LoadErrorKind::Io, "config.json", "cannot be read"));
        assert_eq!(Worker::start(missing, |_| ()).unwrap_err().kind(), LoadErrorKind::Io);
    }

    #[test]
    fn messages_of_libtorch_end_where_its_addresses_begin() {
        let cases = [
            (
                "Internal torch error: no data\nException raised from f at g.cpp:1 (most recent call first):\nframe #0",
                "Internal torch error: no data",
            ),
            ("called `unwrap()` on Torch(\"no data\\nException raised from f", "called `unwrap()` on Torch(\"no data"),
            ("a full stop", "a full stop"),
        ];
        for (message, expected) in cases {
            assert_eq!(without_trace(message), expected);
        }
    }

    #[test]
    fn many_threads_share_a_worker() {
        let (worker, ()) = Worker::start(|| Ok(Nervous("".into())), |_| ()).unwrap();
        std::thread::scope(|scope| {
            for n in 1..20 {
                let worker = &worker;
                scope.spawn(move || assert_eq!(worker.recognize(&[vec!["x"; n]]).unwrap()[0].len(), n));
            }
        });
    }
}
