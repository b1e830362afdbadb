//! What is judged, through the public interface: weights and limits case by case, and a
//! month of a thousand users with planted cases.

mod judged;
mod month;
