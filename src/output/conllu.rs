//! Sentences, tokens and trees as CoNLL-U, with entities in MISC as the CorefUD collection writes them.

use std::fmt::Write;

use super::hash::short_hash;
use crate::document::{Annotations, DateMention, Document, Form, Id, Mention, Positions, SentenceId, Token, TokenId};

/// The document as CoNLL-U.
///
/// `Entity=(a.e1-person-1-name` in the column MISC opens a mention of entity `e1` of document `a`, with its type, the number of its head word and its form
/// (`name`, `pronoun`, `description`), and `a.e1)` closes it; udapi and the tools of CorefUD read it. A document whose id has other characters than
/// letters, digits, `_` and `.` is named by a hash there, for entities need names that are unique in a file of many documents. `TokenRange` has the characters of the text that a token
/// covers, `Timex=B-DATE` and `I-DATE` mark time expressions and `TimexValue` gives their TIMEX3 value.
pub fn to_conllu(document: &Document) -> String {
    let found = document.annotations();
    let name = document_name(document);
    let writer = Writer { found, positions: Positions::new(document.text()), entities: Entities::new(found, &name) };
    let mut text = String::new();
    let _ = writeln!(text, "# newdoc id = {}", one_line(document.id().unwrap_or("document")));
    let _ = writeln!(text, "# global.Entity = eid-etype-head-other");
    for id in found.sentence_ids() {
        writer.sentence(&mut text, &name, id);
    }
    text
}

struct Writer<'d> {
    found: &'d Annotations,
    positions: Positions<'d>,
    entities: Entities,
}

impl Writer<'_> {
    fn sentence(&self, text: &mut String, document: &str, id: SentenceId) {
        let sentence = self.found.sentence(id);
        let _ = writeln!(text, "# sent_id = {document}-{}", id.index() + 1);
        let _ = writeln!(text, "# text = {}", one_line(self.found.surface(sentence.span)));
        let mut has_root = false;
        for token in sentence.token_ids() {
            self.token(text, sentence.tokens.start, token, &mut has_root);
        }
        text.push('\n');
    }

    fn token(&self, text: &mut String, first: TokenId, id: TokenId, has_root: &mut bool) {
        let Token { span, upos, lemma, head, deprel } = self.found.token(id);
        let number = |token: TokenId| token.index() - first.index() + 1;
        // A sentence that no model has parsed is a list of roots; CoNLL-U wants one, on which the others depend.
        let (head, deprel) = match head {
            Some(head) => (number(*head), deprel.as_str()),
            None if std::mem::replace(has_root, true) => (1, "dep"),
            None => (0, "root"),
        };
        let form = cell(self.found.surface(*span));
        let lemma = cell(lemma);
        let _ = writeln!(text, "{}\t{form}\t{lemma}\t{}\t_\t_\t{head}\t{deprel}\t_\t{}", number(id), upos.as_str(), self.misc(id));
    }

    fn misc(&self, id: TokenId) -> String {
        let mut misc = Vec::new();
        if let Some(entity) = self.entities.of(id) {
            misc.push(format!("Entity={entity}"));
        }
        if !self.is_followed_by_space(id) {
            misc.push("SpaceAfter=No".into());
        }
        misc.extend(self.timex(id));
        let range = self.positions.to_chars(self.found.token(id).span);
        misc.push(format!("TokenRange={}:{}", range.start, range.end));
        misc.join("|")
    }

    fn is_followed_by_space(&self, id: TokenId) -> bool {
        let end = self.found.token(id).span.end;
        self.found.text.get(end..).and_then(|rest| rest.chars().next()).is_none_or(char::is_whitespace)
    }

    fn timex(&self, id: TokenId) -> Vec<String> {
        let dates = &self.found.dates;
        let last = dates.partition_point(|date| date.tokens.start <= id).checked_sub(1).and_then(|last| dates.get(last));
        let Some(DateMention { tokens, kind, value, .. }) = last.filter(|date| id < date.tokens.end) else {
            return Vec::new();
        };
        let is_first = tokens.start == id;
        let value = value.timex.as_ref().filter(|_| is_first).map(|value| format!("TimexValue={}", value.replace('|', "/")));
        let tag = format!("Timex={}-{}", if is_first { 'B' } else { 'I' }, kind.as_str());
        std::iter::once(tag).chain(value).collect()
    }
}

