//! Words -> the pieces of a checkpoint's vocabulary.

use std::collections::HashMap;
use std::path::Path;

use rust_bert::pipelines::common::{ModelType, TokenizerOption};
use serde_json::Value;

use super::checkpoint::{Config, Family, Files, Vocabulary};
use super::{LoadError, LoadErrorKind};
use crate::encoder::{MOST_PIECES, read_tokenizer};

/// Cuts words into pieces.
///
/// Each word is cut by itself, as classifiers of names are trained (`is_split_into_words`): so it is always known which pieces are whose, and there are
/// no positions in characters to convert.
pub(super) struct Tokenizer {
    cutter: Cutter,
    /// What vocabularies of bytes want before a word: the space that stood there.
    before: &'static str,
    pub(super) start: i64,
    pub(super) end: i64,
    unknown: i64,
}

enum Cutter {
    /// `tokenizer.json`.
    Fast(Box<tokenizers::Tokenizer>),
    /// Vocabulary files, by the tokenizers that rust-bert brings.
    Files(Box<TokenizerOption>),
}

impl Tokenizer {
    pub(super) fn read(files: &Files, config: &Config) -> Result<Self, LoadError> {
        let before = if config.family == Family::Roberta { " " } else { "" };
        match &files.vocabulary {
            Vocabulary::Tokenizer(path) => Self::fast(path, before, config.vocab_size),
            vocabulary => Self::of_files(vocabulary, files, config.family, before),
        }
    }

    fn fast(path: &Path, before: &'static str, vocab_size: i64) -> Result<Self, LoadError> {
        let failed = |message: &str| LoadError::new(LoadErrorKind::Format, "tokenizer.json", message);
        let json = std::fs::read(path).map_err(|e| failed("cannot be read").caused_by(e))?;
        let mut tokenizer = read_tokenizer(&json).map_err(|e| failed("is not a tokenizer").caused_by(e))?;
        tokenizer.with_padding(None);
        tokenizer.with_truncation(None).map_err(|e| failed("cannot be used without truncation").caused_by(e))?;
        let id = |names: [&str; 2]| names.iter().find_map(|name| tokenizer.token_to_id(name)).map(i64::from);
        let special = |names: [&str; 2]| id(names).ok_or_else(|| failed(&format!("lacks the piece {} or {}", names[0], names[1])));
        let (start, end, unknown) = (special(["[CLS]", "<s>"])?, special(["[SEP]", "</s>"])?, special(["[UNK]", "<unk>"])?);
        let size = tokenizer.get_vocab_size(true);
        if size as i64 > vocab_size {
            let message = format!("expected at most {vocab_size} pieces, found {size}");
            return Err(LoadError::new(LoadErrorKind::Mismatch, "tokenizer.json", message));
        }
        Ok(Self { cutter: Cutter::Fast(Box::new(tokenizer)), before, start, end, unknown })
    }

    fn of_files(vocabulary: &Vocabulary, files: &Files, family: Family, before: &'static str) -> Result<Self, LoadError> {
        let (path, merges) = match vocabulary {
            Vocabulary::Tokenizer(path) | Vocabulary::Pieces(path) => (path, None),
            Vocabulary::Merges(vocabulary, merges) => (vocabulary, merges.to_str()),
        };
        let part = path.display().to_string();
        let failed = |message: &str| LoadError::new(LoadErrorKind::Format, part.as_str(), message);
        let path = path.to_str().ok_or_else(|| failed("rust-bert reads only paths in UTF-8"))?;
        if merges.is_none() && family == Family::Roberta {
            return Err(failed("expected vocab.json with merges.txt, which this architecture uses"));
        }
        let casing = Casing::of(files)?;
        let strip_accents = casing.strip_accents(family);
        let tokenizer = TokenizerOption::from_file(model_type(family), path, merges, casing.lower_case, strip_accents, None);
        let tokenizer = tokenizer.map_err(|e| failed("is not the vocabulary of this architecture").caused_by(e))?;
        let special = tokenizer.convert_tokens_to_ids(&special_pieces(family));
        let unknown = tokenizer.get_unk_id();
        let &[start, end] = special.as_slice() else { return Err(failed("lacks the special pieces")) };
        if start == unknown || end == unknown {
            return Err(failed("lacks the special pieces of this architecture"));
        }
        Ok(Self { cutter: Cutter::Files(Box::new(tokenizer)), before, start, end, unknown })
    }

