//! The text of a document with its sentences, mentions, dates and the words that are evidence.

use std::collections::BTreeMap;

use super::claim::class;
use super::escape::escaped;
use crate::document::{Document, EntityId, Form, Id, Mention, MentionId, Relation, SentenceId, Span};

/// A document of the page, and its number, which keeps the anchors of several documents apart.
pub(super) struct Text<'d> {
    document: &'d Document,
    number: usize,
    /// By their start. They do not overlap.
    marks: BTreeMap<usize, Mark>,
    /// By the sentence in which they stand.
    words: BTreeMap<SentenceId, Vec<EvidenceWord>>,
}

/// A stretch of the text and the tag that opens it.
struct Mark {
    span: Span,
    /// The mention that it shows, if it is one.
    mention: Option<MentionId>,
    open: String,
}

/// Words that a relation came from.
struct EvidenceWord {
    span: Span,
    class: &'static str,
    relation: usize,
}

impl<'d> Text<'d> {
    pub(super) fn new(document: &'d Document, number: usize) -> Self {
        let mut text = Self { document, number, marks: BTreeMap::new(), words: words_of(document) };
        text.mark_all();
        text
    }

    /// Names before dates before pronouns and descriptions: where two overlap, the first stays.
    fn mark_all(&mut self) {
        let found = self.document.annotations();
        let mentions = |is_name: bool| found.mention_ids().filter(move |&id| (found.mention(id).form == Form::Name) == is_name);
        for id in mentions(true) {
            self.mark(self.mention_mark(id));
        }
        for date in &found.dates {
            let value = date.value.timex.as_deref().unwrap_or("no value");
            self.mark(Mark { span: date.span, mention: None, open: format!("<mark class=\"date\" title=\"{}\">", escaped(value)) });
        }
        for id in mentions(false) {
            self.mark(self.mention_mark(id));
        }
    }

    fn mark(&mut self, mark: Mark) {
        let before = self.marks.range(..mark.span.end).next_back();
        if before.is_none_or(|(_, before)| before.span.end <= mark.span.start) {
            self.marks.insert(mark.span.start, mark);
        }
    }

    fn mention_mark(&self, id: MentionId) -> Mark {
        let Mention { span, kind, form, entity, .. } = self.document.annotations().mention(id);
        let name = entity.map_or("", |entity| self.document.name(entity));
        let entity = entity.map_or_else(String::new, |entity| format!(" data-entity=\"{}\"", self.entity_anchor(entity)));
        let title = format!("{}: {name}", class(*kind));
        let open = format!(
            "<mark id=\"{}\" class=\"{} {}\"{entity} title=\"{}\">",
            self.mention_anchor(id),
            class(*kind),
            form.as_str(),
            escaped(&title)
        );
        Mark { span: *span, mention: Some(id), open }
    }

    /// The number of the document on the page, from 0.
    pub(super) const fn number(&self) -> usize {
        self.number
    }

    /// The id of the document on the page.
    pub(super) fn anchor(&self) -> String {
        format!("d{}", self.number)
    }

    fn mention_anchor(&self, id: MentionId) -> String {
        format!("d{}m{}", self.number, id.index())
    }

    fn entity_anchor(&self, id: EntityId) -> String {
        format!("d{}e{}", self.number, id.index())
    }

    pub(super) fn sentence_anchor(&self, id: SentenceId) -> String {
        format!("d{}s{}", self.number, id.index())
    }

    pub(super) fn card_anchor(&self, relation: usize) -> String {
        format!("d{}r{relation}", self.number)
    }

    /// Where a mention is shown: its mark, or that of another mention of the same words, or else its sentence.
    pub(super) fn anchor_of(&self, id: MentionId) -> String {
        let found = self.document.annotations();
        let mention = found.mention(id);
        let shown = self.marks.get(&mention.span.start).filter(|mark| mark.span == mention.span).and_then(|mark| mark.mention);
        shown.map_or_else(|| self.sentence_anchor(found.sentence_of(mention.tokens.start)), |id| self.mention_anchor(id))
    }

    /// The whole text. What was not read (advertisements, teasers) is shown as such.
    pub(super) fn html(&self) -> String {
        let found = self.document.annotations();
        let mut html = String::new();
        let mut at = 0;
        for id in found.sentence_ids() {
            let span = found.sentence(id).span;
            html.push_str(&unread(Span::new(at, span.start).of(self.document.text())));
            html.push_str(&format!("<span class=\"sentence\" id=\"{}\">{}</span>", self.sentence_anchor(id), self.stretch(id)));
            at = span.end;
        }
        html.push_str(&unread(Span::new(at, self.document.text().len()).of(self.document.text())));
        html
    }

