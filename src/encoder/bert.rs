use super::LoadError;
use super::config::Config;
use super::files::FileBytes;
use super::kernels::{Block, LayerNorm, Linear, Matrix, Precision, Rows, gelu, product, product_transposed, softmax};
use super::pieces::Piece;
use super::weights::{Table, Weights};

/// The encoder: BERT (Devlin et al. 2019) with six case shapes as its token types.
#[derive(Debug)]
pub(super) struct Bert {
    embeddings: Embeddings,
    layers: Vec<Layer>,
    heads: usize,
}

/// Buffers that windows of one thread use again.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    rows: Rows,
    qkv: Vec<f32>,
    queries: Vec<f32>,
    scores: Vec<f32>,
    mixed: Vec<f32>,
    context: Vec<f32>,
    inner: Vec<f32>,
}

impl Bert {
    /// `precision` is that of the layers; weights of any are in 8 bits.
    pub(super) fn read(config: &Config, weights: &Weights, file: &FileBytes, precision: Precision) -> Result<Self, LoadError> {
        let layers = (0..config.num_hidden_layers).map(|i| Layer::read(config, weights, i, precision));
        Ok(Self {
            embeddings: Embeddings::read(config, weights, file)?,
            layers: layers.collect::<Result<_, _>>()?,
            heads: config.num_attention_heads,
        })
    }

    /// The vectors `[wanted, hidden]` of the wanted pieces of a window of at most as many pieces as there are positions. All pieces are read; the last
    /// layer goes only as far as the wanted ones need it.
    pub(super) fn encode(&self, window: &[Piece], wanted: &[usize], scratch: &mut Scratch) -> Vec<f32> {
        let mut x = self.embeddings.look_up(window);
        for (i, layer) in self.layers.iter().enumerate() {
            let is_last = i + 1 == self.layers.len();
            layer.attend(self.heads, &mut x, is_last.then_some(wanted), scratch);
            layer.feed_forward(&mut x, scratch);
        }
        x
    }
}

/// A vector for each piece: its word piece, its position and its case shape, added and normalised.
#[derive(Debug)]
struct Embeddings {
    words: Table,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    norm: LayerNorm,
    hidden: usize,
}

impl Embeddings {
    fn read(config: &Config, weights: &Weights, file: &FileBytes) -> Result<Self, LoadError> {
        let (hidden, name) = (config.hidden_size, |part| format!("bert.embeddings.{part}_embeddings.weight"));
        Ok(Self {
            words: weights.table(&name("word"), config.vocab_size, hidden, file)?,
            positions: weights.matrix(&name("position"), config.max_position_embeddings, hidden)?.to_floats(),
            shapes: weights.matrix(&name("token_type"), config.type_vocab_size, hidden)?.to_floats(),
            norm: layer_norm(config, weights, "bert.embeddings.LayerNorm")?,
            hidden,
        })
    }

    fn look_up(&self, window: &[Piece]) -> Vec<f32> {
        let mut x = self.positions[..window.len() * self.hidden].to_vec();
        for (row, piece) in x.chunks_exact_mut(self.hidden).zip(window) {
            let shape = &self.shapes[piece.shape as usize * self.hidden..][..self.hidden];
            row.iter_mut().zip(shape).for_each(|(x, shape)| *x += shape);
            self.words.add_row(piece.id as usize, row);
        }
        self.norm.apply(&mut x);
        x
    }
}

#[derive(Debug)]
struct Layer {
    /// Query, key and value in one product.
    qkv: Linear,
    attended: Linear,
    attended_norm: LayerNorm,
    inner: Linear,
    outer: Linear,
    outer_norm: LayerNorm,
}

