//! A generator of services as an application might write it: a trait for each.

use prost_build::{Comments, Service, ServiceGenerator};

#[derive(Debug, Default)]
pub(crate) struct Traits {
    in_file: Vec<String>,
}

impl ServiceGenerator for Traits {
    fn generate(&mut self, service: Service, buf: &mut String) {
        document(&service.comments, 0, buf);
        buf.push_str(&format!("pub trait {} {{\n", service.name));
        for method in &service.methods {
            document(&method.comments, 1, buf);
            buf.push_str(&format!(
                "    fn {}(&self, request: {}) -> {};\n",
                method.name, method.input_type, method.output_type
            ));
        }
        buf.push_str("}\n");
        self.in_file.push(service.name);
    }

    /// Ends each file.
    fn finalize(&mut self, buf: &mut String) {
        for name in self.in_file.drain(..) {
            buf.push_str(&format!("pub const {}: &str = \"{name}\";\n", name.to_uppercase()));
        }
    }

    /// Ends each package with services.
    fn finalize_package(&mut self, package: &str, buf: &mut String) {
        buf.push_str(&format!("pub const PACKAGE: &str = \"{package}\";\n"));
    }
}

fn document(comments: &Comments, indent: u8, buf: &mut String) {
    comments.append_with_indent(indent, buf);
}
