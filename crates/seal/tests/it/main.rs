//! What sealing promises, from outside.

#[cfg(test)]
mod entry;
#[cfg(test)]
mod index;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod object;
#[cfg(test)]
mod ring;
#[cfg(test)]
mod support;
#[cfg(test)]
mod vectors;