    fn stretch(&self, id: SentenceId) -> String {
        let span = self.document.annotations().sentence(id).span;
        let words = self.words.get(&id).map_or(&[][..], Vec::as_slice);
        let plain = |span| self.plain(span, words);
        let mut html = String::new();
        let mut at = span.start;
        for mark in self.marks.range(span.start..span.end).map(|(_, mark)| mark).filter(|mark| span.contains(mark.span)) {
            html.push_str(&plain(Span::new(at, mark.span.start)));
            html.push_str(&mark.open);
            html.push_str(&plain(mark.span));
            html.push_str("</mark>");
            at = mark.span.end;
        }
        html.push_str(&plain(Span::new(at, span.end)));
        html
    }

    /// Text without marks, in which words that are evidence say for which relations.
    fn plain(&self, span: Span, words: &[EvidenceWord]) -> String {
        let words: Vec<&EvidenceWord> = words.iter().filter(|word| word.span.overlaps(span)).collect();
        let mut cuts: Vec<usize> = words.iter().flat_map(|word| [word.span.start.max(span.start), word.span.end.min(span.end)]).collect();
        cuts.extend([span.start, span.end]);
        cuts.sort_unstable();
        cuts.dedup();
        cuts.iter().zip(cuts.iter().skip(1)).map(|(&start, &end)| self.piece(Span::new(start, end), &words)).collect()
    }

    fn piece(&self, span: Span, words: &[&EvidenceWord]) -> String {
        let text = escaped(span.of(self.document.text()));
        let here = || words.iter().filter(|word| word.span.contains(span));
        if here().next().is_none() {
            return text;
        }
        let of_class = |class: &str| {
            let cards: Vec<String> = here().filter(|word| word.class == class).map(|word| self.card_anchor(word.relation)).collect();
            if cards.is_empty() { String::new() } else { format!(" data-{class}=\"{}\"", cards.join(" ")) }
        };
        format!("<span class=\"evidence\"{}{}>{text}</span>", of_class("trigger"), of_class("cue"))
    }

    /// The sentence of a relation with its trigger, its cues and its two sides.
    pub(super) fn quotation(&self, relation: usize) -> String {
        let found = self.document.annotations();
        let Some(Relation { evidence, .. }) = self.document.relations().get(relation) else { return String::new() };
        let span = found.sentence(evidence.sentence).span;
        let of_side = |mention: MentionId| {
            let Mention { span, kind, .. } = found.mention(mention);
            (*span, format!("<mark class=\"{}\">", class(*kind)))
        };
        let words = self.words.get(&evidence.sentence).into_iter().flatten().filter(|word| word.relation == relation);
        let words = words.map(|word| (word.span, format!("<mark class=\"{}\">", word.class)));
        let mut marks = BTreeMap::<usize, (Span, String)>::new();
        for (mark, open) in words.chain([of_side(evidence.subject), of_side(evidence.object)]) {
            let is_free = marks.range(..mark.end).next_back().is_none_or(|(_, (before, _))| before.end <= mark.start);
            if is_free && span.contains(mark) {
                marks.insert(mark.start, (mark, open));
            }
        }
        marked(self.document.text(), span, marks.into_values())
    }
}

/// The trigger and the cues of every relation.
fn words_of(document: &Document) -> BTreeMap<SentenceId, Vec<EvidenceWord>> {
    let mut words = BTreeMap::<_, Vec<_>>::new();
    for (relation, of) in document.relations().iter().enumerate() {
        let here = words.entry(of.evidence.sentence).or_default();
        let mut add = |span: Span, class| {
            if !span.is_empty() {
                here.push(EvidenceWord { span, class, relation });
            }
        };
        add(of.evidence.trigger, "trigger");
        of.evidence.cues.iter().for_each(|&cue| add(cue, "cue"));
    }
    words
}

/// The text under `span`, escaped, with marks that are in order and do not overlap.
fn marked(text: &str, span: Span, marks: impl Iterator<Item = (Span, String)>) -> String {
    let mut html = String::new();
    let mut at = span.start;
    for (mark, open) in marks {
        html.push_str(&escaped(Span::new(at, mark.start).of(text)));
        html.push_str(&format!("{open}{}</mark>", escaped(mark.of(text))));
        at = mark.end;
    }
    html + &escaped(Span::new(at, span.end).of(text))
}

fn unread(text: &str) -> String {
    if text.trim().is_empty() { escaped(text) } else { format!("<span class=\"unread\" title=\"not read\">{}</span>", escaped(text)) }
}
