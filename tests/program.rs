//! The program `dateline` as it is run from a shell.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

const ARTICLES: &str = "examples/articles";

fn dateline(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
    command
}

fn run(arguments: &[&str]) -> Output {
    dateline(arguments).output().expect("the program starts")
}

fn fed(arguments: &[&str], input: &str) -> Output {
    let mut child =
        dateline(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("the program reads");
    child.wait_with_output().expect("the program ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// A folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn write(path: &Path, text: &str) -> String {
    std::fs::write(path, text).expect("the file is written");
    path.to_str().expect("UTF-8").to_owned()
}

fn lines(json: &str) -> Vec<Value> {
    json.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn exit_codes_mean_something() {
    let folder = folder("codes");
    let good = write(&folder.join("good.ndjson"), "{\"id\": \"a\", \"text\": \"Merkel met Macron.\"}\n");
    let some =
        write(&folder.join("some.ndjson"), "{\"id\": \"a\", \"text\": \"Merkel met Macron.\"}\n{\"id\": \"bad-one\", \"body\": 1}\n");
    let bad = write(&folder.join("bad.ndjson"), "{\"id\": \"bad-one\"}\n");
    let rules = write(&folder.join("rules.toml"), "kind = 1\n");
    let cases: [(&[&str], i32, &str); 14] = [
        (&["extract", &good], 0, ""),
        (&["extract", &some], 3, "bad-one"),
        (&["extract", &bad], 1, "bad-one"),
        (&["extract", &good, "no-such-file.txt"], 3, "no-such-file.txt"),
        (&["extract", "no-such-file.txt"], 1, "no-such-file.txt"),
        (&["extract", &good, "--kinds", "met_with,meets"], 2, "met_with"),
        (&["extract", &good, "--min-confidence", "7"], 2, "between 0 and 1"),
        (&["extract", &good, "--published", "soon"], 2, "soon"),
        (&["extract", &good, "--format", "poem"], 2, "poem"),
        (&["extract", &good, "--rules", &rules], 1, "rules"),
        (&["extract", &good, "--output", "no/such/folder/file"], 1, "no/such/folder/file"),
        (&["explain", "no-such-file.txt"], 1, "no-such-file.txt"),
        (&["graph", &bad], 1, "bad-one"),
        (&["poetry"], 2, "poetry"),
    ];
    for (arguments, code, message) in cases {
        let output = run(arguments);
        let errors = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {errors}");
        assert!(errors.contains(message), "{arguments:?}: {errors}");
        assert!(code == 0 || code == 3 || output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_mistyped_name_does_not_cost_the_file_of_an_earlier_run() {
    let output = write(&folder("kept").join("page.html"), "an earlier page");
    assert_eq!(run(&["extract", "no-such-file.txt", "--format", "html", "--output", &output]).status.code(), Some(1));
    assert_eq!(std::fs::read_to_string(&output).expect("the file is there"), "an earlier page");
}

#[test]
fn articles_come_from_files_folders_and_the_standard_input() {
    let sentence = "Merkel met Macron.";
    let line = "{\"id\": \"a\", \"text\": \"Merkel met Macron.\"}\n";
    let ids = |output: &Output| lines(&text(&output.stdout)).iter().map(|document| document["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(&fed(&["extract", "--format", "ndjson"], sentence)), [Value::Null]);
    assert_eq!(ids(&fed(&["extract", "-", "--format", "ndjson"], line)), ["a"]);
    assert_eq!(ids(&fed(&["extract", "--input", "text", "--format", "ndjson"], line)), [Value::Null]);
    let names = ["asylum-seekers", "harbour-talks", "korea-high-alert", "student-clock"];
    assert_eq!(ids(&run(&["extract", ARTICLES, "--format", "ndjson"])), names);
}

#[test]
fn options_narrow_what_is_found() {
    let input = "Angela Merkel met Emmanuel Macron in Paris on Friday. Merkel criticized Vladimir Putin.";
    let relations = |options: &[&str]| {
        let output = fed(&[&["extract", "--format", "ndjson"], options].concat(), input);
        assert!(output.status.success(), "{}", text(&output.stderr));
        let document = lines(&text(&output.stdout)).remove(0);
        document["relations"].as_array().expect("a list").clone()
    };
    let kinds = |relations: &[Value]| relations.iter().map(|relation| relation["kind"].clone()).collect::<Vec<_>>();
    assert_eq!(kinds(&relations(&[])), ["met_with", "criticized"]);
    assert_eq!(kinds(&relations(&["--kinds", "criticized"])), ["criticized"]);
    assert_eq!(relations(&["--min-confidence", "1"]).len(), 0);
    assert_eq!(relations(&["--published", "2019-10-14"])[0]["when"], "2019-10-11");
    assert_eq!(relations(&["--jobs", "1"]), relations(&["--jobs", "2"]));
    let rules = "examples/custom_rules.toml";
    assert_eq!(relations(&["--rules", rules, "--no-builtin-rules"]).len(), 0);
    assert_eq!(kinds(&relations(&["--rules", rules])), ["met_with", "criticized"]);
}

#[test]
fn every_format_is_written_for_one_article_and_for_many() {
    let cases = [
        ("table", "Entities\n", "== a\n"),
        ("json", "{\n", "[{\n"),
        ("ndjson", "{\"schema\"", "{\"schema\""),
        ("csv", "document,", "document,"),
        ("events", "date,", "date,"),
        ("html", "<!DOCTYPE html>", "<!DOCTYPE html>"),
        ("dot", "digraph", "digraph"),
        ("graphml", "<?xml", "<?xml"),
        ("json-ld", "{\n", "[{\n"),
        ("turtle", "@prefix", "@prefix"),
        ("conllu", "# newdoc", "# newdoc"),
    ];
    let line = "{\"id\": \"a\", \"text\": \"Merkel met Macron.\"}\n";
    for (format, one, many) in cases {
        let alone = fed(&["extract", "--format", format], "Merkel met Macron.");
        let list = fed(&["extract", "--format", format], &line.repeat(3));
        for (output, start) in [(alone, one), (list, many)] {
            let text = text(&output.stdout);
            assert!(output.status.success() && text.starts_with(start) && text.ends_with('\n'), "{format}: {text}");
        }
    }
    let none = fed(&["extract", "--input", "ndjson", "--format", "json"], "");
    assert_eq!((none.status.code(), text(&none.stdout)), (Some(0), "[]\n".to_owned()));
}

#[test]
fn the_name_of_the_output_says_the_format() {
    let folder = folder("names");
    let input = write(&folder.join("a.txt"), "Angela Merkel met Emmanuel Macron.");
    let cases = [
        ("a.html", "<!doctype html>"),
        ("a.json", "{\n  \"schema\":"),
        ("a.ndjson", "{\"schema\":"),
        ("a.csv", "document,"),
        ("a.dot", "digraph"),
        ("a.graphml", "<?xml"),
        ("a.ttl", "@prefix"),
        ("a.conllu", "# newdoc"),
        ("a.out", "Entities"),
    ];
    for (name, start) in cases {
        let path = folder.join(name).to_str().expect("UTF-8").to_owned();
        let output = run(&["extract", &input, "--output", &path]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        let written = std::fs::read_to_string(&path).expect("the file is there");
        assert!(written.to_lowercase().contains(&start.to_lowercase()), "{name}: {}", &written[..40.min(written.len())]);
    }
    // An option outweighs a name.
    let path = folder.join("b.html").to_str().expect("UTF-8").to_owned();
    assert!(run(&["extract", &input, "--output", &path, "--format", "json"]).status.success());
    assert!(std::fs::read_to_string(&path).expect("the file is there").starts_with('{'));
}

#[test]
fn a_file_that_is_not_utf_8_is_read_and_says_so() {
    let path = folder("latin").join("latin.txt");
    std::fs::write(&path, b"Fran\xe7ois Hollande met Angela Merkel in Orl\xe9ans.").expect("the file is written");
    let output = run(&["extract", path.to_str().expect("UTF-8"), "--format", "ndjson"]);
    assert!(output.status.success());
    let document = lines(&text(&output.stdout)).remove(0);
    assert_eq!(document["diagnostics"][0]["kind"], "input");
    assert!(document["diagnostics"][0]["message"].as_str().is_some_and(|message| message.contains("2 places")));
}

#[test]
fn a_network_says_which_of_its_articles_was_not_utf_8() {
    let path = folder("latin-graph").join("latin.txt");
    std::fs::write(&path, b"Fran\xe7ois Hollande met Angela Merkel.").expect("the file is written");
    let output = run(&["graph", path.to_str().expect("UTF-8"), "--format", "json"]);
    assert!(output.status.success());
    let errors = text(&output.stderr);
    assert!(errors.contains("latin.txt: expected UTF-8: 1 places"), "{errors}");
    assert!(text(&output.stdout).contains("Angela Merkel"));
}

#[test]
fn brat_gets_a_pair_of_files_for_each_document() {
    let folder = folder("brat");
    let line = "{\"id\": \"a/../b\", \"text\": \"Merkel met Macron.\"}\n";
    let output = fed(&["extract", "--format", "brat", "--output", folder.to_str().expect("UTF-8")], &line.repeat(2));
    assert!(output.status.success(), "{}", text(&output.stderr));
    let mut names: Vec<_> = std::fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    names.sort();
    assert_eq!(names, ["a____b-2.ann", "a____b-2.txt", "a____b.ann", "a____b.txt", "annotation.conf"]);
    assert_eq!(fed(&["extract", "--format", "brat"], &line.repeat(2)).status.code(), Some(2));
}

/// Articles enough that the program is not done before it can be killed.
fn many_articles(path: &Path, count: usize) -> String {
    let article = |number: usize| {
        let text = "Angela Merkel met Emmanuel Macron in Paris on Friday. ".repeat(1 + number % 3);
        if number % 17 == 5 {
            format!("{{\"id\": \"{number}\"}}\n")
        } else {
            serde_json::json!({"id": number, "text": text}).to_string() + "\n"
        }
    };
    write(path, &(0..count).map(article).collect::<String>())
}

#[test]
fn a_run_that_was_killed_goes_on_where_it_stopped() {
    let folder = folder("resume");
    let input = many_articles(&folder.join("articles.ndjson"), 600);
    let whole = folder.join("whole.ndjson");
    let output = run(&["extract", &input, "--format", "ndjson", "--output", whole.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
    let expected = std::fs::read_to_string(&whole).expect("the output is there");

    let parts = folder.join("parts.ndjson");
    let arguments = ["extract", &input, "--format", "ndjson", "--output", parts.to_str().expect("UTF-8"), "--resume"];
    let written = || std::fs::metadata(&parts).map_or(0, |file| file.len());
    let mut kills = 0;
    for more in [0, 1, 1, expected.len() as u64 / 4] {
        let before = written();
        let mut child = dateline(&arguments).stderr(Stdio::null()).spawn().expect("the program starts");
        let deadline = Instant::now() + Duration::from_mins(2);
        while written() < before + more && Instant::now() < deadline && child.try_wait().expect("a child").is_none() {
            std::thread::sleep(Duration::from_millis(2));
        }
        kills += usize::from(child.try_wait().expect("a child").is_none());
        // On Unix this is SIGKILL: the program has no chance to tidy up.
        child.kill().expect("a child");
        child.wait().expect("a child");
    }
    assert!(kills > 0 && written() > 0 && written() < expected.len() as u64, "the program was never killed half-way");

    // The power fails in the middle of a line.
    let torn = std::fs::read_to_string(&parts).expect("the output is there");
    std::fs::write(&parts, &torn[..torn.len() - 40]).expect("the file is written");
    let last = run(&arguments);
    assert_eq!(last.status.code(), Some(3), "{}", text(&last.stderr));
    assert_eq!(std::fs::read_to_string(&parts).expect("the output is there"), expected);

    // Or anywhere, at the first byte and before the last.
    for cut in [1, expected.len() / 3, expected.len() - 1] {
        std::fs::write(&parts, &expected.as_bytes()[..cut]).expect("the file is written");
        run(&arguments);
        assert_eq!(std::fs::read_to_string(&parts).expect("the output is there"), expected, "cut at {cut} bytes");
    }

    // Once more changes nothing.
    run(&arguments);
    assert_eq!(std::fs::read_to_string(&parts).expect("the output is there"), expected);
}

#[test]
fn an_output_is_not_lost_by_the_same_command_again() {
    let folder = folder("again");
    let [input, other] = ["a", "b"]
        .map(|id| write(&folder.join(id).with_extension("ndjson"), &format!("{{\"id\": \"{id}\", \"text\": \"Merkel met Macron.\"}}\n")));
    let documents = folder.join("documents");
    let documents = documents.to_str().expect("UTF-8");
    let run = |input: &str, options: &[&str]| {
        run(&[&["extract", input, "--format", "ndjson", "--output", documents], options].concat()).status.code()
    };
    assert_eq!(run(&input, &[]), Some(0));
    assert_eq!(run(&input, &[]), Some(1));
    assert_eq!(run(&input, &["--resume"]), Some(0));
    assert_eq!(run(&other, &["--resume"]), Some(1));
    assert_eq!(lines(&std::fs::read_to_string(documents).expect("the output is there"))[0]["id"], "a");
    assert_eq!(run(&other, &["--force"]), Some(0));
    assert_eq!(lines(&std::fs::read_to_string(documents).expect("the output is there"))[0]["id"], "b");
}

#[test]
fn relations_and_near_misses_are_explained() {
    let input = "Angela Merkel met Emmanuel Macron in Paris on Friday. They met on Monday.";
    let explained = text(&fed(&["explain"], input).stdout);
    assert!(explained.contains("met_with: Angela Merkel -> Emmanuel Macron"), "{explained}");
    let narrowed = text(&fed(&["explain", "--kinds", "criticized"], input).stdout);
    assert!(!narrowed.contains("met_with"), "{narrowed}");
}

#[test]
fn a_graph_of_documents_is_that_of_their_articles() {
    let folder = folder("graph");
    let documents = folder.join("documents.ndjson");
    let documents = documents.to_str().expect("UTF-8");
    assert!(run(&["extract", ARTICLES, "--format", "ndjson", "--output", documents]).status.success());
    for (format, start) in [
        ("html", "<!DOCTYPE"),
        ("graphml", "<?xml"),
        ("dot", "digraph"),
        ("csv", "from,"),
        ("json", "{\n"),
        ("json-ld", "{\n"),
        ("turtle", "@prefix"),
    ] {
        let [of_documents, of_articles] = [documents, ARTICLES].map(|input| text(&run(&["graph", input, "--format", format]).stdout));
        assert!(of_documents.starts_with(start), "{format}");
        assert!(of_documents == of_articles, "{format}: the graph of the documents is another");
    }
    let named = folder.join("network.csv");
    assert!(run(&["graph", documents, "--output", named.to_str().expect("UTF-8"), "--min-count", "9"]).status.success());
    assert_eq!(std::fs::read_to_string(named).expect("the output is there").lines().count(), 1);
}

#[test]
fn the_program_tells_about_itself() {
    let help = text(&run(&["--help"]).stdout);
    for word in ["extract", "explain", "graph", "evaluate", "To begin"] {
        assert!(help.contains(word), "{word}");
    }
    assert!(text(&run(&["extract", "--help"]).stdout).contains("Exit codes"));
    assert!(text(&run(&["--version"]).stdout).contains(env!("CARGO_PKG_VERSION")));
    let schema: Value = serde_json::from_slice(&run(&["schema"]).stdout).expect("JSON");
    assert_eq!(schema["properties"]["schema"]["const"], "dateline/1");
    for (shell, word) in [("bash", "_dateline"), ("zsh", "#compdef dateline"), ("fish", "complete -c dateline")] {
        assert!(text(&run(&["completions", shell]).stdout).contains(word), "{shell}");
    }
    assert!(text(&run(&["man"]).stdout).contains(".TH dateline 1"));
    let folder = folder("man");
    assert!(run(&["man", "--output", folder.to_str().expect("UTF-8")]).status.success());
    assert!(folder.join("dateline-extract.1").exists());
}

#[test]
fn nothing_is_drawn_where_no_terminal_reads_it() {
    let output = run(&["extract", ARTICLES]);
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let mut child = dateline(&["extract", ARTICLES]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert!(output.status.success() && output.stderr.is_empty(), "{}", text(&output.stderr));
}
