//! Comments of the user's file, carried over to a synthetic one.

use std::collections::HashMap;

use prost_types::{FileDescriptorProto, SourceCodeInfo, source_code_info::Location};

/// Where comments come from, and where they went.
#[derive(Debug)]
pub(crate) struct Comments {
    /// `None` for a file without source information: prost-build then looks none up.
    from: Option<HashMap<Vec<i32>, Location>>,
    to: Vec<Location>,
}

impl Comments {
    pub(crate) fn of(file: &FileDescriptorProto) -> Self {
        let from = file.source_code_info.as_ref().map(|info| {
            info.location
                .iter()
                .map(|location| (location.path.clone(), location.clone()))
                .collect()
        });
        Comments { from, to: Vec::new() }
    }

    /// Every item of the synthetic file has to be named once, also one without a comment: prost-build relies on it.
    pub(crate) fn copy(&mut self, from: &[i32], to: &[i32]) {
        let Some(locations) = &self.from else { return };
        let mut location = locations.get(from).cloned().unwrap_or_default();
        location.path = to.to_vec();
        if location.span.is_empty() {
            location.span = vec![0, 0, 0];
        }
        self.to.push(location);
    }

    pub(crate) fn into_source_code_info(self) -> Option<SourceCodeInfo> {
        self.from.map(|_| SourceCodeInfo { location: self.to })
    }
}
