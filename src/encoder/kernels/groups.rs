//! In which order the inputs of a panel stand, so that products of several can be added in 16 bits.

use super::narrow::{QUAD, Quad};
use super::panel::PANEL;

/// The quads of a panel, in order of their groups.
#[derive(Debug)]
pub(super) struct Order {
    pub(super) quads: Vec<u16>,
    /// How many quads, from the first, stand in full groups; how many after them in pairs. Every other is a group of its own.
    pub(super) deep: usize,
    pub(super) paired: usize,
}

/// Sums of a quad: of the products of two neighbouring inputs, for every output.
const SUMS: usize = PANEL * QUAD / 2;

/// How far each sum of a quad reaches up, and how far down, with activations from 0 to 1.
type Reach = [i16; 2 * SUMS];

impl Order {
    /// Every quad where it is, as a group of its own.
    pub(super) fn plain(quads: usize) -> Self {
        Self { quads: (0..quads as u16).collect(), deep: 0, paired: 0 }
    }

    /// Groups of up to `depth` quads, none of whose sums reaches further than `most`. The quads that reach furthest choose first.
    pub(super) fn grouped(quads: &[Quad], most: i16, depth: usize) -> Self {
        let reaches: Vec<Reach> = quads.iter().map(reach).collect();
        let mut left: Vec<u16> = (0..quads.len() as u16).collect();
        left.sort_by_key(|&quad| std::cmp::Reverse(furthest(&reaches[usize::from(quad)])));
        let mut groups = Vec::new();
        while !left.is_empty() {
            groups.push(take_group(&mut left, &reaches, most, depth));
        }
        Self::of_groups(groups, depth)
    }

    fn of_groups(groups: Vec<Vec<u16>>, depth: usize) -> Self {
        let (deep, rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| group.len() == depth);
        let (pairs, rest): (Vec<_>, Vec<_>) = rest.into_iter().partition(|group| group.len() == 2);
        let (deep, pairs, rest) = (deep.concat(), pairs.concat(), rest.concat());
        Self { deep: deep.len(), paired: pairs.len(), quads: [deep, pairs, rest].concat() }
    }
}

/// The first of the quads that are left, and those after it that fit with it.
fn take_group(left: &mut Vec<u16>, reaches: &[Reach], most: i16, depth: usize) -> Vec<u16> {
    let mut group = vec![left.remove(0)];
    let mut sum = reaches[usize::from(group[0])];
    let mut at = 0;
    while group.len() < depth && at < left.len() {
        let both = added(&sum, &reaches[usize::from(left[at])]);
        if furthest(&both) <= most {
            sum = both;
            group.push(left.remove(at));
        } else {
            at += 1;
        }
    }
    group
}

/// How far the sums of a quad reach, at most, with activations from 0 to 1.
pub(super) fn furthest_of(quad: &Quad) -> i16 {
    furthest(&reach(quad))
}

fn reach(weights: &Quad) -> Reach {
    let mut out = [0; 2 * SUMS];
    let (up, down) = out.split_at_mut(SUMS);
    for ((pair, up), down) in weights.as_chunks::<2>().0.iter().zip(up).zip(down) {
        let [a, b] = pair.map(i16::from);
        *up = a.max(0) + b.max(0);
        *down = -(a.min(0) + b.min(0));
    }
    out
}

fn furthest(reach: &Reach) -> i16 {
    reach.iter().fold(0, |most, &reach| most.max(reach))
}

fn added(a: &Reach, b: &Reach) -> Reach {
    std::array::from_fn(|i| a[i] + b[i])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quads(weights: &[i8]) -> Vec<Quad> {
        weights.iter().map(|&weight| [weight; PANEL * QUAD]).collect()
    }

    #[test]
    fn quads_stand_in_groups_that_reach_no_further_than_they_may() {
        // (the weight of each quad, quads in threes, quads in pairs): two neighbours of 43 reach 86, three times which is 258.
        let cases: [(&[i8], usize, usize); 6] = [
            (&[43, 43, 43, 43, 43, 43], 6, 0),
            (&[44, 44, 44, 44], 0, 4),
            (&[65, 65], 0, 0),
            (&[-128, 127, -128, 127], 0, 4),
            (&[127, 1, 1, 40, 40, 40], 6, 0),
            (&[], 0, 0),
        ];
        for (weights, deep, paired) in cases {
            let quads = quads(weights);
            let order = Order::grouped(&quads, 258, 3);
            assert_eq!((order.deep, order.paired), (deep, paired), "{weights:?}");
            let mut all = order.quads.clone();
            all.sort_unstable();
            assert!(all.iter().copied().eq(0..weights.len() as u16));
            for group in order.quads[..deep].chunks(3).chain(order.quads[deep..deep + paired].chunks(2)) {
                let sum = group.iter().fold([0; 2 * SUMS], |sum, &quad| added(&sum, &reach(&quads[usize::from(quad)])));
                assert!(furthest(&sum) <= 258);
            }
        }
    }
}
