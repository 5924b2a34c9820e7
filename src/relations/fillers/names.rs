//! Names: what their words say of other names, and names behind titles.

use std::collections::BTreeMap;

use super::super::grammar::Grammar;
use super::{FEW, Filler, Fillers};
use crate::document::{Annotations, DepRel, EntityId, EntityType, Form, Id, MentionId, TokenId};

pub(super) fn bodies(doc: &Annotations) -> BTreeMap<String, EntityId> {
    let is_body = |&id: &EntityId| matches!(doc.entity(id).kind, EntityType::Place | EntityType::Organization);
    let mut all = BTreeMap::new();
    for id in doc.entity_ids().filter(is_body) {
        for name in &doc.entity(id).names {
            all.entry(name.to_lowercase()).or_insert(id);
        }
    }
    all
}

impl Fillers<'_> {
    /// The last name before a token whose noun this is: "forum" of "Pacific Islands Forum", "council" of "Council of Elders".
    pub(super) fn last_named(&self, noun: &str, before: TokenId) -> Option<MentionId> {
        let end = self.by_head.partition_point(|&(head, _)| head < before);
        let is_so_named = |&id: &MentionId| {
            let mention = self.doc.mention(id);
            let words = self.doc.surface(mention.span).split_whitespace().take_while(|word| !matches!(*word, "of" | "for"));
            mention.form == Form::Name
                && matches!(mention.kind, EntityType::Organization | EntityType::Place)
                && words.last().is_some_and(|word| word.eq_ignore_ascii_case(noun))
        };
        self.by_head.iter().take(end).rev().take(FEW).map(|&(_, id)| id).find(is_so_named)
    }

    /// The place or body by whose name another name begins, or ends after "of": "Italian Supreme Court", "Parliament of Ghana".
    pub(in crate::relations) fn named_in(&self, name: MentionId) -> Option<Filler> {
        let mention = self.doc.mention(name);
        let words: Vec<String> = self.doc.surface(mention.span).split_whitespace().map(str::to_lowercase).take(12).collect();
        let words = words.strip_prefix(&["the".to_owned()][..]).unwrap_or(&words);
        let known = |part: Option<&[String]>| self.bodies.get(&part?.join(" ")).copied();
        let begins = (1..words.len().min(4)).rev().find_map(|count| known(words.get(..count)));
        let of = words.iter().rposition(|word| word == "of");
        let found = begins.or_else(|| known(words.get(of? + 1..)))?;
        // The mention by the very name: "Philippine", and not "Manila".
        let mentions = &self.doc.entity(found).mentions;
        let begins_so = |&&id: &&MentionId| {
            let surface = self.doc.surface(self.doc.mention(id).span).to_lowercase();
            words.starts_with(&surface.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        };
        let first = *mentions.iter().take(FEW).find(begins_so).or(mentions.first())?;
        Some(Filler { entity: found, mention: first, weight: mention.confidence * 0.9 })
    }

    /// The name that follows a title at once ("debutants Panama") or after the name of the office ("member of the council Ann Smith").
    pub(in crate::relations) fn name_after_title(&self, grammar: &Grammar<'_>, title: TokenId) -> Option<MentionId> {
        let at_once = grammar.after(title).and_then(|next| self.name_over(next)).filter(|&name| {
            let head = grammar.head(self.doc.mention(name).head);
            self.doc.mention(name).tokens.start > title && (head == Some(title) || head == grammar.head(title))
        });
        at_once.or_else(|| {
            let office =
                grammar.obliques(title, &|prep| prep == "of" || prep == "for").into_iter().find_map(|token| self.name_over(token))?;
            let end = self.doc.mention(office).tokens.end;
            let is_comma = self.cover.get(end.index()).is_some() && self.doc.word(end) == ",";
            let after = if is_comma { TokenId::from_index(end.index() + 1) } else { end };
            let name = self.name_over(after).filter(|&name| self.doc.mention(name).tokens.start == after)?;
            let head = self.doc.mention(name).head;
            let is_loose =
                is_comma && matches!(grammar.rel(head), DepRel::Appos | DepRel::Conj | DepRel::Dep | DepRel::Parataxis | DepRel::List);
            let belongs = grammar.tree.is_within(head, title) || is_loose;
            (belongs && self.doc.mention(name).kind == EntityType::Person).then_some(name)
        })
    }
}