/// For each token the brackets that open and close there.
struct Entities {
    marks: Vec<String>,
}

impl Entities {
    fn new(found: &Annotations, document: &str) -> Self {
        let mut mentions: Vec<&Mention> = found.mentions.iter().collect();
        // Longer mentions open first and close last. One of the same entity at the same place would be a bracket within itself.
        mentions.sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end), mention.entity));
        mentions.dedup_by_key(|mention| (mention.tokens.clone(), mention.entity));
        let mut marks = vec![String::new(); found.tokens.len()];
        for mention in &mentions {
            if let Some(mark) = marks.get_mut(mention.tokens.start.index()) {
                mark.push_str(&opening(mention, document));
            }
        }
        mentions.sort_by_key(|mention| (mention.tokens.end, std::cmp::Reverse(mention.tokens.start), std::cmp::Reverse(mention.entity)));
        for mention in mentions.iter().filter(|mention| !is_single(mention)) {
            if let Some(mark) = mention.tokens.end.index().checked_sub(1).and_then(|last| marks.get_mut(last)) {
                let _ = write!(mark, "{})", name(mention, document));
            }
        }
        Self { marks }
    }

    fn of(&self, id: TokenId) -> Option<&str> {
        self.marks.get(id.index()).map(String::as_str).filter(|marks| !marks.is_empty())
    }
}

fn is_single(mention: &Mention) -> bool {
    mention.tokens.end.index() - mention.tokens.start.index() == 1
}

fn opening(mention: &Mention, document: &str) -> String {
    let head = mention.head.index() - mention.tokens.start.index() + 1;
    let kind = mention.kind.as_str().to_lowercase();
    let close = if is_single(mention) { ")" } else { "" };
    format!("({}-{kind}-{head}-{}{close}", name(mention, document), Form::as_str(mention.form))
}

/// `a.e1` for the first entity of document `a`; a mention that was never linked is an entity of its own.
fn name(mention: &Mention, document: &str) -> String {
    let number =
        mention.entity.map_or_else(|| format!("m{}", mention.tokens.start.index() + 1), |entity| format!("e{}", entity.index() + 1));
    format!("{document}.{number}")
}

/// The id of the document, if brackets and hyphens cannot be mistaken in it, or else a hash.
fn document_name(document: &Document) -> String {
    let is_plain = |id: &&str| !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || "_.".contains(c));
    let hashed = || short_hash(document.id().unwrap_or(document.text()));
    document.id().filter(is_plain).map_or_else(hashed, ToOwned::to_owned)
}

/// A value of a column: without line breaks and tabs, and never empty.
fn cell(text: &str) -> String {
    let line = one_line(text);
    if line.is_empty() { "_".into() } else { line }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::sample;

    #[test]
    fn entities_and_dates_stand_in_misc() {
        let expected = "\
# newdoc id = id,1
# global.Entity = eid-etype-head-other
# sent_id = NAME-1
# text = Akar, met Zoë \"Z\" Ødegård in <Tripoli> on Saturday.
1\tAkar\t_\tX\t_\t_\t0\troot\t_\tEntity=(e1-person-1-name)|SpaceAfter=No|TokenRange=0:4
2\tZoë \"Z\" Ødegård\t_\tX\t_\t_\t1\tdep\t_\tEntity=(e2-person-1-name)|TokenRange=10:25
3\tTripoli\t_\tX\t_\t_\t1\tdep\t_\tEntity=(e3-place-1-name)|SpaceAfter=No|TokenRange=30:37
4\tSaturday\t_\tX\t_\t_\t1\tdep\t_\tSpaceAfter=No|Timex=B-DATE|TimexValue=2020-12-26|TokenRange=42:50

";
        let name = short_hash("id,1");
        assert_eq!(to_conllu(&sample::document()).replace(&format!("({name}."), "(").replace(&name, "NAME"), expected);
    }
}