impl Layer {
    fn read(config: &Config, weights: &Weights, i: usize, precision: Precision) -> Result<Self, LoadError> {
        let (hidden, inner) = (config.hidden_size, config.intermediate_size);
        let name = |part: &str| format!("bert.encoder.layer.{i}.{part}");
        let linear = |part, outputs, inputs| linear(weights, &name(part), outputs, inputs, precision);
        let (mut qkv, mut bias) = (Vec::new(), Vec::new());
        for part in ["query", "key", "value"] {
            qkv.push(weights.matrix(&name(&format!("attention.self.{part}.weight")), hidden, hidden)?);
            bias.extend(weights.vector(&name(&format!("attention.self.{part}.bias")), hidden)?);
        }
        Ok(Self {
            qkv: Linear::new(&Matrix::stacked(&qkv), bias, precision),
            attended: linear("attention.output.dense", hidden, hidden)?,
            attended_norm: layer_norm(config, weights, &name("attention.output.LayerNorm"))?,
            inner: linear("intermediate.dense", inner, hidden)?,
            outer: linear("output.dense", hidden, inner)?,
            outer_norm: layer_norm(config, weights, &name("output.LayerNorm"))?,
        })
    }

    /// Self-attention. Where only some pieces are wanted, their rows are what is left of `x`.
    fn attend(&self, heads: usize, x: &mut Vec<f32>, wanted: Option<&[usize]>, scratch: &mut Scratch) {
        let hidden = self.attended.outputs();
        let (rows, columns) = (x.len() / hidden, hidden / heads);
        self.qkv.apply_into(x, &mut scratch.rows, &mut scratch.qkv);
        if let Some(wanted) = wanted {
            gather(&scratch.qkv, 3 * hidden, hidden, wanted, &mut scratch.queries);
            let mut left = Vec::with_capacity(wanted.len() * hidden);
            gather(x, hidden, hidden, wanted, &mut left);
            *x = left;
        }
        scratch.context.resize(x.len(), 0.0);
        for head in 0..heads {
            let offset = head * columns;
            let part = |third: usize| Block { data: &scratch.qkv, offset: third * hidden + offset, rows, columns, stride: 3 * hidden };
            let of_wanted = |wanted: &[usize]| Block { data: &scratch.queries, offset, rows: wanted.len(), columns, stride: hidden };
            let queries = wanted.map_or_else(|| part(0), of_wanted);
            product_transposed(queries, part(1), 1.0 / (columns as f32).sqrt(), &mut scratch.scores);
            softmax(&mut scratch.scores, rows);
            product(Block::whole(&scratch.scores, rows), part(2), &mut scratch.mixed);
            for (out, row) in scratch.context.chunks_exact_mut(hidden).zip(scratch.mixed.chunks_exact(columns)) {
                out[head * columns..][..columns].copy_from_slice(row);
            }
        }
        self.attended.add_to(&scratch.context, &mut scratch.rows, x);
        self.attended_norm.apply(x);
    }

    fn feed_forward(&self, x: &mut [f32], scratch: &mut Scratch) {
        self.inner.apply_into(x, &mut scratch.rows, &mut scratch.inner);
        gelu(&mut scratch.inner);
        self.outer.add_to(&scratch.inner, &mut scratch.rows, x);
        self.outer_norm.apply(x);
    }
}

/// The first `columns` numbers of the wanted rows.
fn gather(data: &[f32], stride: usize, columns: usize, wanted: &[usize], out: &mut Vec<f32>) {
    out.clear();
    for row in wanted {
        out.extend_from_slice(&data[row * stride..][..columns]);
    }
}

/// The dense layer `NAME.weight`, `NAME.bias`.
pub(super) fn linear(weights: &Weights, name: &str, outputs: usize, inputs: usize, precision: Precision) -> Result<Linear, LoadError> {
    let weight = weights.matrix(&format!("{name}.weight"), outputs, inputs)?;
    Ok(Linear::new(&weight, weights.vector(&format!("{name}.bias"), outputs)?, precision))
}

fn layer_norm(config: &Config, weights: &Weights, name: &str) -> Result<LayerNorm, LoadError> {
    let vector = |part: &str| weights.vector(&format!("{name}.{part}"), config.hidden_size);
    Ok(LayerNorm { weight: vector("weight")?, bias: vector("bias")?, epsilon: config.layer_norm_eps })
}
