//! Dependency trees against a CoNLL-U file, with its tokens and sentences.

use std::error::Error;
use std::path::Path;

use dateline::Extractor;
use dateline::document::{Id, Sentence, Token};
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::Options;
use crate::score::fraction;
use crate::support::complain;

/// Reads the file and scores the trees of the extractor against it. All words count, punctuation too.
pub fn run(extractor: &Extractor, path: &Path, options: &Options) -> Result<Value, Box<dyn Error>> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let documents = parse(&file)?;
    let mut scores = Scores::default();
    let mut mistakes = options.errors;
    let readings: Vec<_> = documents.par_iter().map(|document| extractor.annotate_tokens(&forms(document)).annotations).collect();
    for (document, found) in documents.iter().zip(&readings) {
        if found.sentences.len() != document.len() {
            return Err(format!("{} sentences were given, {} came back", document.len(), found.sentences.len()).into());
        }
        for (words, sentence) in document.iter().zip(&found.sentences) {
            scores.add(words, sentence, &found.tokens, &mut mistakes);
        }
    }
    Ok(scores.to_json(documents.len()))
}

fn forms(document: &[Vec<Word>]) -> Vec<Vec<String>> {
    document.iter().map(|sentence| sentence.iter().map(|word| word.form.clone()).collect()).collect()
}

/// A word of the file.
struct Word {
    form: String,
    upos: String,
    /// From 1; 0 for the root.
    head: usize,
    deprel: String,
}

/// Documents of sentences of words. Multiword tokens ("1-2") and empty nodes ("8.1") are not words.
fn parse(file: &str) -> Result<Vec<Vec<Vec<Word>>>, Box<dyn Error>> {
    let mut documents = vec![Vec::new()];
    let mut sentence = Vec::new();
    for (number, line) in file.lines().chain([""]).enumerate() {
        if line.starts_with("# newdoc") {
            documents.push(Vec::new());
        } else if line.trim().is_empty() {
            let sentence = std::mem::take(&mut sentence);
            if let (false, Some(document)) = (sentence.is_empty(), documents.last_mut()) {
                document.push(sentence);
            }
        } else if !line.starts_with('#') {
            sentence.extend(word(line).map_err(|message| format!("line {}: {message}", number + 1))?);
        }
    }
    documents.retain(|document| !document.is_empty());
    Ok(documents)
}

fn word(line: &str) -> Result<Option<Word>, String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[id, form, _, upos, _, _, head, deprel, ..] = columns.as_slice() else {
        return Err("expected ten columns".into());
    };
    if id.contains(['-', '.']) {
        return Ok(None);
    }
    let head = head.parse().map_err(|_| format!("expected the number of a head, found {head}"))?;
    Ok(Some(Word { form: form.into(), upos: upos.into(), head, deprel: deprel.into() }))
}

#[derive(Default)]
struct Scores {
    words: usize,
    sentences: usize,
    heads: usize,
    labelled: usize,
    labelled_plain: usize,
    upos: usize,
    whole_trees: usize,
}

impl Scores {
    fn add(&mut self, words: &[Word], sentence: &Sentence, tokens: &[Token], mistakes: &mut usize) {
        self.sentences += 1;
        self.words += words.len();
        let mut is_whole = true;
        for (word, id) in words.iter().zip(sentence.token_ids()) {
            let Some(token) = tokens.get(id.index()) else { continue };
            let head = token.head.map_or(0, |head| head.index() + 1 - sentence.tokens.start.index());
            let is_head = head == word.head;
            let is_labelled = is_head && token.deprel.as_str() == word.deprel;
            self.heads += usize::from(is_head);
            self.labelled += usize::from(is_labelled);
            self.labelled_plain += usize::from(is_head && token.deprel.universal() == plain(&word.deprel));
            self.upos += usize::from(token.upos.as_str() == word.upos);
            is_whole &= is_labelled;
            if !is_labelled && *mistakes > 0 {
                *mistakes -= 1;
                complain(&mistake(words, word, head, token));
            }
        }
        self.whole_trees += usize::from(is_whole);
    }

    fn to_json(&self, documents: usize) -> Value {
        json!({
            "uas": fraction(self.heads, self.words),
            "las": fraction(self.labelled, self.words),
            "las_plain": fraction(self.labelled_plain, self.words),
            "upos": fraction(self.upos, self.words),
            "whole_trees": fraction(self.whole_trees, self.sentences),
            "documents": documents,
            "sentences": self.sentences,
            "words": self.words,
        })
    }
}

fn plain(deprel: &str) -> &str {
    deprel.split(':').next().unwrap_or(deprel)
}

fn mistake(words: &[Word], word: &Word, head: usize, token: &Token) -> String {
    let form = |head: usize| head.checked_sub(1).map_or("ROOT", |i| words.get(i).map_or("?", |word| &word.form));
    let sentence: Vec<&str> = words.iter().map(|word| &*word.form).collect();
    let (gold, found) = (form(word.head), form(head));
    format!("{}: {} of {gold}, found {} of {found} in: {}", word.form, word.deprel, token.deprel, sentence.join(" "))
}
