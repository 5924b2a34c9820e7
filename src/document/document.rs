use super::{Annotations, Diagnostic, EntityId, Relation, RelationKind};

/// A text that has been read: what was found, immutable, with questions to ask of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    id: Option<String>,
    title: Option<String>,
    annotations: Annotations,
    relations: Vec<Relation>,
    diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// Puts the parts together. Relations must point to entities, dates and sentences of `annotations`.
    pub fn new(
        id: Option<String>,
        title: Option<String>,
        annotations: Annotations,
        relations: Vec<Relation>,
        diagnostics: Vec<Diagnostic>,
    ) -> Self {
        Self { id, title, annotations, relations, diagnostics }
    }

    /// Adds notes that are about the article's input rather than its text. They stand before the others.
    #[must_use]
    pub fn with_diagnostics(mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) -> Self {
        self.diagnostics.splice(0..0, diagnostics);
        self
    }

    /// Leaves out the relations of which `keep` is false.
    #[must_use]
    pub fn retain_relations(mut self, keep: impl FnMut(&Relation) -> bool) -> Self {
        self.relations.retain(keep);
        self
    }

    /// The id that the article came with.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The title that the article came with.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The text, as it came. All spans point into it.
    pub fn text(&self) -> &str {
        &self.annotations.text
    }

    /// Sentences, tokens, trees, mentions, entities and dates.
    pub fn annotations(&self) -> &Annotations {
        &self.annotations
    }

    /// All relations, in the order of their evidence.
    pub fn relations(&self) -> &[Relation] {
        &self.relations
    }

    /// Notes on what was left out or is doubtful.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The relations of one kind.
    pub fn relations_of(&self, kind: &RelationKind) -> impl Iterator<Item = &Relation> {
        self.relations.iter().filter(move |relation| relation.kind == *kind)
    }

    /// The relations in which an entity is subject or object.
    pub fn relations_with(&self, entity: EntityId) -> impl Iterator<Item = &Relation> {
        self.relations.iter().filter(move |relation| relation.subject == entity || relation.object == entity)
    }

    /// The entity that goes by this name in the document, compared without regard to case.
    pub fn entity_named(&self, name: &str) -> Option<EntityId> {
        let name = name.to_lowercase();
        self.annotations.entity_ids().find(|&id| self.annotations.entity(id).names.iter().any(|known| known.to_lowercase() == name))
    }

    /// The canonical name of an entity.
    pub fn name(&self, entity: EntityId) -> &str {
        &self.annotations.entity(entity).name
    }

    /// The text of the sentence that a relation comes from.
    pub fn sentence_text(&self, relation: &Relation) -> &str {
        self.annotations.surface(self.annotations.sentence(relation.evidence.sentence).span)
    }
}
