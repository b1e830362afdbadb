//! What a face is made of.

/// About how old somebody looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Age {
    /// Up to four years.
    Toddler,
    /// Five to eleven.
    Child,
    /// Twelve to nineteen.
    Teenager,
    /// Twenty to sixty-four.
    #[default]
    Adult,
    /// Sixty-five and more.
    Old,
}

/// How broad head and shoulders are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Build {
    /// A narrow jaw and shoulders.
    #[default]
    Slight,
    /// In between.
    Middle,
    /// A square jaw, broad shoulders.
    Broad,
}

/// Colour of the skin, from light to dark.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Skin {
    /// Very light.
    Pale,
    /// Light.
    #[default]
    Light,
    /// Light brown, olive.
    Olive,
    /// Brown.
    Tan,
    /// Dark brown.
    Brown,
    /// Very dark.
    Dark,
}

/// How the hair is worn.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Hair {
    /// None.
    Bald,
    /// Only at the sides.
    Receding,
    /// A child's first hair.
    Tuft,
    /// Short all round.
    #[default]
    Short,
    /// Short, parted at the side.
    Parted,
    /// To the chin.
    Bob,
    /// To the shoulders and below.
    Long,
    /// In a knot on the head.
    Bun,
    /// Tied behind, hanging to one side.
    Ponytail,
    /// In two plaits.
    Plaits,
    /// Short curls.
    Curly,
    /// Full and round.
    Afro,
    /// Covered by a scarf, of the colour of the clothes' companion.
    Scarf,
}

/// Colour of the hair, of the brows and of the beard.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum HairColour {
    /// Black.
    Black,
    /// Dark brown.
    #[default]
    Dark,
    /// Brown.
    Brown,
    /// Auburn.
    Auburn,
    /// Blond.
    Blond,
    /// Grey.
    Grey,
    /// White.
    White,
}

/// Hair of the face.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Beard {
    /// Shaved, or none.
    #[default]
    None,
    /// A few days old.
    Stubble,
    /// Above the mouth alone.
    Moustache,
    /// Full.
    Full,
}

/// What is worn.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Clothes {
    /// A jumper with a round neck.
    #[default]
    Jumper,
    /// A shirt with a collar.
    Shirt,
    /// A cardigan over a light top.
    Cardigan,
    /// A hooded jumper.
    Hoodie,
    /// A jacket over a shirt.
    Jacket,
    /// A striped top.
    Stripes,
    /// Dungarees over a light top.
    Dungarees,
    /// A doctor's white coat.
    WhiteCoat,
    /// A hospital tunic with a V neck.
    Scrubs,
    /// A cook's white jacket and apron.
    Cook,
    /// A dress over a belly with child, the arm around it.
    Maternity,
}

/// Colour of what is worn.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Colour {
    /// Deep green-blue, the house's own.
    #[default]
    Teal,
    /// Soft green.
    Sage,
    /// Dark blue.
    Navy,
    /// Light blue.
    Sky,
    /// Red-brown.
    Rust,
    /// Pink, faded.
    Rose,
    /// Yellow-brown.
    Amber,
    /// Plum.
    Plum,
    /// Warm grey.
    Sand,
    /// Dark grey.
    Slate,
}

/// What is worn on the head.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Hat {
    /// Nothing.
    #[default]
    None,
    /// A cook's toque.
    Toque,
    /// A knitted cap.
    Beanie,
}

/// The expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Mood {
    /// Attentive.
    Calm,
    /// A closed smile.
    #[default]
    Gentle,
    /// An open smile.
    Glad,
}

/// The ground behind.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Ground {
    /// Pale teal.
    #[default]
    Water,
    /// Pale rust.
    Brick,
    /// Pale amber.
    Straw,
    /// Pale blue.
    Sky,
    /// Paper, a shade darker.
    Sand,
}

/// A face to be drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Face {
    /// About how old.
    pub age: Age,
    /// How broad.
    pub build: Build,
    /// Colour of the skin.
    pub skin: Skin,
    /// How the hair is worn.
    pub hair: Hair,
    /// Its colour.
    pub hair_colour: HairColour,
    /// Hair of the face.
    pub beard: Beard,
    /// Whether glasses are worn.
    pub glasses: bool,
    /// What is worn.
    pub clothes: Clothes,
    /// Its colour.
    pub colour: Colour,
    /// Whether a stethoscope hangs round the neck.
    pub stethoscope: bool,
    /// What is on the head.
    pub hat: Hat,
    /// The expression.
    pub mood: Mood,
    /// The ground behind.
    pub ground: Ground,
}