    /// The pieces of each word; at least one a word, and never more than are worth reading.
    pub(super) fn cut(&self, words: &[String]) -> Vec<Vec<i64>> {
        let mut seen: HashMap<&str, Vec<i64>> = HashMap::new();
        words.iter().map(|word| seen.entry(word).or_insert_with(|| self.ids(word)).clone()).collect()
    }

    fn ids(&self, word: &str) -> Vec<i64> {
        let word = format!("{}{word}", self.before);
        let mut ids: Vec<i64> = match &self.cutter {
            Cutter::Fast(tokenizer) => {
                let readable = tokenizer.encode_fast(word, false);
                readable.map(|encoding| encoding.get_ids().iter().map(|&id| i64::from(id)).collect()).unwrap_or_default()
            }
            Cutter::Files(tokenizer) => tokenizer.convert_tokens_to_ids(&tokenizer.tokenize(&word)),
        };
        ids.truncate(MOST_PIECES);
        if ids.is_empty() {
            ids.push(self.unknown);
        }
        ids
    }
}

/// What stands before a sentence and after it.
fn special_pieces(family: Family) -> [&'static str; 2] {
    if matches!(family, Family::Roberta | Family::XlmRoberta) { ["<s>", "</s>"] } else { ["[CLS]", "[SEP]"] }
}

fn model_type(family: Family) -> ModelType {
    match family {
        Family::Bert => ModelType::Bert,
        Family::Roberta => ModelType::Roberta,
        Family::XlmRoberta => ModelType::XLMRoberta,
        Family::DistilBert => ModelType::DistilBert,
        Family::Electra => ModelType::Electra,
        Family::Albert => ModelType::Albert,
    }
}

/// How words are written in a vocabulary.
struct Casing {
    lower_case: bool,
    strip_accents: Option<bool>,
}

impl Casing {
    /// As `tokenizer_config.json` says; or else by the vocabulary, if it is a list of words: one without capitals wants none.
    fn of(files: &Files) -> Result<Self, LoadError> {
        let read = |path: &Path| {
            let failed = |e| LoadError::new(LoadErrorKind::Io, path.display().to_string(), "cannot be read").caused_by(Box::new(e));
            std::fs::read_to_string(path).map_err(failed)
        };
        let config = files.tokenizer_config.as_deref().map(read).transpose()?;
        let config: Option<Value> = config
            .map(|json| serde_json::from_str(&json))
            .transpose()
            .map_err(|e| LoadError::new(LoadErrorKind::Format, "tokenizer_config.json", "is not a configuration").caused_by(e))?;
        let stated = |name: &str| config.as_ref().and_then(|config| config[name].as_bool());
        let lower_case = match (stated("do_lower_case"), &files.vocabulary) {
            (Some(lower_case), _) => lower_case,
            (None, Vocabulary::Pieces(path)) if path.extension().is_some_and(|extension| extension == "txt") => !has_capitals(&read(path)?),
            (None, _) => false,
        };
        Ok(Self { lower_case, strip_accents: stated("strip_accents") })
    }

    /// Only some of rust-bert's tokenizers can be told; that of ALBERT goes by the case.
    fn strip_accents(&self, family: Family) -> Option<bool> {
        match family {
            Family::Bert | Family::DistilBert | Family::Electra => Some(self.strip_accents.unwrap_or(self.lower_case)),
            _ => None,
        }
    }
}

/// Whether a piece other than the special ones (`[CLS]`) has a capital.
fn has_capitals(vocabulary: &str) -> bool {
    vocabulary.lines().filter(|piece| !piece.starts_with('[')).any(|piece| piece.chars().any(char::is_uppercase))
}
