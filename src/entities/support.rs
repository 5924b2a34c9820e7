//! How the mentions of one entity bear each other out.

use crate::document::{Annotations, EntityType, Form, Id, Mention};

/// Raises the confidence of names to this share of the surest other name of the same entity and type: what a text names clearly in one place it mostly
/// names in the others. Chosen on development sets by how often names of each confidence are right.
const SHARE: f32 = 0.72;

/// Raises the confidence of names that others bear out.
pub(super) fn raise(annotations: &mut Annotations) {
    let raised: Vec<f32> = {
        let best = best_two(annotations);
        let raise = |(at, mention): (usize, &Mention)| {
            let two = mention.entity.map_or([(0.0, at); 2], |entity| best[entity.index()][mention.kind as usize]);
            let other = if two[0].1 == at { two[1].0 } else { two[0].0 };
            if mention.form == Form::Name { mention.confidence.max(SHARE * other) } else { mention.confidence }
        };
        annotations.mentions.iter().enumerate().map(raise).collect()
    };
    for (mention, confidence) in annotations.mentions.iter_mut().zip(raised) {
        mention.confidence = confidence;
    }
}

/// Of each entity and type, the confidences of the two surest names, with their numbers.
fn best_two(annotations: &Annotations) -> Vec<[[(f32, usize); 2]; EntityType::ALL.len()]> {
    let mut best = vec![[[(0.0, usize::MAX); 2]; EntityType::ALL.len()]; annotations.entities.len()];
    for (at, mention) in annotations.mentions.iter().enumerate().filter(|(_, mention)| mention.form == Form::Name) {
        let Some(entity) = mention.entity else { continue };
        let two = &mut best[entity.index()][mention.kind as usize];
        if mention.confidence > two[0].0 {
            *two = [(mention.confidence, at), two[0]];
        } else if mention.confidence > two[1].0 {
            two[1] = (mention.confidence, at);
        }
    }
    best
}
